"""The scale of a survey's statements."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.types.base import Problem
from courses.quizzes.types.checks import as_read
from courses.quizzes.types.values import Spec

LEAST, MOST = 3, 7
MAX_LABEL = 60
MAX_ANSWER = 2_000  # characters of a text in the learner's own words


def scale_of(spec: Spec) -> list[str]:
    """The labels, from the first end to the other; [] where there are none."""
    labels = spec.get("scale")
    listed = labels if isinstance(labels, list) else []
    texts = [str(label).strip() for label in listed if isinstance(label, str | int)]
    return [text for text in texts if text]


def scale_problems(spec: Spec) -> list[Problem]:
    labels = scale_of(spec)
    if not LEAST <= len(labels) <= MOST:
        words = _("Write three to seven labels, one a line. There are %(count)d.")
        return [Problem("scale", words % {"count": len(labels)})]
    if len({as_read(label) for label in labels}) < len(labels):
        return [Problem("scale", _("Two labels say the same. Make each its own."))]
    if any(len(label) > MAX_LABEL for label in labels):
        words = _("Shorten each label to %(most)d characters at most.")
        return [Problem("scale", words % {"most": MAX_LABEL})]
    return []


def places(spec: Spec, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each statement with its `options`, and the `label` that was chosen, "" if none was."""
    labels, rows = scale_of(spec), []
    for statement in spec.get("statements", ()):
        chosen = given.get(statement["id"])
        options = [
            {"value": str(place), "label": label, "chosen": chosen == str(place)}
            for place, label in enumerate(labels, 1)
        ]
        label = next((option["label"] for option in options if option["chosen"]), "")
        rows.append({**statement, "options": options, "label": label})
    return rows
