from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from courses.catalog.models import Course
from courses.quizzes import services as quizzes
from courses.quizzes.bank.errors import ChangedMeanwhile, NotValid, StillUsed
from courses.quizzes.bank.services import (
    Evidence,
    create_question,
    create_question_once,
    duplicate_question,
    edit_question,
    restore_question,
    retire_question,
)
from courses.quizzes.models import Question
from tests.courses.quizzes.bank.specs import single
from tests.support import make

pytestmark = pytest.mark.django_db


def question(of: Course | None = None, **changes: Any) -> Question:
    specs = changes.pop("specs", {"en": single()})
    return create_question(of or make.course(), kind="single_choice", specs=specs, **changes)


def said(error: NotValid) -> dict[str, list[tuple[str, str]]]:
    return {code: [(p.field, p.message) for p in found] for code, found in error.problems.items()}


def test_created_question_is_ready_with_its_first_version() -> None:
    made = question()
    assert made.status == "ready"
    assert made.current_version is not None
    assert made.current_version.number == 1
    assert made.current_version.specs["en"]["stem_html"] == "<p>How many make a group?</p>"


def test_key_is_made_of_the_first_words_and_unique_in_its_course() -> None:
    course = make.course()
    keys = [question(course).key for _ in range(3)]
    assert keys == [
        "q-how-many-make-a-group",
        "q-how-many-make-a-group-2",
        "q-how-many-make-a-group-3",
    ]


def test_key_of_a_stem_without_latin_letters() -> None:
    course = make.course(languages=["ar"])
    keys = [question(course, specs={"ar": single("ما هي؟")}).key for _ in range(2)]
    assert keys == ["q-2", "q-3"]


def test_unknown_kind_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        create_question(make.course(), kind="telepathy", specs={"en": single()})


def test_problems_are_named_in_each_language_and_nothing_is_stored() -> None:
    specs = {"en": single(""), "fr": single(choices=[])}
    with pytest.raises(NotValid) as caught:
        question(specs=specs)
    assert said(caught.value) == {
        "en": [("stem", "Write the question.")],
        "fr": [("choices", "Give at least two choices.")],
    }
    assert not Question.objects.exists()


def test_question_without_any_language() -> None:
    with pytest.raises(NotValid) as caught:
        question(specs={})
    assert said(caught.value) == {"": [("stem", "Write the question.")]}


def test_stem_of_which_nothing_can_be_shown() -> None:
    with pytest.raises(NotValid) as caught:
        question(specs={"en": single("<!-- -->")})
    assert [field for field, _ in said(caught.value)["en"]] == ["stem"]


def test_languages_must_agree_on_what_is_right() -> None:
    other = single()
    other["choices"] = [{**c, "correct": not c["correct"]} for c in other["choices"]]
    with pytest.raises(NotValid) as caught:
        question(specs={"en": single(), "fr": other})
    assert said(caught.value) == {
        "fr": [
            (
                "stem",
                "Français and English are not the same question: the choices, their order and "
                "what is right must agree.",
            )
        ]
    }


def test_edit_makes_a_new_version_and_keeps_the_old_one() -> None:
    made = question()
    old = made.current_version
    assert old is not None
    version = edit_question(made, specs={"en": single("How many, at least?")})
    old.refresh_from_db()
    made.refresh_from_db()
    assert (version.number, old.number) == (2, 1)
    assert old.specs["en"]["stem"] == "How many make a group?"
    assert made.current_version == version


def test_edit_that_changes_nothing_makes_no_version() -> None:
    made = question()
    assert edit_question(made, specs={"en": single()}) == made.current_version
    assert made.versions.count() == 1


def test_change_of_the_evidence_is_a_version() -> None:
    course = make.course()
    made, lesson = question(course), make.lesson(course)
    version = edit_question(made, specs={"en": single()}, evidence=Evidence(lesson, "first"))
    assert (version.number, version.evidence_lesson, version.evidence_block) == (2, lesson, "first")


def test_second_author_is_told_that_the_question_changed_meanwhile() -> None:
    made = question()
    edit_question(made, specs={"en": single("First author")}, seen=1)
    with pytest.raises(ChangedMeanwhile):
        edit_question(made, specs={"en": single("Second author")}, seen=1)
    assert made.versions.count() == 2


def test_edit_sent_twice_is_no_conflict() -> None:
    made = question()
    first = edit_question(made, specs={"en": single("Changed")}, seen=1)
    assert edit_question(made, specs={"en": single("Changed")}, seen=1) == first


def test_form_sent_twice_makes_one_question() -> None:
    course, author = make.course(), make.instructor()
    sent: dict[str, Any] = {"kind": "single_choice", "specs": {"en": single()}}
    first = create_question_once(course, author=author, **sent)
    assert create_question_once(course, author=author, **sent) == first
    assert create_question_once(course, author=make.instructor(), **sent) != first


def test_same_text_an_hour_later_is_another_question() -> None:
    course, author = make.course(), make.instructor()
    sent: dict[str, Any] = {"kind": "single_choice", "specs": {"en": single()}}
    first = create_question_once(course, author=author, **sent)
    Question.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert create_question_once(course, author=author, **sent) != first


def test_refused_edit_changes_nothing() -> None:
    made = question()
    with pytest.raises(NotValid):
        edit_question(made, specs={"en": single("")}, status="draft")
    made.refresh_from_db()
    assert (made.status, made.versions.count()) == ("ready", 1)


def test_published_version_stays_when_the_question_is_edited() -> None:
    course = make.published_course()
    made = question(course)
    quiz = quizzes.create_quiz(course, titles={"en": "Final"})
    quizzes.set_items(quiz, [(made, 1)])
    edition = course.current_edition
    assert edition is not None
    (published,) = quizzes.publish_quizzes(edition)
    edit_question(made, specs={"en": single("Changed")})
    slot = published.slots.select_related("question_version").get()
    assert slot.question_version.specs["en"]["stem"] == "How many make a group?"


def test_retired_question_can_be_restored() -> None:
    made = question()
    assert retire_question(made).status == "retired"
    assert restore_question(made).status == "ready"


def test_question_in_a_quiz_is_not_retired() -> None:
    course = make.course()
    made = question(course)
    quiz = quizzes.create_quiz(course, titles={"en": "Final"})
    quizzes.set_items(quiz, [(made, 1)])
    with pytest.raises(StillUsed) as caught:
        retire_question(made)
    assert str(caught.value) == "This question stands in a quiz: Final. Take it out there first."


def test_question_of_a_removed_quiz_is_retired() -> None:
    course = make.course()
    made = question(course)
    quiz = quizzes.create_quiz(course, titles={"en": "Final"})
    quizzes.set_items(quiz, [(made, 1)])
    quizzes.remove_quiz(quiz)
    assert retire_question(made).status == "retired"


def test_duplicate_is_a_draft_of_its_own_with_the_same_text() -> None:
    made = question()
    copy = duplicate_question(made)
    assert copy.key == "q-how-many-make-a-group-2"
    assert copy.status == "draft"
    assert copy.current_version is not None and made.current_version is not None
    assert copy.current_version.specs == made.current_version.specs
