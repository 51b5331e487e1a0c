from decimal import Decimal
from typing import Any

from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import Ladder

SPEC: dict[str, Any] = {
    "stem": "Match each need with its tool.",
    "pairs": [
        {"id": "p1", "left": "A witness abroad", "right": "Legal assistance", "option": "o1"},
        {"id": "p2", "left": "A suspect abroad", "right": "Extradition", "option": "o2"},
        {"id": "p3", "left": "A parcel", "right": "Controlled delivery", "option": "o3"},
        {"id": "p4", "left": "One inquiry", "right": "Joint investigation", "option": "o4"},
    ],
    "distractors": [{"text": "Confiscation", "option": "o5"}],
    "feedback": "General feedback.",
}
RIGHT = {"p1": "o1", "p2": "o2", "p3": "o3", "p4": "o4"}
LADDER = Ladder(
    spec=SPEC,
    right=RIGHT,
    wrong={"p1": "o5", "p2": "o1"},
    partly=({"p1": "o1", "p2": "o5"}, Decimal("0.25")),
    half={"p1": "o1"},
    posted={f"q-{pair}": [option] for pair, option in RIGHT.items()},
    malformed=("o1", ["o1"], {"p9": "o1"}, {"p1": "o9"}, {"p1": ["o1"]}, {"p1": 3}),
)
FROM_FILE: dict[str, Any] = {
    "stem": "Match.",
    "pairs": [{"id": "p1", "left": "A", "right": "One"}, {"id": "p2", "left": "B", "right": "Two"}],
    "distractors": ["Three"],
}


def test_file_without_option_ids_gets_some_that_tell_nothing() -> None:
    member = kind("matching")
    spec = member.prepare(FROM_FILE, language="en", salt="course/q-1")
    ids = member.choice_ids(spec)
    assert ids is not None and len(ids) == 3
    assert not any("p1" in i or "p2" in i for i in ids)


def test_option_ids_are_the_same_in_each_language_and_each_time() -> None:
    member = kind("matching")
    english = member.prepare(FROM_FILE, language="en", salt="course/q-1")
    french = member.prepare(FROM_FILE, language="fr", salt="course/q-1")
    assert member.choice_ids(english) == member.choice_ids(french)


def test_option_ids_differ_from_question_to_question() -> None:
    member = kind("matching")
    one = member.prepare(FROM_FILE, language="en", salt="course/q-1")
    other = member.prepare(FROM_FILE, language="en", salt="course/q-2")
    assert set(member.choice_ids(one) or ()).isdisjoint(member.choice_ids(other) or ())


def test_two_lines_may_belong_to_the_same() -> None:
    member = kind("matching")
    pairs = [{"id": "p1", "left": "A", "right": "One"}, {"id": "p2", "left": "B", "right": "one"}]
    spec = member.prepare({**FROM_FILE, "pairs": pairs}, language="en")
    assert len(member.choice_ids(spec) or ()) == 2
    option = spec["pairs"][0]["option"]
    assert member.grade(spec, {"p1": option, "p2": option}).outcome == "right"


def test_line_left_open_is_not_an_answer() -> None:
    member = kind("matching")
    assert member.read_value({"q-p1": [""], "q-p2": [""]}, "q") is None


def test_empty_side() -> None:
    pairs = [{"id": "p1", "left": "A", "right": ""}, {"id": "p2", "left": "B", "right": "Two"}]
    found = kind("matching").validate({**FROM_FILE, "pairs": pairs})
    said = "Write this side of the pair, or leave all of its fields empty."
    assert [(p.field, p.message) for p in found] == [("pairs.0.right", said)]


def test_two_lines_that_say_the_same() -> None:
    pairs = [{"id": "p1", "left": "A", "right": "One"}, {"id": "p2", "left": "a", "right": "Two"}]
    found = kind("matching").validate({**FROM_FILE, "pairs": pairs})
    assert [(p.field, p.message) for p in found] == [
        ("pairs.1.left", "This says the same as pair 1.")
    ]


def test_distractor_that_is_a_right_one() -> None:
    found = kind("matching").validate({**FROM_FILE, "distractors": ["two"]})
    assert [problem.field for problem in found] == ["distractors.0.text"]


def test_one_pair_is_no_matching() -> None:
    found = kind("matching").validate({**FROM_FILE, "pairs": FROM_FILE["pairs"][:1]})
    assert [(p.field, p.message) for p in found] == [("pairs", "Give at least two pairs.")]
