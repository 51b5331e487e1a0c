"""Sections and draws for tests."""

from decimal import Decimal
from typing import Any

from courses.quizzes.bank.labels import Labels, set_labels
from courses.quizzes.models import Question, Quiz
from courses.quizzes.sections import services
from courses.quizzes.sections.models import QuizDraw, QuizSection
from tests.support.make_quizzes import SINGLE, make_question


def make_section(quiz: Quiz, title: str = "Part one", instructions: str = "") -> QuizSection:
    return services.add_section(quiz, titles={"en": title}, instructions={"en": instructions})


def make_draw(quiz: Quiz, take: int = 1, *, section: QuizSection | None = None, **by: Any) -> Any:
    """`points` and filters by name; labels by their ids."""
    points = Decimal(by.pop("points", 1))
    draw: QuizDraw = services.add_draw(quiz, take=take, points=points, section=section, filters=by)
    return draw


def make_pool(quiz: Quiz, number: int, *, topic: str = "Pool", **labels: Any) -> list[Question]:
    """So many ready questions of the quiz's course on one topic."""
    questions = []
    for one in range(number):
        spec = SINGLE | {"stem": f"{topic} {one}: what is laundered?"}
        question = make_question(quiz.course, "single_choice", spec)
        set_labels(question, Labels(topic=topic, **labels))
        questions.append(question)
    return questions


def of_sections(quiz: Quiz) -> dict[str, str]:
    """What the addresses of a section and a draw need."""
    section = make_section(quiz)
    return {"section": section.key, "draw": make_draw(quiz, section=section).key}
