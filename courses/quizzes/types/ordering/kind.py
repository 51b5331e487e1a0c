"""Things to put in their order. The value is the list of item ids as they were placed.

Spec: {"stem", "items": [{"id", "text"}] in the right order, "marking": "exact" (default),
"relative" or "longest_run", "feedback"}. A file does best without ids: then they are made, and
tell nothing. Without JavaScript an answer may be half given: null stands at each open place.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem
from courses.quizzes.types.checks import (
    common_problems,
    id_problems,
    rows_of,
    text_of,
    text_problems,
)
from courses.quizzes.types.opaque import opaque_id, scattered
from courses.quizzes.types.ordering.forms import OrderingForm
from courses.quizzes.types.ordering.grading import right_pairs
from courses.quizzes.types.values import Mark, Spec, Value

MAX_ITEMS = 20
MARKINGS = ("exact", "relative", "longest_run")


class Ordering(Kind):
    name = "ordering"
    form_class = OrderingForm
    place = 70
    label = gettext_lazy("Ordering")
    purpose = gettext_lazy("A list; the learner puts it in the right order.")
    example = gettext_lazy(
        "Put the stages of money laundering in their order. Placement · Layering · Integration"
    )

    def validate(self, spec: Spec) -> list[Problem]:
        rows, found = rows_of(spec, "items"), common_problems(spec)
        if len(rows) < 2:
            found.append(Problem("items", _("Give at least two items.")))
        if len(rows) > MAX_ITEMS:
            words = _("There are %(count)d items. Nobody can order more than %(most)d.")
            found.append(Problem("items", words % {"count": len(rows), "most": MAX_ITEMS}))
        found += id_problems(_with_ids(rows, ""), "items")
        missing = _("Write this item, or leave all of its fields empty.")
        same = _("This says the same as item %(number)d: nobody can tell which comes first.")
        found += text_problems(rows, "items", "text", missing, same)
        if spec.get("marking", MARKINGS[0]) not in MARKINGS:
            found.append(Problem("marking", _("Choose how the answer is marked.")))
        return found

    def structure(self, spec: Spec) -> Any:
        return [spec.get("marking", MARKINGS[0]), _ids(spec)]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        return {
            "stem": text_of(spec, "stem"),
            "items": _with_ids(rows_of(spec, "items"), salt),
            "marking": spec.get("marking", MARKINGS[0]),
            "feedback": text_of(spec, "feedback"),
        }

    def choice_ids(self, spec: Spec) -> list[str] | None:
        return scattered(_ids(spec))

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        """{item id: "3"} as the page sends it, "" where a place is open, in the page's order;
        `check_value` makes it a list."""
        start = f"{prefix}-"
        sent = {
            name: values[-1] for name, values in data.items() if name.startswith(start) and values
        }
        given = {name.removeprefix(start): place.strip() for name, place in sent.items()}
        return given if any(given.values()) else None

    def is_blank(self, value: Value) -> bool:
        given = value.values() if isinstance(value, dict) else value
        return super().is_blank(value) or (isinstance(value, dict | list) and not any(given))

    def is_unfinished(self, spec: Spec, value: Value) -> bool:
        return isinstance(value, list) and None in value

    def what_lacks(self, spec: Spec, value: Value) -> str:
        count = value.count(None)
        words = ngettext("%(count)d item has no place", "%(count)d items have no place", count)
        return words % {"count": count}

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        ids = _ids(spec)
        listed = _listed(ids, value) if isinstance(value, dict) else value
        if not isinstance(listed, list) or len(listed) != len(ids):
            raise MalformedAnswer(_("Give each item a place."))
        placed = [item for item in listed if item is not None]
        if any(not isinstance(item, str) or item not in ids for item in placed):
            raise MalformedAnswer(_("This is not one of the items. Give each item a place."))
        if len(set(placed)) < len(placed):
            raise MalformedAnswer(_("An item stands at two places. Give each item one place."))
        return listed

    def in_words(self, spec: Spec, value: Value) -> str:
        texts = {item["id"]: item["text"] for item in spec["items"]}
        listed = value if isinstance(value, list) else []
        return " → ".join(texts.get(str(item), "…") for item in listed)

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        places = _places_of(value)
        if isinstance(value, dict):
            # Refused: each line stays where its learner has just seen it.
            shown = _arranged(spec, value)
        elif len(places) < len(spec["items"]):
            shown = _drawn(spec, order)
        else:
            shown = sorted(spec["items"], key=lambda item: places[item["id"]])
        items = [{**item, "place": places.get(item["id"])} for item in shown]
        return {"items": items, "places": range(1, len(items) + 1)}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        places = _places_of(value)
        items = [
            {**item, "place": places.get(item["id"]), "state": mark.parts.get(item["id"])}
            for item in _drawn(spec, order)
        ]
        items.sort(key=lambda item: item["place"] or len(items) + 1)
        return {
            "items": items,
            "marking": spec.get("marking", MARKINGS[0]),
            "right_pairs": len(right_pairs(_ids(spec), value)),
            "pairs": len(items) - 1,
        }


def _ids(spec: Spec) -> list[str]:
    return [item["id"] for item in spec["items"]]


def _with_ids(rows: Sequence[Mapping[str, Any]], salt: str) -> list[dict[str, str]]:
    return [
        {
            "id": text_of(row, "id") or opaque_id(str(index), purpose="ordering", salt=salt),
            "text": text_of(row, "text"),
        }
        for index, row in enumerate(rows)
    ]


def _listed(ids: Sequence[str], given: Mapping[Any, Any]) -> list[str | None]:
    """The items by the places that were chosen for them. Raises MalformedAnswer."""
    by_number = {str(number): number for number in range(1, len(ids) + 1)}
    chosen = {item: place for item, place in given.items() if place}
    numbers = {item: by_number.get(str(place)) for item, place in chosen.items()}
    if None in numbers.values():
        words = _("Give each item a place from 1 to %(most)d.")
        raise MalformedAnswer(words % {"most": len(ids)})
    number, times = Counter(numbers.values()).most_common(1)[0]
    if times > 1:
        words = _("Place %(number)d is given to more than one item. Give each a place of its own.")
        raise MalformedAnswer(words % {"number": number})
    by_place = {number: item for item, number in numbers.items()}
    return [by_place.get(place) for place in range(1, len(ids) + 1)]


def _places_of(value: Value) -> dict[str, int]:
    """{item id: place} of an answer, also of one that was refused and is shown again."""
    if isinstance(value, dict):
        return {item: int(place) for item, place in value.items() if str(place).isdecimal()}
    listed = value if isinstance(value, list) else []
    return {item: place for place, item in enumerate(listed, 1) if isinstance(item, str)}


def _drawn(spec: Spec, order: Sequence[str] | None) -> list[dict[str, Any]]:
    """The items as they were dealt: never in the right order, or doing nothing would be right."""
    dealt = _arranged(spec, order or scattered(_ids(spec)))
    return dealt[1:] + dealt[:1] if dealt == list(spec["items"]) else dealt


def _arranged(spec: Spec, order: Iterable[str]) -> list[dict[str, Any]]:
    """What `order` does not name comes last."""
    items = {item["id"]: item for item in spec["items"]}
    named = [item for item in order if item in items]
    return [items[item] for item in named + [item for item in items if item not in named]]


KIND = Ordering()
