"""Lessons of a draft split and merged: what rests on their blocks goes along, and comes back."""

from pathlib import Path

import pytest

from courses.authoring.editions.broken import broken_evidence
from courses.authoring.editions.models import Comparison, EditionAct, EditionMark
from courses.authoring.restructure.acts import Act
from courses.authoring.restructure.errors import (
    CannotUndoStep,
    LessonMoved,
    NoPlace,
    NothingBelow,
    NotTogether,
)
from courses.authoring.restructure.said import said
from courses.authoring.restructure.services import merge_below, split_lesson
from courses.authoring.restructure.undoing import undo
from courses.catalog.models import EditionLesson, Lesson, LessonVersion
from courses.catalog.queries import draft_lessons
from courses.catalog.services import save_lesson
from courses.quizzes.bank.services import Evidence, edit_question
from courses.quizzes.models import Question
from tests.support.make_editions import Renewed, cited, renewed
from tests.support.make_quizzes import make_question
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(tmp_path: Path) -> Renewed:
    return renewed(tmp_path)


def newest(lesson: Lesson, language: str = "en") -> LessonVersion:
    return lesson.versions.filter(language=language).latest("number")


def split(made: Renewed, block: str = "p2", *, title: str = "") -> Act:
    number = newest(made.first).number
    return split_lesson(
        made.first, language="en", block=block, seen=number, title=title, by=made.teacher
    )


def other(act: Act) -> Lesson:
    return Lesson.objects.get(pk=act.other)


def proof(question: Question) -> tuple[str, str]:
    version = Question.objects.get(pk=question.pk).current_version
    assert version is not None and version.evidence_lesson is not None
    return version.evidence_lesson.key, version.evidence_block


def keys(lesson: Lesson, language: str = "en") -> list[str]:
    return [row["key"] for row in newest(lesson, language).blocks]


def outline(made: Renewed) -> list[str]:
    return [newest(one).title for one in draft_lessons(made.course)]


def mark(made: Renewed, block: str) -> EditionMark:
    comparison: Comparison = made.compared()
    act = EditionAct.objects.create(comparison=comparison, course=made.course, what="keep")
    return EditionMark.objects.create(
        act=act, kind="checked", lesson=made.first, language="en", block_key=block
    )


def test_sources_questions_and_translations_go_with_their_passages(made: Renewed) -> None:
    act = split(made)
    assert outline(made) == ["Cash", "Cash (2)", "Answers"]
    assert (keys(made.first), keys(other(act))) == (["p1"], ["p2", "p3"])
    cited_by = newest(other(act)).anchors.order_by("passage__position")
    assert list(cited_by.values_list("block_key", "passage__key")) == [("p2", "2"), ("p3", "3")]
    assert proof(made.about_two) == (other(act).key, "p2")
    assert broken_evidence(made.course) == []
    # The French text begins with the block: cut there nothing would be left, so it stays whole.
    assert keys(made.first, "fr")[0] == "p2" and not other(act).versions.filter(language="fr")


def test_a_translation_is_cut_where_the_same_blocks_stand(made: Renewed) -> None:
    text = "Un.\n{: #p1}\n\n## Deux\n\nDeux États.\n{: #p2}\n\nTrois.\n{: #p3}"
    save_lesson(made.first, language="fr", title="Espèces", body=text)
    act = split(made, title="By many roads")
    assert (newest(other(act)).title, newest(other(act), "fr").title) == ("By many roads", "Deux")
    assert (keys(made.first, "fr"), keys(other(act), "fr")) == (["p1"], ["p2", "p3"])


def test_a_question_keeps_text_author_and_state_and_nobody_is_asked_again(made: Renewed) -> None:
    made.course.two_person_rule = True
    made.course.save()
    before = Question.objects.get(pk=made.about_two.pk)
    split(made)
    after = Question.objects.get(pk=made.about_two.pk)
    assert (after.status, after.ready_version) == (Question.Status.READY, after.current_version)
    assert before.current_version and after.current_version
    assert after.current_version.specs == before.current_version.specs
    assert after.current_version.author == before.current_version.author


