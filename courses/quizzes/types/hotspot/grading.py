"""A place in a picture. The value is {"x", "y"} in fractions, or {"region": id} from the list;
where several are to be found, as several.py has it."""

from collections.abc import Mapping
from typing import Any

from courses.quizzes.types.hotspot.hits import ratio_of, regions_at
from courses.quizzes.types.hotspot.several import grade_several, is_several
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark


def grade(spec: Spec, value: Value) -> Mark:
    """Right in any region that is right, also where a wrong one lies over it."""
    if is_several(spec):
        return grade_several(spec, value)
    if value is None:
        return blank(spec, {})
    region = region_of(spec, value)
    is_right = region is not None and region["correct"] is True
    own = region.get("feedback_html", "") if region else ""
    parts = {region["id"]: "right" if is_right else "wrong"} if region else {}
    return mark(ONE if is_right else ZERO, [own, spec.get("feedback_html", "")], parts)


def region_of(spec: Spec, value: Value) -> Mapping[str, Any] | None:
    """The region that was chosen or hit, a right one before others."""
    if not isinstance(value, Mapping):
        return None
    if "region" in value:
        found = (region for region in spec["regions"] if region["id"] == value["region"])
        return next(found, None)
    return next(iter(regions_at(spec, value.get("x"), value.get("y"), ratio_of(spec))), None)
