"""Sections and draws as an edition has them, and what keeps them from being published."""

from decimal import Decimal

import pytest

from courses.catalog.models import Course
from courses.quizzes import services
from courses.quizzes.bank.label_changes import merge_labels, remove_label
from courses.quizzes.bank.models import Label, Waiver
from courses.quizzes.changes import quiz_changes
from courses.quizzes.errors import NotPublishable
from courses.quizzes.models import Question, Quiz, QuizEdition
from courses.quizzes.sections.counting import Met, met_in
from courses.quizzes.services import set_items
from courses.quizzes.stimuli.referring import set_stimulus
from tests.support.make_quizzes import make_question, make_quiz, make_staff, publish
from tests.support.make_sections import make_draw, make_pool, make_section
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(is_published=False)


def label(quiz: Quiz, name: str) -> int:
    return Label.objects.get(course=quiz.course, name=name).pk


def frozen(quiz: Quiz) -> QuizEdition:
    publish(quiz.course)
    return QuizEdition.objects.get(quiz=quiz, edition=quiz.course.current_edition)


def slots(published: QuizEdition) -> list[tuple[str, str]]:
    return list(published.slots.values_list("section", "draw"))


def problems(quiz: Quiz) -> list[str]:
    return [
        str(problem) for problem in services.quiz_problems(Course.objects.get(pk=quiz.course_id))
    ]


def test_an_edition_pins_sections_in_order_and_whole_pools(quiz: Quiz) -> None:
    first, second = make_section(quiz, "One", "Read."), make_section(quiz, "Two")
    questions = [item.question for item in quiz.items.select_related("question")]
    places = {questions[0].pk: second.pk, questions[1].pk: first.pk}
    set_items(quiz, [(one, 1) for one in questions], sections=places)
    make_pool(quiz, 3)
    make_draw(quiz, 2, section=first, topic=label(quiz, "Pool"), points=2)
    published = frozen(quiz)
    assert [one["key"] for one in published.sections] == ["one", "two"]
    assert published.sections[0]["instructions"] == {"en": "Read."}
    assert published.draws == [{"key": "draw", "take": 2, "points": "2.00", "section": "one"}]
    fixed = [("", ""), ("", ""), ("one", ""), ("two", "")]
    assert slots(published) == [*fixed, *[("one", "draw")] * 3]
    assert met_in(published, published.slots.all()) == Met(6, Decimal(8))


def test_what_the_quiz_asks_anyhow_is_not_in_its_pools(quiz: Quiz) -> None:
    fixed, *rest = make_pool(quiz, 3)
    set_items(quiz, [(fixed, 1)])
    make_draw(quiz, 2, topic=label(quiz, "Pool"))
    published = frozen(quiz)
    pool = published.slots.filter(draw="draw").values_list("question_version__question", flat=True)
    assert list(pool) == [one.pk for one in rest]


def test_a_quiz_of_draws_alone_is_published(quiz: Quiz) -> None:
    set_items(quiz, [])
    make_draw(quiz, 2)
    assert met_in(frozen(quiz), QuizEdition.objects.get().slots.all()).questions == 2


@pytest.mark.parametrize("what", ["draft", "review", "retired", "language", "stimulus", "evidence"])
def test_what_could_not_be_published_is_not_in_a_pool(quiz: Quiz, what: str) -> None:
    good, bad = make_pool(quiz, 2)
    if what in Question.Status.values:
        Question.objects.filter(pk=bad.pk).update(status=what)
    if what == "stimulus":
        stimulus = make_question(quiz.course, "stimulus", {"title": "Text", "stem": "Read this."})
        set_stimulus(bad, stimulus)
        Question.objects.filter(pk=stimulus.pk).update(status="draft")
    if what == "language":
        Course.objects.filter(pk=quiz.course_id).update(languages=["en", "fr"])
        quiz.course.refresh_from_db()
        assert good.current_version and bad.current_version
        good.current_version.specs["fr"] = good.current_version.specs["en"]
        good.current_version.save()
        set_items(quiz, [])
    if what == "evidence":
        Course.objects.filter(pk=quiz.course_id).update(evidence_required=True)
        quiz.course.refresh_from_db()
        Waiver.objects.create(question=good, code="no_evidence", reason="Known to all.")
        set_items(quiz, [])
    make_draw(quiz, 1, topic=label(quiz, "Pool"))
    pool = frozen(quiz).slots.filter(draw="draw")
    assert [slot.question_version.question_id for slot in pool] == [good.pk]