def test_keys_that_no_author_gave_stay_with_their_blocks(made: Renewed) -> None:
    save_lesson(made.first, language="en", title="Cash", body="One.\n\nTwo.\n\n## Three\n\nFour.")
    changed = "One.\n\nTwo, of two States.\n\n## Three\n\nFour."
    was = save_lesson(made.first, language="en", title="Cash", body=changed)
    act = split(made, was.blocks[2]["key"])
    assert [*keys(made.first), *keys(other(act))] == [
        row["key"] for row in was.blocks if row["text"] != "Three"
    ]
    assert (newest(other(act)).title, newest(other(act)).body) == ("Three", "Four.\n")


def test_a_heading_that_something_rests_on_stays(made: Renewed) -> None:
    text = "One.\n{: #p1}\n\n### Two\n{: #p2}\n\nThree.\n{: #p3}"
    save_lesson(made.first, language="en", title="Cash", body=text)
    act = split(made)
    assert newest(other(act)).body.startswith("## Two\n{: #p2}")
    assert proof(made.about_two) == (other(act).key, "p2")


def test_objectives_go_with_the_words_they_speak_of(made: Renewed) -> None:
    aims = ["Say what couriers carried", "Name what banks told the office"]
    body = cited(made.older, 1, 2, 3)
    save_lesson(made.first, language="en", title="Cash", body=body, objectives=aims)
    act = split(made, "p3")
    assert (newest(made.first).objectives, newest(other(act)).objectives) == ([aims[0]], [aims[1]])
    assert act.aims == 1 and "1 objective went along" in said(act)


def test_each_half_of_two_subjects_is_called_by_its_own(made: Renewed) -> None:
    body = "## Schools\n\nOne.\n\n## Banks\n\nTwo."
    was = save_lesson(made.first, language="en", title="Schools; Banks", body=body)
    act = split(made, was.blocks[2]["key"])
    assert [newest(one).title for one in (made.first, other(act))] == ["Schools", "Banks"]
    assert [newest(one).body for one in (made.first, other(act))] == ["One.\n", "Two.\n"]
    undo(made.course, act, by=made.teacher)
    assert newest(made.first).body == body
    act = split(made, was.blocks[2]["key"], title="Where money goes")
    assert (newest(other(act)).title, newest(other(act)).body) == ("Where money goes", "Two.\n")


def test_what_was_decided_for_a_new_edition_goes_along_and_comes_back(made: Renewed) -> None:
    decided = mark(made, "p2")
    act = split(made)
    decided.refresh_from_db()
    assert decided.lesson_id == act.other
    undo(made.course, act, by=made.teacher)
    decided.refresh_from_db()
    assert decided.lesson_id == made.first.pk


def test_what_is_published_stays_as_it_is(made: Renewed) -> None:
    edition = made.course.editions.get()
    before = list(EditionLesson.objects.filter(edition=edition).values_list("version", flat=True))
    split(made)
    merge_below(made.first, by=made.teacher)
    after = EditionLesson.objects.filter(edition=edition)
    assert list(after.values_list("version", flat=True)) == before


def test_a_split_taken_back_leaves_the_lesson_as_it_was(made: Renewed) -> None:
    before = newest(made.first)
    act = split(made, "p3", title="Banks")
    undo(made.course, act, by=made.teacher)
    after = newest(made.first)
    assert (after.body, after.title, after.blocks) == (before.body, before.title, before.blocks)
    assert outline(made) == ["Cash", "Answers"]
    assert proof(made.about_two) == ("cash", "p2")


def test_a_merge_brings_sources_questions_and_objectives(made: Renewed) -> None:
    save_lesson(
        made.second,
        language="en",
        title="Answers",
        body=cited(made.older, 4, 5, 6),
        objectives=["Say why"],
    )
    act = merge_below(made.first, by=made.teacher)
    assert outline(made) == ["Cash"]
    assert [key for key in keys(made.first) if key.startswith("p")] == [
        "p1", "p2", "p3", "p4", "p5", "p6"
    ]  # fmt: skip
    assert "## Answers" in newest(made.first).body
    assert newest(made.first).objectives == ["Say why"]
    assert proof(made.about_five) == ("cash", "p5")
    assert broken_evidence(made.course) == []
    undo(made.course, act, by=made.teacher)
    assert outline(made) == ["Cash", "Answers"] and proof(made.about_five) == ("answers", "p5")
    assert keys(made.first) == ["p1", "p2", "p3"]


