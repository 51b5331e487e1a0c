"""Items to put into categories. The value is {item id: category id}, of the items answered.

Spec: {"stem", "categories": [{"id", "text"}], "items": [{"id", "text", "category"}], "marking":
"per_item" (default), "penalty" or "all_or_nothing", "feedback"}. The category of an item that
belongs to none is "*". A file may leave the ids of items out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem, in_order
from courses.quizzes.types.categorise.forms import CategoriseForm
from courses.quizzes.types.categorise.grading import NOWHERE
from courses.quizzes.types.checks import (
    MAX_CHOICES,
    common_problems,
    id_problems,
    rows_of,
    text_of,
    text_problems,
)
from courses.quizzes.types.opaque import opaque_id, scattered
from courses.quizzes.types.values import Mark, Spec, Value

MAX_CATEGORIES = 6
MARKINGS = ("per_item", "penalty", "all_or_nothing")


class Categorise(Kind):
    name = "categorise"
    form_class = CategoriseForm
    place = 80
    label = gettext_lazy("Categorise")
    purpose = gettext_lazy("Items and a few categories; the learner says what belongs where.")
    example = gettext_lazy(
        "Supply or demand? Poverty → Supply · Cheap labour → Demand · belongs to none: Extradition"
    )

    def validate(self, spec: Spec) -> list[Problem]:
        found = common_problems(spec)
        found += self._category_problems(rows_of(spec, "categories"))
        found += self._item_problems(spec, rows_of(spec, "items"))
        if spec.get("marking", MARKINGS[0]) not in MARKINGS:
            found.append(Problem("marking", _("Choose how the answer is marked.")))
        return found

    def _category_problems(self, rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
        found = id_problems(rows, "categories")
        if not 2 <= len(rows) <= MAX_CATEGORIES:
            words = _("Give two to %(most)d categories.") % {"most": MAX_CATEGORIES}
            found.append(Problem("categories", words))
        missing = _("Write the name of this category, or leave it empty in every language.")
        same = _("This category has the same name as category %(number)d.")
        return found + text_problems(rows, "categories", "text", missing, same)

    def _item_problems(self, spec: Spec, rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
        found = id_problems(_with_ids(rows, ""), "items")
        if len(rows) < 2:
            found.append(Problem("items", _("Give at least two items.")))
        if len(rows) > MAX_CHOICES:
            words = _("There are %(count)d items. A question can have %(most)d at most.")
            found.append(Problem("items", words % {"count": len(rows), "most": MAX_CHOICES}))
        missing = _("Write this item, or leave all of its fields empty.")
        same = _("This says the same as item %(number)d.")
        found += text_problems(rows, "items", "text", missing, same)
        known = {*_category_ids(spec), NOWHERE}
        for index, row in enumerate(rows):
            if text_of(row, "category") not in known:
                words = _("Choose the category that this item belongs to.")
                found.append(Problem(f"items.{index}.category", words))
        if rows and all(text_of(row, "category") == NOWHERE for row in rows):
            words = _("No item belongs to any category. Choose one for at least one item.")
            found.append(Problem("items", words))
        return found

    def structure(self, spec: Spec) -> Any:
        items = [[item["id"], item["category"]] for item in spec["items"]]
        return [spec.get("marking", MARKINGS[0]), _category_ids(spec), items]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        categories = [
            {name: text_of(row, name) for name in ("id", "text")}
            for row in rows_of(spec, "categories")
        ]
        return {
            "stem": text_of(spec, "stem"),
            "categories": categories,
            "items": _with_ids(rows_of(spec, "items"), salt),
            "marking": spec.get("marking", MARKINGS[0]),
            "feedback": text_of(spec, "feedback"),
        }

    def choice_ids(self, spec: Spec) -> list[str] | None:
        """The items, not as their author sorted them: category by category, perhaps."""
        return scattered(item["id"] for item in spec["items"])

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        start = f"{prefix}-"
        given = {n.removeprefix(start): v[-1] for n, v in data.items() if n.startswith(start) and v}
        return {item: category for item, category in given.items() if category} or None

    def is_blank(self, value: Value) -> bool:
        return super().is_blank(value) or (isinstance(value, dict) and not any(value.values()))

    def is_unfinished(self, spec: Spec, value: Value) -> bool:
        return isinstance(value, dict) and len(value) < len(spec["items"])

    def what_lacks(self, spec: Spec, value: Value) -> str:
        count = len(spec["items"]) - len(value)
        words = ngettext("%(count)d item is open", "%(count)d items are open", count)
        return words % {"count": count}

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, dict):
            raise MalformedAnswer(_("Choose a category for each item."))
        given = {item: category for item, category in value.items() if category}
        known, items = self._offered(spec), [item["id"] for item in spec["items"]]
        if any(item not in items for item in given) or any(
            not isinstance(category, str) or category not in known for category in given.values()
        ):
            raise MalformedAnswer(_("This is not one of the choices. Choose again from the list."))
        return {item: given[item] for item in items if item in given}

    def _offered(self, spec: Spec) -> list[str]:
        """What an item can be given: "to none" only where something may belong to none."""
        has_nowhere = any(item["category"] == NOWHERE for item in spec["items"])
        return [*_category_ids(spec), *([NOWHERE] if has_nowhere else [])]

    def in_words(self, spec: Spec, value: Value) -> str:
        given = value if isinstance(value, dict) else {}
        names = {row["id"]: row["text"] for row in spec["categories"]} | {
            NOWHERE: _("None of them")
        }
        said = [
            f"{item['text']} – {names.get(given[item['id']], '…')}"
            for item in spec["items"]
            if item["id"] in given
        ]
        return "; ".join(said)

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        given = value if isinstance(value, dict) else {}
        items = [
            {**item, "chosen": given.get(item["id"], "")}
            for item in in_order(spec["items"], order or self.choice_ids(spec))
        ]
        names = _names_html(spec)
        categories = [{"id": c, "html": names.get(c, "")} for c in self._offered(spec)]
        return {"items": items, "categories": categories}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        context, names = self.question_context(spec, value, order), _names_html(spec)
        for item in context["items"]:
            item["state"] = mark.parts.get(item["id"], "missed")
            item["given"] = names.get(item["chosen"], "")
            item["right"] = names.get(item["category"], "")
        return context


def _names_html(spec: Spec) -> dict[str, str]:
    names = {row["id"]: row.get("text_html", "") for row in spec["categories"]}
    return {**names, NOWHERE: escape(_("None of them"))}


def _category_ids(spec: Spec) -> list[str]:
    return [text_of(row, "id") for row in rows_of(spec, "categories")]


def _with_ids(rows: Sequence[Mapping[str, Any]], salt: str) -> list[dict[str, str]]:
    return [
        {
            "id": text_of(row, "id") or opaque_id(str(index), purpose="categorise", salt=salt),
            "text": text_of(row, "text"),
            "category": text_of(row, "category"),
        }
        for index, row in enumerate(rows)
    ]


KIND = Categorise()
