import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import Ladder

SPEC: dict[str, Any] = {
    "stem": "Supply or demand?",
    "categories": [{"id": "c1", "text": "Supply"}, {"id": "c2", "text": "*Demand*"}],
    "items": [
        {"id": "i1", "text": "Poverty", "category": "c1"},
        {"id": "i2", "text": "Cheap labour", "category": "c2"},
        {"id": "i3", "text": "Conflict", "category": "c1"},
        {"id": "i4", "text": "Extradition", "category": "*"},
    ],
    "marking": "per_item",
    "feedback": "General feedback.",
}
RIGHT = {"i1": "c1", "i2": "c2", "i3": "c1", "i4": "*"}
LADDER = Ladder(
    spec=SPEC,
    right=RIGHT,
    wrong={"i1": "c2", "i2": "*"},
    partly=({"i1": "c1", "i2": "c2", "i3": "c2"}, Decimal("0.5")),
    half={"i1": "c1"},
    posted={f"q-{item}": [category] for item, category in RIGHT.items()},
    malformed=("c1", ["c1"], {"i9": "c1"}, {"i1": "c9"}, {"i1": ["c1"]}, {"i1": 3}),
)
ANSWERS = st.dictionaries(st.sampled_from(list(RIGHT)), st.sampled_from(["c1", "c2", "*"]))


def fraction(marking: str, **given: str) -> Decimal:
    spec = kind("categorise").prepare({**SPEC, "marking": marking}, language="en")
    return kind("categorise").grade(spec, given).fraction


@given(answer=ANSWERS)
def test_any_answer_earns_between_nothing_and_all(answer: dict[str, str]) -> None:
    earned = {
        marking: fraction(marking, **answer)
        for marking in ("per_item", "penalty", "all_or_nothing")
    }
    assert all(0 <= found <= 1 for found in earned.values())
    assert earned["all_or_nothing"] <= earned["penalty"] <= earned["per_item"]
    assert (earned["all_or_nothing"] == 1) == (answer == RIGHT)


def test_wrong_items_take_back_what_right_ones_give() -> None:
    assert fraction("penalty", i1="c1", i2="c2", i3="c2") == Decimal("0.25")


def test_items_left_open_take_nothing_back() -> None:
    assert fraction("penalty", i1="c1", i2="c2") == Decimal("0.5")


def test_penalty_never_goes_below_nothing() -> None:
    assert fraction("penalty", i1="c2", i2="c1", i3="c2", i4="c1") == 0


def test_all_or_nothing_asks_for_every_item() -> None:
    assert fraction("all_or_nothing", i1="c1", i2="c2", i3="c1") == 0


def test_penalty_is_told_before_it_is_taken() -> None:
    told = "A wrong one takes back what a right one gives."
    for marking, is_told in (("penalty", True), ("per_item", False)):
        spec = kind("categorise").prepare({**SPEC, "marking": marking}, language="en")
        assert (told in kind("categorise").render(spec, prefix="q")) is is_told


def test_none_of_them_is_offered_only_where_something_belongs_to_none() -> None:
    items = [*SPEC["items"][:3], {"id": "i4", "text": "Coercion", "category": "c1"}]
    spec = kind("categorise").prepare({**SPEC, "items": items}, language="en")
    assert "None of them" not in kind("categorise").render(spec, prefix="q")
    assert "None of them" in kind("categorise").render(prepared(), prefix="q")


def prepared() -> dict[str, Any]:
    return kind("categorise").prepare(SPEC, language="en")


def test_items_do_not_stand_as_their_author_sorted_them() -> None:
    items = [
        {"text": f"Item {number}", "category": "c1" if number < 6 else "c2"} for number in range(12)
    ]
    spec = kind("categorise").prepare({**SPEC, "items": items}, language="en", salt="course/q-1")
    by_id = {item["id"]: item["category"] for item in spec["items"]}
    order = [by_id[item] for item in kind("categorise").choice_ids(spec) or ()]
    assert order not in (sorted(order), sorted(order, reverse=True))
    shown = re.findall(r'name="q-(\w+)"', kind("categorise").render(spec, prefix="q"))
    assert list(dict.fromkeys(shown)) == kind("categorise").choice_ids(spec)


def test_names_of_categories_may_be_emphasised() -> None:
    html = kind("categorise").render_review(
        prepared(), value={"i1": "c2"}, mark=kind("categorise").grade(prepared(), {"i1": "c2"})
    )
    assert "<em>Demand</em>" in html


def test_answer_in_words() -> None:
    said = kind("categorise").in_words(prepared(), {"i1": "c2", "i4": "*"})
    assert said == "Poverty – *Demand*; Extradition – None of them"
    assert kind("categorise").in_words(prepared(), None) == ""


def problems(**changes: Any) -> list[tuple[str, str]]:
    found = kind("categorise").validate({**SPEC, **changes})
    return [(problem.field, problem.message) for problem in found]


@pytest.mark.parametrize("count", [1, 7])
def test_number_of_categories(count: int) -> None:
    categories = [{"id": f"c{number}", "text": f"Name {number}"} for number in range(1, count + 1)]
    items = [{"text": "One", "category": "c1"}, {"text": "Two", "category": "c1"}]
    said = "Give two to 6 categories."
    assert problems(categories=categories, items=items) == [("categories", said)]


def test_item_without_a_category() -> None:
    items = [*SPEC["items"], {"text": "Hunger", "category": ""}]
    said = "Choose the category that this item belongs to."
    assert problems(items=items) == [("items.4.category", said)]


def test_item_of_a_category_that_is_gone() -> None:
    items = [*SPEC["items"], {"text": "Hunger", "category": "c7"}]
    said = "Choose the category that this item belongs to."
    assert problems(items=items) == [("items.4.category", said)]


def test_nothing_belongs_anywhere() -> None:
    items = [{"text": "One", "category": "*"}, {"text": "Two", "category": "*"}]
    said = "No item belongs to any category. Choose one for at least one item."
    assert problems(items=items) == [("items", said)]


def test_two_categories_of_one_name() -> None:
    categories = [{"id": "c1", "text": "Supply"}, {"id": "c2", "text": "supply"}]
    said = "This category has the same name as category 1."
    assert problems(categories=categories) == [("categories.1.text", said)]


def test_form_offers_the_categories_as_they_were_written() -> None:
    initial = kind("categorise").form_class.initial_from({"en": prepared()})
    form = kind("categorise").form_class(kind=kind("categorise"), languages=["en"], initial=initial)
    html = str(form["items-0-category"])
    assert '<option value="c1" selected>Supply</option>' in html
    assert '<option value="*">To none of them</option>' in html


def test_error_of_a_category_stands_at_the_items_own_choice() -> None:
    data = {
        "stem-en": "Well?",
        "categories-rows": "2",
        "categories-0-id": "c1",
        "categories-0-text-en": "Supply",
        "categories-1-id": "c2",
        "categories-1-text-en": "Demand",
        "items-rows": "2",
        "items-0-text-en": "Poverty",
        "items-0-category": "c1",
        "items-1-text-en": "Hunger",
    }
    form = kind("categorise").form_class(data, kind=kind("categorise"), languages=["en"])
    assert list(form.errors) == ["items-1-category"]
