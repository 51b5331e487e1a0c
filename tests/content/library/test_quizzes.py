"""The quizzes of the courses that ship."""

from typing import Any

from courses.quizzes.bank.lint.linting import lint_quiz
from courses.quizzes.bank.lint.rule import Placed
from tests.content.library.telling import tell
from tests.support.library import Course

NOT_ASKED = ("stimulus",)
COUNTS_FOR_NOTHING = ("survey", "stimulus")


def asked(quiz: dict[str, Any]) -> list[str]:
    return [item["question"] for item in quiz["items"]]


def counted(course: Course, quiz: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [course.question(key) for key in asked(quiz)]
    return [row for row in rows if row.get("kind") not in COUNTS_FOR_NOTHING]


def test_quizzes_ask_questions_of_the_bank_once_each(course: Course) -> None:
    bank = {q["key"] for q in course.rows("questions") if q["kind"] not in NOT_ASKED}
    for quiz in course.rows("quizzes"):
        keys = asked(quiz)
        tell(f"{quiz['key']}: {key} cannot be asked" for key in keys if key not in bank)
        tell(f"{quiz['key']}: {key} is asked twice" for key in keys if keys.count(key) > 1)
        tell([f"{quiz['key']}: fewer than 5 questions"] if len(keys) < 5 else [])
        tell(
            f"{text.language} quizzes.{quiz['key']}: no {name}"
            for text in course.texts.values()
            for name in ("title", "instructions")
            if not ((text.front.get("quizzes") or {}).get(quiz["key"]) or {}).get(name)
        )


def test_a_quiz_stands_before_or_after_a_module(course: Course) -> None:
    modules = {module["key"] for module in course.rows("modules")}
    tell(
        f"{quiz['key']}: before or after which module?"
        for quiz in course.rows("quizzes")
        if len({"before", "after"} & quiz.keys()) != 1
        or quiz.get("after", quiz.get("before")) not in modules
    )


def test_a_survey_counts_nothing(course: Course) -> None:
    tell(
        f"{quiz['key']}: {item['question']} is a survey, its points are 0"
        for quiz in course.rows("quizzes")
        for item in quiz["items"]
        if course.question(item["question"]).get("kind") == "survey" and item.get("points", 1)
    )


def test_an_item_stands_in_one_quiz_only(course: Course) -> None:
    places = dict[str, str]()
    for quiz in course.rows("quizzes"):
        for question in counted(course, quiz):
            first = places.setdefault(question["key"], quiz["key"])
            if first != quiz["key"]:
                tell([f"{question['key']} stands in {first} and in {quiz['key']}"])


def test_parallel_forms_ask_the_same_by_other_questions(course: Course) -> None:
    quizzes = {quiz["key"]: quiz for quiz in course.rows("quizzes")}
    for quiz in quizzes.values():
        if "parallel" not in quiz:
            continue
        ones, others = counted(course, quizzes[quiz["parallel"]]), counted(course, quiz)
        if len(ones) != len(others):
            tell([f"{quiz['key']}: {len(others)} items, its parallel has {len(ones)}"])
        tell(
            f"{quiz['key']}: {other['key']} has another {name} than {one['key']}"
            for one, other in zip(ones, others, strict=True)
            for name in ("objective", "difficulty")
            if one.get(name) != other.get(name)
        )


def test_the_lint_finds_nothing_over_a_quiz(course: Course) -> None:
    for text in course.texts.values():
        for quiz in course.rows("quizzes"):
            placed = [
                Placed(row["key"], row["kind"], text.front["questions"][row["key"]])
                for row in counted(course, quiz)
            ]
            tell(
                f"{text.language} {quiz['key']}: {code}: {', '.join(keys)}"
                for code, keys in lint_quiz(placed)
            )
