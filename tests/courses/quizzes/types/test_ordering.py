import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.types.base import MalformedAnswer
from courses.quizzes.types.ordering.grading import longest_rising
from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import Ladder

SPEC: dict[str, Any] = {
    "stem": "Put the stages in their order.",
    "items": [
        {"id": "k7", "text": "The offence"},
        {"id": "c2", "text": "Placement"},
        {"id": "z9", "text": "Layering"},
        {"id": "a4", "text": "Integration"},
    ],
    "marking": "relative",
    "feedback": "General feedback.",
}
RIGHT = ["k7", "c2", "z9", "a4"]
LADDER = Ladder(
    spec=SPEC,
    right=RIGHT,
    wrong=["a4", "z9", "c2", "k7"],
    partly=(["a4", "k7", "c2", "z9"], Decimal(2) / 3),
    half=["k7", None, "z9", None],
    posted={f"q-{item}": [str(place)] for place, item in enumerate(RIGHT, 1)},
    malformed=(
        "k7",
        ["k7", "c2"],
        ["k7", "k7", "z9", "a4"],
        ["k7", "c2", "z9", "no"],
        [["k7"], "c2", "z9", "a4"],
        {"k7": "5"},
        {"k7": "first"},
        {"k7": ["1"]},
        {"no": "1"},
        {"k7": "2", "c2": "2"},
    ),
)
NUMBERED: dict[str, Any] = {
    "stem": "Count.",
    "items": [{"id": str(number), "text": f"Item {number}"} for number in range(6)],
}
ORDERS = st.permutations([item["id"] for item in NUMBERED["items"]])
MARKINGS = st.sampled_from(["exact", "relative", "longest_run"])


def fraction(marking: str, *order: str | None) -> Decimal:
    spec = kind("ordering").prepare({**SPEC, "marking": marking}, language="en")
    return kind("ordering").grade(spec, list(order)).fraction


@given(order=ORDERS, marking=MARKINGS)
def test_any_order_earns_between_nothing_and_all(order: list[str], marking: str) -> None:
    spec = kind("ordering").prepare({**NUMBERED, "marking": marking}, language="en")
    mark = kind("ordering").grade(spec, order)
    is_right = order == sorted(order)
    assert 0 <= mark.fraction <= 1
    assert (mark.fraction == 1) == is_right
    assert (mark.outcome == "right") == is_right


@given(order=ORDERS, marking=MARKINGS)
def test_no_order_earns_more_than_by_its_longest_run_when_exact(
    order: list[str], marking: str
) -> None:
    by = {
        name: kind("ordering")
        .grade(kind("ordering").prepare({**NUMBERED, "marking": name}, language="en"), order)
        .fraction
        for name in ("exact", marking)
    }
    assert by["exact"] <= by[marking]


@given(numbers=st.permutations(range(7)))
def test_longest_rising_is_as_long_as_trying_every_part_finds(numbers: list[int]) -> None:
    run = longest_rising(numbers)
    best = [1] * len(numbers)
    for end, number in enumerate(numbers):
        before = [best[i] for i in range(end) if numbers[i] < number]
        best[end] = 1 + max(before, default=0)
    assert len(run) == max(best)
    assert run == sorted(run)
    places = [numbers.index(number) for number in run]
    assert places == sorted(places)


def test_exact_gives_nothing_for_two_that_changed_places() -> None:
    assert fraction("exact", "k7", "c2", "a4", "z9") == 0


def test_relative_counts_neighbours_that_follow_each_other() -> None:
    assert fraction("relative", "z9", "a4", "k7", "c2") == Decimal(2) / 3


def test_longest_run_counts_the_items_that_are_in_order() -> None:
    assert fraction("longest_run", "a4", "k7", "c2", "z9") == Decimal("0.75")


def test_longest_run_of_the_order_turned_round_is_nothing() -> None:
    assert fraction("longest_run", "a4", "z9", "c2", "k7") == 0


def test_open_places_are_no_neighbours() -> None:
    assert fraction("relative", "k7", None, "z9", "a4") == Decimal(1) / 3


def test_half_an_answer_is_kept_as_it_is() -> None:
    member = kind("ordering")
    spec = member.prepare(SPEC, language="en")
    read = member.read_value({"q-k7": [""], "q-z9": ["1"], "q-c2": ["3"]}, "q")
    assert member.check_value(spec, read) == ["z9", None, "c2", None]


