from typing import Any

import pytest

from courses.catalog.models import Course
from courses.outbox.models import Job
from courses.quizzes.bank import looking
from courses.quizzes.bank.likeness import ALIKE, likeness
from courses.quizzes.bank.models import Finding, Likeness
from courses.quizzes.bank.queries import like
from courses.quizzes.bank.remarks import waive
from courses.quizzes.bank.services import create_question, edit_question
from courses.quizzes.models import Question, QuestionVersion
from tests.courses.quizzes.bank.specs import choice_spec, single
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

STEM = "How many States were parties to the convention against organised crime in 2020?"
NEARLY = "How many States were parties to the Convention against organized crime in 2021?"


def asked(course: Course, stem: str, **more: Any) -> Question:
    made = create_question(course, kind="single_choice", specs={"en": single(stem)}, **more)
    made.refresh_from_db()
    return made


def codes(question: Question) -> set[str]:
    return set(Finding.objects.filter(question=question).values_list("code", flat=True))


def test_findings_are_kept_with_the_question_and_counted() -> None:
    made = asked(make.course(), "Which is not so?")
    assert codes(made) == {"negative_stem", "no_evidence"}
    assert made.open_findings == 2
    edit_question(made, specs={"en": single("Which is so?")})
    made.refresh_from_db()
    assert (codes(made), made.open_findings) == ({"no_evidence"}, 1)


@pytest.mark.parametrize("name", ["essay", "file_answer", "survey", "stimulus"])
def test_what_has_no_key_needs_no_passage(name: str) -> None:
    assert not looking.needs_evidence(QuestionVersion(kind=name))
    assert looking.needs_evidence(QuestionVersion(kind="scenario"))


def test_an_accepted_finding_is_not_open_and_ends_with_the_finding() -> None:
    author, made = make.instructor(), asked(make.course(), "Which is not so?")
    waive(made, "negative_stem", reason="The convention asks it so.", by=author)
    edit_question(made, specs={"en": single("Which is not so, then?")})
    made.refresh_from_db()
    assert made.open_findings == 1
    edit_question(made, specs={"en": single("Which is so?")})
    assert not made.waivers.exists()


def test_author_and_languages_are_those_of_the_current_version() -> None:
    author, course = make.instructor(), make.course(languages=["en", "fr"])
    made = create_question(
        course,
        kind="single_choice",
        specs={"en": single(), "fr": single("Combien ?")},
        author=author,
    )
    made.refresh_from_db()
    assert (made.author, made.languages) == (author, " en fr ")


def test_a_nearly_equal_stem_is_found_within_the_course_alone() -> None:
    course = make.course()
    first, far = asked(course, STEM), asked(make.course(), STEM)
    second = asked(course, NEARLY)
    other = asked(course, "Who decides on the confiscation of what was gained?")
    assert (like(second), like(first), like(far), like(other)) == ([first], [second], [], [])


def test_a_pair_that_is_no_longer_alike_is_forgotten() -> None:
    course = make.course()
    asked(course, STEM)
    second = asked(course, NEARLY)
    edit_question(second, specs={"en": single("Who decides on the confiscation of gains?")})
    assert not Likeness.objects.exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STEM, NEARLY),
        (
            "Combien d’États ont ratifié la Convention ?",
            "Combien d’États ont ratifié la convention",
        ),
        ("有组织犯罪集团至少由几人组成？", "有组织犯罪集团至少由多少人组成？"),
        (
            "كم عدد الدول الأطراف في اتفاقية الجريمة المنظمة؟",
            "كم عدد الدول الأطراف في اتفاقية الجريمة؟",
        ),
    ],
)
def test_near_equal_stems_in_any_script(one: str, other: str) -> None:
    assert likeness({"x": {"stem": one}}, {"x": {"stem": other}}) >= ALIKE


def test_short_stems_are_not_compared() -> None:
    assert likeness({"en": {"stem": "Which one?"}}, {"en": {"stem": "Which one?"}}) == 0


@pytest.mark.parametrize("others", [1, 3])
def test_a_save_takes_the_same_queries_whatever_the_bank_holds(others: int) -> None:
    course = make.course()
    for number in range(others):
        asked(course, f"Question of another kind number {'x' * (number + 3)}?")
    made = asked(course, STEM)
    with assert_queries(SAVE_QUERIES):
        edit_question(made, specs={"en": single("Who decides on the confiscation of gains?")})


SAVE_QUERIES = 15


def test_what_an_older_release_wrote_is_looked_at_again_in_batches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    course = make.course()
    for stem in ("Which is not so?", STEM, NEARLY):
        asked(course, stem)
    Finding.objects.all().delete()
    Likeness.objects.all().delete()
    Question.objects.update(looked=0, open_findings=0, languages="", author=None)
    monkeypatch.setattr(looking, "IN_ONE_GO", 2)
    assert looking.look_again() == 2
    assert Job.objects.filter(task=looking.LOOK_AGAIN).count() == 1
    assert (looking.look_again(), looking.look_again()) == (1, 0)
    assert Likeness.objects.count() == 1
    assert Question.objects.filter(looked=0).count() == 0


def test_a_question_of_nothing_but_choices_is_borne() -> None:
    spec = choice_spec("x" * 2000, *(f"choice {number}" for number in range(30)))
    made = create_question(make.course(), kind="single_choice", specs={"en": spec})
    assert made.open_findings == 1
