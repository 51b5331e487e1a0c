"""What is decided block by block changes drafts alone, and can be undone."""

from pathlib import Path

import pytest

from courses.authoring.editions.accepting import (
    Spot,
    fingerprint,
    keep_text,
    settle_question,
    take_all_untouched,
    take_new_text,
    untouched,
)
from courses.authoring.editions.errors import (
    BlockMoved,
    CannotUndo,
    InAnotherLanguage,
    NothingRestsHere,
)
from courses.authoring.editions.models import EditionMark
from courses.authoring.editions.resting import resting_on
from courses.authoring.editions.undoing import undo_act
from courses.catalog.models import EditionLesson, LessonVersion
from courses.quizzes.models import Question
from tests.support import make
from tests.support.make_editions import CHANGED, PARAGRAPHS, Renewed, cited, renewed
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
READY, REVIEW = Question.Status.READY, Question.Status.REVIEW


def newest(made: Renewed, language: str = "en") -> LessonVersion:
    return made.first.versions.filter(language=language).latest("number")


def spot(made: Renewed, key: str = "p2") -> Spot:
    return Spot(made.first, "en", key, newest(made).number)


def state(question: Question) -> str:
    question.refresh_from_db()
    return question.status


def anchors(made: Renewed) -> dict[str, str]:
    """{key of the block: passage} of the draft."""
    rows = newest(made).anchors.select_related("passage__report")
    return {row.block_key: f"{row.passage.report.slug}/{row.passage.key}" for row in rows}


def test_the_new_text_takes_the_place_of_the_old_and_cites_the_new_edition(made: Renewed) -> None:
    before = newest(made).body
    take_new_text(made.compared(), spot(made), by=made.teacher)
    expected = before.replace(PARAGRAPHS[1], CHANGED[2]).replace(
        f"{made.older.slug}/2", f"{made.newer.slug}/2"
    )
    assert newest(made).body == expected
    assert anchors(made)["p2"] == f"{made.newer.slug}/2"
    assert anchors(made)["p1"] == f"{made.older.slug}/1"


def test_what_is_published_stays_as_it_was(made: Renewed) -> None:
    pinned = set(EditionLesson.objects.values_list("version", "version__body"))
    take_new_text(made.compared(), spot(made), by=made.teacher)
    assert set(EditionLesson.objects.values_list("version", "version__body")) == pinned
    made.course.refresh_from_db()
    assert made.course.current_edition and made.course.current_edition.number == 1


def test_questions_on_the_block_wait_for_review_and_no_others(made: Renewed) -> None:
    take_new_text(made.compared(), spot(made), by=made.teacher)
    assert (state(made.about_two), state(made.about_five)) == (REVIEW, READY)
    record = made.about_two.records.latest("pk")
    assert "check that the answer still holds" in record.remark


def test_the_translation_of_the_block_is_behind(made: Renewed) -> None:
    take_new_text(made.compared(), spot(made), by=made.teacher)
    mark = EditionMark.objects.get(kind="behind")
    assert (mark.lesson, mark.language, mark.block_key) == (made.first, "fr", "p2")


def test_ones_own_words_are_kept_and_cite_the_new_edition(made: Renewed) -> None:
    comparison = made.compared()
    body = cited(made.older, 1, 2, 3).replace("Two States", "Two (2) States")
    make.version(made.first, title="Cash", body=body)
    keep_text(comparison, spot(made), by=made.teacher)
    assert "Two (2) States" in newest(made).body
    assert anchors(made)["p2"] == f"{made.newer.slug}/2"
    assert state(made.about_two) == READY
    open_ones = [one for one in resting_on(comparison, made.teacher).values() if one.is_open]
    assert open_ones == []


def test_what_went_is_taken_out_or_kept_as_checked(tmp_path: Path) -> None:
    made = renewed(tmp_path, {2: ""})
    comparison = made.compared()
    act = keep_text(comparison, spot(made), by=made.teacher)
    assert anchors(made)["p2"] == f"{made.older.slug}/2"
    assert not any(one.blocks[0].is_open for one in resting_on(comparison, made.teacher).values())
    undo_act(act, by=made.teacher)
    take_new_text(comparison, spot(made), by=made.teacher)
    assert "p2" not in anchors(made) and PARAGRAPHS[1] not in newest(made).body
    assert state(made.about_two) == REVIEW


def test_everything_is_as_before_when_it_is_undone(made: Renewed) -> None:
    before, comparison = newest(made).body, made.compared()
    act = take_new_text(comparison, spot(made), by=made.teacher)
    undo_act(act, by=made.teacher)
    undo_act(act, by=made.teacher)
    assert newest(made).body == before
    assert state(made.about_two) == READY
    act.refresh_from_db()
    assert act.undone_by == made.teacher
    assert [one.is_open for one in resting_on(comparison, made.teacher).values()] == [True]


