"""What can be answered to a survey question."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.types.base import MalformedAnswer
from courses.quizzes.types.survey.scales import MAX_ANSWER, scale_of
from courses.quizzes.types.values import Spec, Value


def checked(spec: Spec, value: Value) -> Value:
    """The answer, not blank, in its one form. Raises MalformedAnswer."""
    survey = spec["survey"]
    if survey == "likert":
        return _on_the_scale(spec, value)
    if survey == "text":
        return _text(value)
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or (survey == "one" and len(listed) > 1):
        words = _("Choose one answer.") if survey == "one" else _("Choose one answer or several.")
        raise MalformedAnswer(words)
    known = [choice["id"] for choice in spec["choices"]]
    if any(choice not in known for choice in listed):
        raise MalformedAnswer(_("This is not one of the choices. Choose again from the list."))
    return listed[0] if survey == "one" else [choice for choice in known if choice in listed]


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise MalformedAnswer(_("Write your answer as text."))
    if len(value) > MAX_ANSWER:
        words = _("Your answer has %(length)d characters. %(most)d fit: shorten it.")
        raise MalformedAnswer(words % {"length": len(value), "most": MAX_ANSWER})
    return value.replace("\r\n", "\n").strip()


def _on_the_scale(spec: Spec, value: Value) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise MalformedAnswer(_("Choose one answer in each row."))
    known = [statement["id"] for statement in spec["statements"]]
    scale = [str(place) for place, _label in enumerate(scale_of(spec), 1)]
    given = {statement: place for statement, place in value.items() if place}
    if any(name not in known for name in given) or any(p not in scale for p in given.values()):
        raise MalformedAnswer(_("This is not one of the choices. Choose again from the list."))
    return {statement: given[statement] for statement in known if statement in given}
