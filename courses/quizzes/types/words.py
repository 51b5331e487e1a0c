"""Answers as a person would say them: what every kind but a few says without a word of its own."""

from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.fingerprint import canonical
from courses.quizzes.types.values import Spec, Value


def in_words(spec: Spec, value: Value) -> str:
    """An answer as a person would say it: texts of choices, yes or no, what was typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("True") if value else _("False")
    texts: dict[str, str] = {choice["id"]: choice["text"] for choice in spec.get("choices", ())}
    if isinstance(value, list):
        return " + ".join(texts.get(str(part), str(part)) for part in value)
    if isinstance(value, dict):
        return _matched(spec, value)
    return texts.get(str(value), str(value))


def _matched(spec: Spec, value: dict[str, Any]) -> str:
    pairs = spec.get("pairs", ())
    rights = {pair.get("option"): pair.get("right", "") for pair in pairs}
    said = [
        f"{pair.get('left', '')} – {rights.get(value.get(pair['id'])) or '…'}" for pair in pairs
    ]
    return "; ".join(said) if said else canonical(value)
