"""What each course is as a whole: the first one, and the three that an expert would assign."""

from collections import Counter

import pytest

from tests.content.library.telling import tell
from tests.support.library import Course, Unreadable, read_course, slugs

FIRST_STEPS = "organised-crime-first-steps"
LARGE = ("cbrn-risk", "money-laundering", "trafficking")
LONGEST_GUIDE = {"en": 1500, "fr": 1750}


def test_first_steps_has_twelve_items_over_six_kinds() -> None:
    questions = read_course(FIRST_STEPS).rows("questions")
    assert len(questions) == 12
    assert len({question["kind"] for question in questions}) == 6


@pytest.fixture(params=[slug for slug in slugs() if slug in LARGE])
def large(request: pytest.FixtureRequest) -> Course:
    try:
        return read_course(request.param)
    except Unreadable as error:
        pytest.skip(str(error))


def items(course: Course) -> list[str]:
    """Kinds of what is answered and graded."""
    kinds = [question["kind"] for question in course.rows("questions")]
    return [kind for kind in kinds if kind not in ("stimulus", "survey")]


def test_it_has_four_modules_of_two_to_four_lessons(large: Course) -> None:
    assert len(large.rows("modules")) == 4
    assert all(2 <= len(module["lessons"]) <= 4 for module in large.rows("modules"))


def test_its_bank_has_forty_items_over_eight_kinds(large: Course) -> None:
    kinds = Counter(items(large))
    assert kinds.total() >= 40
    assert len(kinds) >= 8


def test_each_item_has_objective_topic_difficulty_and_tags(large: Course) -> None:
    tell(
        f"course.yaml {question['key']}: no {name}"
        for question in large.rows("questions")
        if question["kind"] not in ("stimulus", "survey")
        for name in ("objective", "topic", "difficulty", "tags")
        if not question.get(name)
    )


def test_a_stimulus_is_shared_by_two_questions_at_least(large: Course) -> None:
    shared = Counter(question.get("stimulus") for question in large.rows("questions"))
    stimuli = [q["key"] for q in large.rows("questions") if q["kind"] == "stimulus"]
    tell(f"course.yaml {key}: shared by {shared[key]}" for key in stimuli if shared[key] < 2)


def test_it_has_a_quiz_for_each_module_a_final_and_parallel_forms(large: Course) -> None:
    quizzes = {quiz["key"]: quiz for quiz in large.rows("quizzes")}
    modules = [module["key"] for module in large.rows("modules")]
    wanted = {*(f"quiz-{key}" for key in modules), "final", "pre", "post"}
    tell(f"course.yaml: no quiz {key}" for key in sorted(wanted - quizzes.keys()))
    assert quizzes["post"]["parallel"] == "pre"
    assert quizzes["pre"]["before"] == modules[0]
    assert [quizzes[key].get("required", True) for key in ("pre", "post", "final")] == [
        False,
        False,
        True,
    ]


def test_it_has_a_scenario_of_eight_scenes(large: Course) -> None:
    specs = large.first.front["questions"]
    scenarios = [q["key"] for q in large.rows("questions") if q["kind"] == "scenario"]
    assert max((len(specs[key]["nodes"]) for key in scenarios), default=0) >= 8


def test_each_module_has_a_worked_case(large: Course) -> None:
    lessons = large.first.lessons
    tell(
        f"module {module['key']}: no ::: example Case: …"
        for module in large.rows("modules")
        if not any(
            block.text.startswith("::: example Case")
            for key in module["lessons"]
            for block in lessons.get(key, ())
        )
    )


def test_it_has_two_diagrams_and_a_glossary(large: Course) -> None:
    assert len(large.rows("diagrams")) >= 2
    for text in large.texts.values():
        assert 15 <= len(text.front.get("glossary") or {}) <= 30


def test_it_has_a_teaching_guide_of_a_readable_length(large: Course) -> None:
    for text in large.texts.values():
        count = len((text.front.get("guide") or "").split())
        most = LONGEST_GUIDE.get(text.language, 1500)
        tell([] if 700 <= count <= most else [f"{text.language} guide: {count} words"])
