"""Drawn questions, kept in this process: who takes the same quiz mostly sees the same.

A question is drawn from its template and its context alone. What is drawn from the same plain
data is therefore the same, whichever row of whichever database that came from: nothing needs to
be told of changes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

# Of some 3 kB each; then all are forgotten. What is far longer is rare, and drawn each time: it
# would fill the memory.
MOST = 2000
LONGEST = 20_000  # characters

_drawn: dict[bytes, SafeString] = {}


def draw(template: str, context: Mapping[str, Any], *, language: str) -> SafeString:
    with override(language):
        return render_to_string(template, dict(context))


def draw_once(template: str, context: Mapping[str, Any], *, language: str) -> SafeString:
    """As draw. Anew each time when the context holds more than plain data."""
    key = _key(template, context, language)
    if key is None:
        return draw(template, context, language=language)
    found = _drawn.get(key)
    if found is not None:
        return found
    made = draw(template, context, language=language)
    if len(made) <= LONGEST:
        if len(_drawn) >= MOST:
            _drawn.clear()
        _drawn[key] = made
    return made


def _key(template: str, context: Mapping[str, Any], language: str) -> bytes | None:
    try:
        text = json.dumps([template, language, context], default=_plain)
    except TypeError:
        return None
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return {"Decimal": str(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(getattr(value, field.name) for field in fields(value))]
    raise TypeError