def test_undoing_leaves_what_was_written_around_it_since(made: Renewed) -> None:
    act = take_new_text(made.compared(), spot(made), by=made.teacher)
    make.version(made.first, title="Cash", body=f"{newest(made).body}\n\nA word more.")
    undo_act(act, by=made.teacher)
    assert PARAGRAPHS[1] in newest(made).body and "A word more." in newest(made).body


def test_what_was_edited_since_is_not_undone(made: Renewed) -> None:
    act = take_new_text(made.compared(), spot(made), by=made.teacher)
    body = newest(made).body.replace("Nine States", "Ten States")
    make.version(made.first, title="Cash", body=body)
    with pytest.raises(CannotUndo):
        undo_act(act, by=made.teacher)
    assert newest(made).body == body and state(made.about_two) == REVIEW


def test_a_lesson_changed_by_another_meanwhile_is_left_alone(made: Renewed) -> None:
    seen = spot(made)
    make.version(made.first, title="Cash", body=cited(made.older, 1, 2))
    with pytest.raises(BlockMoved):
        take_new_text(made.compared(), seen, by=made.teacher)
    assert newest(made).body == cited(made.older, 1, 2)


def test_a_block_that_rests_on_nothing_of_it_is_refused(made: Renewed) -> None:
    with pytest.raises(NothingRestsHere):
        take_new_text(made.compared(), spot(made, "nowhere"), by=made.teacher)


def test_all_untouched_blocks_are_brought_up_to_date_at_once(made: Renewed) -> None:
    comparison = made.compared()
    mine = cited(made.older, 4, 5, 6).replace("Training", "Much training")
    make.version(made.second, title="Answers", body=mine)
    found = untouched(comparison, made.course)
    act = take_all_untouched(comparison, made.course, seen=fingerprint(found), by=made.teacher)
    assert set(anchors(made).values()) == {f"{made.newer.slug}/{n}" for n in (1, 2, 3)}
    assert CHANGED[2] in newest(made).body
    answers = made.second.versions.filter(language="en").latest("number")
    assert "Much training" in answers.body and f"{made.newer.slug}/5" in answers.body
    assert state(made.about_two) == REVIEW
    undo_act(act, by=made.teacher)
    assert newest(made).body == cited(made.older, 1, 2, 3)


def test_a_preview_that_is_out_of_date_changes_nothing(made: Renewed) -> None:
    comparison = made.compared()
    seen = fingerprint(untouched(comparison, made.course))
    make.version(made.second, title="Answers", body=cited(made.older, 4))
    with pytest.raises(BlockMoved):
        take_all_untouched(comparison, made.course, seen=seen, by=made.teacher)


def test_blocks_with_ones_own_words_are_left_out_of_all(made: Renewed) -> None:
    comparison = made.compared()
    make.version(
        made.first, title="Cash", body=cited(made.older, 1, 2, 3).replace("Two States", "Some")
    )
    found = {
        one.block.key for version, blocks in untouched(comparison, made.course) for one in blocks
        if version.lesson_id == made.first.pk
    }  # fmt: skip
    assert found == {"p1", "p3"}


def test_a_question_is_checked_or_sent_to_review(made: Renewed) -> None:
    comparison = made.compared()
    act = settle_question(comparison, made.about_two, is_right=False, by=made.teacher)
    assert state(made.about_two) == REVIEW
    undo_act(act, by=made.teacher)
    assert state(made.about_two) == READY
    settle_question(comparison, made.about_two, is_right=True, by=made.teacher)
    (resting,) = resting_on(comparison, made.teacher).values()
    assert not resting.questions[0].is_open


def test_a_translation_never_takes_the_text_of_another_language(made: Renewed) -> None:
    body = f'Deux États.\n{{: #p2 src="{made.older.slug}/2"}}'
    make.version(made.first, language="fr", title="Espèces", body=body)
    comparison = made.compared()
    there = Spot(made.first, "fr", "p2", newest(made, "fr").number)
    with pytest.raises(InAnotherLanguage):
        take_new_text(comparison, there, by=made.teacher)
    keep_text(comparison, there, by=made.teacher)
    assert newest(made, "fr").body == body.replace(made.older.slug, made.newer.slug)


@pytest.mark.parametrize("lessons", [1, 3])
def test_what_could_be_brought_up_to_date_is_asked_in_three_queries(
    made: Renewed, lessons: int
) -> None:
    for number in range(lessons):
        make.lesson(made.course, key=f"more-{number}", body=cited(made.older, 1, 2, 3))
    comparison = made.compared()
    with assert_queries(3):
        assert len(untouched(comparison, made.course)) == 3 + 2 * lessons