def test_a_block_of_the_same_name_gets_another_and_its_question_follows(made: Renewed) -> None:
    body = f"Of its own.\n{{: #p2}}\n\n{cited(made.older, 5)}"
    save_lesson(made.second, language="en", title="Answers", body=body)
    version = made.about_five.current_version
    assert version is not None
    edit_question(made.about_five, specs=version.specs, evidence=Evidence(made.second, "p2"))
    merge_below(made.first, by=made.teacher)
    assert proof(made.about_two) == ("cash", "p2") and proof(made.about_five) == ("cash", "p2-2")
    rows = {row["key"]: row["text"] for row in newest(made.first).blocks}
    assert rows["p2-2"] == "Of its own."


def test_a_language_that_only_the_second_has_comes_and_goes(made: Renewed) -> None:
    act = split(made)  # the new lesson is English alone
    merged = merge_below(other(act), by=made.teacher)  # “Answers” has French, too
    assert newest(other(act), "fr").title == "Answers"
    undo(made.course, merged, by=made.teacher)
    assert not other(act).versions.filter(language="fr")
    undo(made.course, act, by=made.teacher)
    assert outline(made) == ["Cash", "Answers"]


def test_what_was_edited_since_is_not_taken_back(made: Renewed) -> None:
    act = split(made)
    save_lesson(other(act), language="en", title="Mine", body="Rewritten.")
    with pytest.raises(CannotUndoStep):
        undo(made.course, act, by=made.teacher)
    assert outline(made) == ["Cash", "Mine", "Answers"]


def test_a_text_that_was_typed_and_not_saved_can_be_come_back_to(made: Renewed) -> None:
    typed = save_lesson(
        made.first,
        language="en",
        title="Cash",
        body=cited(made.older, 1, 2),
        author=made.teacher,
        autosaved=True,
    )
    act = split(made)
    undo(made.course, act, by=made.teacher)
    assert newest(made.first).body == typed.body


def test_a_place_chosen_in_an_older_text_is_refused(made: Renewed) -> None:
    number = newest(made.first).number
    save_lesson(made.first, language="en", title="Cash", body="Another text.")
    with pytest.raises(LessonMoved):
        split_lesson(made.first, language="en", block="p2", seen=number, title="", by=made.teacher)


@pytest.mark.parametrize("block", ["p1", "nothing"])
def test_a_place_that_would_leave_nothing_above_is_none(made: Renewed, block: str) -> None:
    with pytest.raises(NoPlace):
        split(made, block)


def test_the_last_lesson_of_a_module_has_none_below(made: Renewed) -> None:
    with pytest.raises(NothingBelow):
        merge_below(made.second, by=made.teacher)


def test_two_meanings_of_one_label_are_said_and_nothing_changes(made: Renewed) -> None:
    for lesson, meaning in ((made.first, "one"), (made.second, "two")):
        text = f"The OECD.\n\n*[OECD]: {meaning}\n"
        save_lesson(lesson, language="en", title=meaning, body=text)
    with pytest.raises(NotTogether, match="“OECD”"):
        merge_below(made.first, by=made.teacher)
    assert outline(made) == ["one", "two"]


@pytest.mark.parametrize("questions", [1, 3])
def test_queries_do_not_grow_with_questions(made: Renewed, questions: int) -> None:
    for number in range(1, questions):
        make_question(
            made.course, key=f"more-{number}", evidence_lesson=made.first, evidence_block="p3"
        )
    number = newest(made.first).number
    with assert_queries(30):
        act = split_lesson(
            made.first, language="en", block="p2", seen=number, title="", by=made.teacher
        )
    assert len(act.questions) == questions
    with assert_queries(21):
        undo(made.course, act, by=made.teacher)