def test_a_bank_that_has_too_few_is_a_problem_that_says_how_many(quiz: Quiz) -> None:
    make_pool(quiz, 2)
    make_draw(quiz, 3, topic=label(quiz, "Pool"))
    [problem] = services.quiz_problems(quiz.course)
    assert str(problem) == (
        "“Final quiz”: 3 questions are to be drawn (Pool), and 2 fit. Make more ready, take "
        "fewer, or ask for less."
    )
    assert (problem.quiz, problem.draw) == ("final-quiz", "draw")
    with pytest.raises(NotPublishable):
        publish(quiz.course)


def test_a_bank_that_shrinks_under_a_draft_is_a_problem(quiz: Quiz) -> None:
    gone, *_rest = make_pool(quiz, 2)
    make_draw(quiz, 2, topic=label(quiz, "Pool"))
    assert problems(quiz) == []
    Question.objects.filter(pk=gone.pk).update(status=Question.Status.RETIRED)
    assert "and 1 fit" in problems(quiz)[0]


def test_draws_that_share_too_few_are_a_problem(quiz: Quiz) -> None:
    make_pool(quiz, 3)
    for _ in range(2):
        make_draw(quiz, 2, topic=label(quiz, "Pool"))
    assert "its draws share what they draw from (Pool), and 1 question is missing" in str(
        problems(quiz)
    )


def test_a_section_without_questions_is_a_problem(quiz: Quiz) -> None:
    make_section(quiz, "Empty one")
    assert problems(quiz) == [
        "“Final quiz”: the section “Empty one” has no questions: put some in, or remove it."
    ]


def test_a_draw_by_a_removed_label_is_a_problem_that_names_it(quiz: Quiz) -> None:
    make_pool(quiz, 2)
    topic = Label.objects.get(name="Pool")
    make_draw(quiz, 1, topic=topic.pk)
    remove_label(topic, by=make_staff(quiz.course))
    assert "drawn by “Pool”, which was removed" in problems(quiz)[0]


def test_a_draw_follows_a_label_into_those_it_was_merged_with(quiz: Quiz) -> None:
    staff = make_staff(quiz.course)
    make_pool(quiz, 2, topic="Old")
    make_pool(quiz, 1, topic="Newer")
    make_pool(quiz, 1, topic="Newest")
    make_draw(quiz, 4, topic=label(quiz, "Old"))
    for name, into in (("Old", "Newer"), ("Newer", "Newest")):
        merge_labels(Label.objects.get(name=name), Label.objects.get(name=into), by=staff)
    assert frozen(quiz).slots.filter(draw="draw").count() == 4


def test_what_is_drawn_later_is_what_was_frozen(quiz: Quiz) -> None:
    make_pool(quiz, 2)
    draw = make_draw(quiz, 2, topic=label(quiz, "Pool"))
    published = frozen(quiz)
    make_pool(quiz, 3)
    draw.take = 5
    draw.save()
    published.refresh_from_db()
    assert published.draws[0]["take"] == 2
    assert published.slots.filter(draw="draw").count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_problems_of_many_draws_take_no_more_queries(quiz: Quiz, count: int) -> None:
    make_pool(quiz, 3)
    for number in range(count):
        make_draw(quiz, 1, topic=label(quiz, "Pool"), section=make_section(quiz, f"S{number}"))
    course = Course.objects.get(pk=quiz.course_id)
    with assert_queries(8):
        assert services.quiz_problems(course) == []


class TestChanges:
    def test_nothing_is_said_of_a_draw_as_it_is_published(self, quiz: Quiz) -> None:
        make_pool(quiz, 2)
        make_draw(quiz, 1, section=make_section(quiz), topic=label(quiz, "Pool"))
        publish(quiz.course)
        assert quiz_changes(Course.objects.get(pk=quiz.course_id)) == []

    def test_a_grown_pool_and_another_number_are_changes(self, quiz: Quiz) -> None:
        first, _second = make_pool(quiz, 2)
        draw = make_draw(quiz, 1, topic=label(quiz, "Pool"))
        publish(quiz.course)
        Question.objects.filter(pk=first.pk).update(status="retired")
        make_pool(quiz, 2)
        [change] = quiz_changes(Course.objects.get(pk=quiz.course_id))
        assert change.drawn == (2, 0, 1) and not change.settings
        draw.take = 2
        draw.save()
        assert quiz_changes(Course.objects.get(pk=quiz.course_id))[0].settings

    def test_another_title_of_a_section_is_a_change(self, quiz: Quiz) -> None:
        section = make_section(quiz)
        question = quiz.items.select_related("question")[0].question
        set_items(quiz, [(question, 1)], sections={question.pk: section.pk})
        publish(quiz.course)
        section.titles = {"en": "Otherwise"}
        section.save()
        assert quiz_changes(Course.objects.get(pk=quiz.course_id))[0].settings
