"""What is drawn over the picture, as numbers for SVG: in pixels of the picture as it is shown."""

from collections.abc import Mapping
from typing import Any

from courses.quizzes.types.hotspot.hits import ratio_of
from courses.quizzes.types.hotspot.regions import corners, middle
from courses.quizzes.types.values import Mark, Spec

# Without a script the browser sends pixels of the picture as shown, so that must be known here.
WIDEST = 640
# On a small screen, where the wide one would have to be moved about to find the place.
NARROW = 256


def shown_size(spec: Spec, widest: int = WIDEST) -> tuple[int, int]:
    width = min(spec.get("width") or widest, widest)
    return width, max(1, round(width * ratio_of(spec)))


def marker(spec: Spec, place: Mapping[str, Any]) -> dict[str, int] | None:
    """Where the learner's mark stands."""
    if "x" not in place:
        return None
    width, height = shown_size(spec)
    return {"x": round(place["x"] * width), "y": round(place["y"] * height)}


def drawn(spec: Spec, mark: Mark) -> list[dict[str, Any]]:
    """The right regions and the one that was chosen, each with its state."""
    shown = [r for r in spec["regions"] if r["correct"] or r["id"] in mark.parts]
    return [_shape(spec, region, mark.parts.get(region["id"], "missed")) for region in shown]


def _shape(spec: Spec, region: Mapping[str, Any], state: str) -> dict[str, Any]:
    width, height = shown_size(spec)
    place, across = region["place"], middle(region)
    found = {
        "shape": region["shape"],
        "state": state,
        "x": round(across[0] * width),
        "y": round(across[1] * height),
    }
    if region["shape"] == "circle":
        return found | {"radius": round(place[2] * width)}
    if region["shape"] == "polygon":
        points = " ".join(f"{round(x * width)},{round(y * height)}" for x, y in corners(place))
        return found | {"points": points}
    sizes = {"width": round(place[2] * width), "height": round(place[3] * height)}
    return found | {"left": round(place[0] * width), "top": round(place[1] * height), **sizes}
