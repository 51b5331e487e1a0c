"""A place to be found in a picture, or several. The value is {"x", "y"} or, from the list,
{"region": id}; of several, {"places": [such a value, …]}.

Spec: {"stem", "picture": key of one of the course's pictures, "alt", "regions": [{"id", "text",
"shape", "place", "correct": bool, "feedback"}], "marking": one of several.MARKINGS ("one", any of
the right places, if it is left out), "no_list": bool, "feedback"}; shapes and places as in
regions.py. `width` and `height` of the picture are added when the question is saved.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem, in_order
from courses.quizzes.types.checks import (
    MAX_CHOICES,
    common_problems,
    id_problems,
    rows_of,
    text_of,
    text_problems,
    too_long,
)
from courses.quizzes.types.hotspot.drawing import NARROW, WIDEST, drawn, marker, shown_size
from courses.quizzes.types.hotspot.forms import HotspotForm
from courses.quizzes.types.hotspot.grading import region_of
from courses.quizzes.types.hotspot.hits import ratio_of
from courses.quizzes.types.hotspot.regions import is_inside, is_shaped
from courses.quizzes.types.hotspot.several import (
    MARKINGS,
    ONE_PLACE,
    is_several,
    keys_of,
    placed,
    places_in,
    places_in_percent,
    read_percent,
)
from courses.quizzes.types.values import Mark, Spec, Value

MAX_ALT = 300
# The picture's button, and the one that small screens show in its place: {end of its name: width}.
SIZES = {"": WIDEST, "-s": NARROW}
PICTURES = tuple(f"{name}.{axis}" for name in SIZES for axis in "xy")


class Hotspot(Kind):
    name = "hotspot"
    form_class = HotspotForm
    place = 100
    label = gettext_lazy("Place in a picture")
    purpose = gettext_lazy("The learner marks a place in a picture, or chooses it from a list.")
    example = gettext_lazy("Where on this bill of lading is the consignee named?")

    # --- What an author writes ----------------------------------------------------------

    def validate(self, spec: Spec) -> list[Problem]:
        found = common_problems(spec)
        if not text_of(spec, "picture"):
            found.append(Problem("picture", _("Choose a picture: upload one, or give its line.")))
        if not text_of(spec, "alt"):
            found.append(Problem("alt", _("Say in a few words what the picture shows.")))
        found += too_long(spec, "alt", "alt", most=MAX_ALT)
        if spec.get("marking", ONE_PLACE) not in MARKINGS:
            found.append(Problem("marking", _("Choose how the answer is marked.")))
        rows = rows_of(spec, "regions")
        return found + self._region_problems(spec, rows)

    def _region_problems(self, spec: Spec, rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
        if not rows:
            return [Problem("regions", _("Add the region of the right place."))]
        if len(rows) > MAX_CHOICES:
            words = _("There are %(count)d regions. A question can have %(most)d at most.")
            return [Problem("regions", words % {"count": len(rows), "most": MAX_CHOICES})]
        found = id_problems(rows, "regions")
        right = [row for row in rows if row.get("correct") is True]
        if not right:
            found.append(Problem("regions", _("Mark at least one region as right.")))
        elif len(right) == 1 and is_several(spec):
            words = _("Mark at least two regions as right, or ask for one place.")
            found.append(Problem("marking", words))
        for index, row in enumerate(rows):
            found += _place_problems(row, f"regions.{index}.place", ratio_of(spec))
            found += too_long(row, "feedback", f"regions.{index}.feedback")
        return found + ([] if spec.get("no_list") is True else self._list_problems(rows))

    def _list_problems(self, rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
        missing = _("Say what is there, for those who answer by the list.")
        same = _("This says the same as region %(number)d.")
        found = text_problems(rows, "regions", "text", missing, same)
        if not any(row.get("correct") is not True for row in rows):
            words = _(
                "Add a region that is not right, so that the list leaves something to choose."
            )
            found.append(Problem("regions", words))
        return found

    def structure(self, spec: Spec) -> Any:
        rows = [
            [text_of(row, "id"), row["shape"], row["place"], row.get("correct") is True]
            for row in spec["regions"]
        ]
        shared = [spec["picture"], rows, spec.get("no_list") is True]
        return [*shared, spec["marking"]] if is_several(spec) else shared

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        rows = [
            {
                "id": text_of(row, "id"),
                "text": text_of(row, "text"),
                "shape": row["shape"],
                "place": [round(float(number), 5) for number in row["place"]],
                "correct": row.get("correct") is True,
                "feedback": text_of(row, "feedback"),
            }
            for row in rows_of(spec, "regions")
            if is_shaped(row.get("shape"), row.get("place"))  # while it is written, none may be
        ]
        size = {name: spec[name] for name in ("width", "height") if _is_length(spec.get(name))}
        texts = {name: text_of(spec, name) for name in ("stem", "picture", "alt", "feedback")}
        plain = {**texts, **size, "regions": rows, "no_list": spec.get("no_list") is True}
        return {**plain, "marking": spec["marking"]} if is_several(spec) else plain

    # --- What a learner answers ---------------------------------------------------------

    def choice_ids(self, spec: Spec) -> list[str] | None:
        return [region["id"] for region in spec["regions"]]

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        """A click on the picture is newest, then the list; then the place as it stands.

        Enter in any field of a form presses its first button: at a picture, that is no click.
        """
        given = {
            name: text.strip()
            for name in (*PICTURES, "-region", "-x", "-y")
            if (values := data.get(prefix + name)) and (text := values[-1]).strip()
        }
        clicks = [
            [given.get(f"{name}.x", "0"), given.get(f"{name}.y", "0"), name] for name in SIZES
        ]
        pixels = next((click for click in clicks if click[:2] != ["0", "0"]), None)
        if f"{prefix}-places" in data:
            ticked = [text for text in data.get(f"{prefix}-region", ()) if text.strip()]
            written = (data[f"{prefix}-places"] or [""])[-1]
            sent = {"written": written.strip(), "pixels": pixels, "regions": ticked}
            return sent if any(sent.values()) else None
        if pixels:
            return {"pixels": pixels}
        if "-region" in given:
            return {"region": given["-region"]}
        if "-x" in given or "-y" in given:
            return {"percent": [given.get("-x", ""), given.get("-y", "")]}
        return None

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, dict):
            raise MalformedAnswer(_("Mark a place in the picture, or choose from the list."))
        if is_several(spec):
            return self._checked_places(spec, value)
        return self._checked_one(spec, value)

    def _checked_places(self, spec: Spec, value: dict[str, Any]) -> Value:
        sent = _sent_places(value) if "written" in value else value.get("places")
        if not isinstance(sent, list) or not all(isinstance(one, dict) for one in sent):
            raise MalformedAnswer(_("Mark the places in the picture, or choose from the list."))
        places = [self._checked_one(spec, one) for one in sent]
        distinct = [one for index, one in enumerate(places) if one not in places[:index]]
        most = len(keys_of(spec))
        if len(distinct) > most:
            words = _("You marked %(count)d places. Mark %(most)d at most: remove some.")
            raise MalformedAnswer(words % {"count": len(distinct), "most": most})
        return {"places": distinct} if distinct else None

    def is_unfinished(self, spec: Spec, value: Value) -> bool:
        return is_several(spec) and 0 < len(places_in(value)) < len(keys_of(spec))

    def what_lacks(self, spec: Spec, value: Value) -> str:
        count = len(keys_of(spec)) - len(places_in(value))
        words = ngettext("%(count)d place is not marked", "%(count)d places are not marked", count)
        return words % {"count": count}

    def _checked_one(self, spec: Spec, value: dict[str, Any]) -> Value:
        if "region" in value:
            if value["region"] not in (self.choice_ids(spec) or []):
                words = _("This is not one of the choices. Choose again from the list.")
                raise MalformedAnswer(words)
            return {"region": value["region"]}
        return _checked_place(*_fractions(spec, value))

    def in_words(self, spec: Spec, value: Value) -> str:
        if is_several(spec):
            return "; ".join(_named(place.region) for place in placed(spec, value))
        return "" if value is None else _named(region_of(spec, value))

    # --- Pages --------------------------------------------------------------------------

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        refused: Mapping[str, Any] = {}
        try:
            place = self.check_value(spec, value) or {}
        except MalformedAnswer:
            place, refused = {}, value if isinstance(value, dict) else {}
        width, height = shown_size(spec)
        listed = [] if spec.get("no_list") else in_order(spec["regions"], order)
        places = places_in(place)
        # What cannot be taken stands there all the same, to be mended.
        chosen = {one.get("region") for one in places} | set(refused.get("regions") or ())
        return {
            "regions": [{**region, "chosen": region["id"] in chosen} for region in listed],
            "several": len(keys_of(spec)) if is_several(spec) else 0,
            "places": refused.get("written") or places_in_percent(places),
            "markers": [found for one in places if (found := marker(spec, one))],
            "shown_width": width,
            "shown_height": height,
            "narrow_width": NARROW if width > NARROW else 0,
            "narrow_height": shown_size(spec, NARROW)[1],
            "marker": marker(spec, place),
            "across": _percent(place.get("x")),
            "down": _percent(place.get("y")),
        }

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        context = self.question_context(spec, value, order)
        chosen = region_of(spec, value)
        return context | {
            "drawn": drawn(spec, mark),
            "answered": value is not None,
            "chosen": chosen,
            "found": placed(spec, value) if is_several(spec) else [],
            "keys": keys_of(spec),
        }


def _named(region: Mapping[str, Any] | None) -> str:
    if region is None:
        return _("elsewhere in the picture")
    return str(region["text"]) or _("region %(id)s") % {"id": region["id"]}


def _is_length(value: Any) -> bool:
    return type(value) is int and 0 < value < 100_000


def _place_problems(row: Mapping[str, Any], field: str, ratio: float) -> list[Problem]:
    shape, place = row.get("shape"), row.get("place")
    if not is_shaped(shape, place):
        words = {
            "rectangle": _("Give four numbers: left, top, width and height, in percent."),
            "circle": _("Give three numbers: middle across, middle down and radius, in percent."),
        }
        corners = _("Give at least three corners, each as two numbers in percent.")
        return [Problem(field, words.get(str(shape), corners))]
    if not is_inside(str(shape), list(place or ()), ratio):
        return [Problem(field, _("This region lies outside the picture, in part at least."))]
    return []


def _fractions(spec: Spec, value: Mapping[str, Any]) -> tuple[Any, Any]:
    """Of a click that came in pixels of the picture as it is shown, or numbers in percent."""
    pixels, pair = value.get("pixels"), value.get("percent")
    if isinstance(pixels, list) and len(pixels) == 3 and pixels[2] in SIZES:
        width, height = shown_size(spec, SIZES[pixels[2]])
        return _part(pixels[0], width), _part(pixels[1], height)
    if isinstance(pair, list) and len(pair) == 2:
        return _part(pair[0], 100), _part(pair[1], 100)
    return value.get("x"), value.get("y")


def _sent_places(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The places that a form brought: written, clicked, and ticked in the list."""
    pairs = read_percent(str(value.get("written") or ""))
    if pairs is None:
        words = _(
            "Write each place as two numbers from 0 to 100, and ; between places: 26 30; 40 12"
        )
        raise MalformedAnswer(words)
    clicked = [{"pixels": value["pixels"]}] if value.get("pixels") else []
    regions = value.get("regions")
    ticked = regions if isinstance(regions, list) else []
    return [
        *({"percent": list(pair)} for pair in pairs),
        *clicked,
        *({"region": one} for one in ticked),
    ]


def _part(text: Any, whole: int) -> float | None:
    try:
        return float(str(text).replace(",", ".")) / whole
    except ValueError:
        return None


def _checked_place(x: Any, y: Any) -> Value:
    numbers = [n for n in (x, y) if type(n) in (int, float) and math.isfinite(n)]
    if len(numbers) < 2 or not all(0 <= number <= 1 for number in numbers):
        words = _("Mark a place in the picture: two numbers from 0 to 100, across and down.")
        raise MalformedAnswer(words)
    return {"x": round(float(x), 4), "y": round(float(y), 4)}


def _percent(fraction: float | None) -> str:
    return "" if fraction is None else f"{round(fraction * 100, 2):g}"


KIND = Hotspot()