def test_what_was_refused_stays_in_the_order_that_its_learner_saw() -> None:
    member = kind("ordering")
    spec = member.prepare(SPEC, language="en")
    shown = ["z9", "k7", "a4", "c2"]
    typed = dict(zip(shown, ("2", "", "2", "1"), strict=True))
    read = member.read_value({f"q-{item}": [place] for item, place in typed.items()}, "q")
    context = member.question_context(spec, read, ["k7", "c2", "z9", "a4"])
    assert [(item["id"], item["place"]) for item in context["items"]] == [
        ("z9", 2), ("k7", None), ("a4", 2), ("c2", 1),
    ]  # fmt: skip


def test_two_items_at_one_place_are_refused_by_its_number() -> None:
    spec = kind("ordering").prepare(SPEC, language="en")
    with pytest.raises(MalformedAnswer) as caught:
        kind("ordering").check_value(spec, {"k7": "2", "c2": "2"})
    said = "Place 2 is given to more than one item. Give each a place of its own."
    assert str(caught.value) == said


def test_untouched_page_is_not_an_answer() -> None:
    assert kind("ordering").read_value({f"q-{item}": [""] for item in RIGHT}, "q") is None


@given(dealt=ORDERS)
def test_items_are_never_dealt_in_the_right_order(dealt: list[str]) -> None:
    assert shown(NUMBERED, dealt) != sorted(dealt)
    assert sorted(shown(NUMBERED, dealt)) == sorted(dealt)


def test_two_items_are_dealt_the_wrong_way_round() -> None:
    two = {**NUMBERED, "items": NUMBERED["items"][:2]}
    assert shown(two, ["0", "1"]) == shown(two, None) == ["1", "0"]


def shown(authored: dict[str, Any], dealt: list[str] | None) -> list[str]:
    spec = kind("ordering").prepare(authored, language="en")
    html = kind("ordering").render(spec, prefix="q", order=dealt)
    return re.findall(r'name="q-(\w+)"', html)


def test_answer_is_shown_in_the_order_that_was_given() -> None:
    spec = kind("ordering").prepare(SPEC, language="en")
    html = kind("ordering").render(spec, prefix="q", value=["a4", "z9", "c2", "k7"], order=RIGHT)
    assert re.findall(r'name="q-(\w+)"', html) == ["a4", "z9", "c2", "k7"]


def test_file_without_ids_gets_some_that_tell_nothing() -> None:
    items = [{"text": f"Item {number}"} for number in range(5)]
    spec = kind("ordering").prepare({**SPEC, "items": items}, language="en", salt="course/q-1")
    other = kind("ordering").prepare({**SPEC, "items": items}, language="en", salt="course/q-2")
    french = kind("ordering").prepare({**SPEC, "items": items}, language="fr", salt="course/q-1")
    ids = [item["id"] for item in spec["items"]]
    assert len(set(ids)) == 5 and ids == [item["id"] for item in french["items"]]
    assert set(ids).isdisjoint(item["id"] for item in other["items"])


def test_answer_in_words() -> None:
    spec = kind("ordering").prepare(SPEC, language="en")
    said = kind("ordering").in_words(spec, ["z9", None, "k7", "c2"])
    assert said == "Layering → … → The offence → Placement"
    assert kind("ordering").in_words(spec, None) == ""


def problems(**changes: Any) -> list[tuple[str, str]]:
    found = kind("ordering").validate({**SPEC, **changes})
    return [(problem.field, problem.message) for problem in found]


def test_one_item_has_no_order() -> None:
    assert problems(items=SPEC["items"][:1]) == [("items", "Give at least two items.")]


def test_two_items_that_say_the_same() -> None:
    items = [{"text": "Layering"}, {"text": " layering "}]
    said = "This says the same as item 1: nobody can tell which comes first."
    assert problems(items=items) == [("items.1.text", said)]


def test_two_hundred_items() -> None:
    items = [{"text": f"Item {number}"} for number in range(200)]
    said = "There are 200 items. Nobody can order more than 20."
    assert problems(items=items) == [("items", said)]


def test_unknown_marking() -> None:
    assert problems(marking="luck") == [("marking", "Choose how the answer is marked.")]


def test_by_neighbours_the_review_says_how_many_pairs_are_right() -> None:
    member = kind("ordering")
    spec = member.prepare(SPEC, language="en")
    for value, said in ((["z9", "a4", "k7", "c2"], "2 of 3 pairs"), (None, "")):
        html = member.render_review(spec, value=value, mark=member.grade(spec, value))
        assert ("pairs." in html) is bool(said)
        assert said in html
