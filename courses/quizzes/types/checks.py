"""Checks of a spec that several kinds share. A spec may come from a file: any shape is possible."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.types.base import Problem
from courses.quizzes.types.outcomes import MOST_HINTS, OUTCOME_FEEDBACKS
from courses.quizzes.types.values import Spec

MAX_STEM = 20_000
MAX_TEXT = 5_000
MAX_CHOICES = 30
_ID = re.compile(r"^[A-Za-z0-9_-]{1,40}$")


def text_of(spec: Mapping[str, Any], name: str) -> str:
    """A text of the spec without spaces around it; "" where there is none."""
    value = spec.get(name)
    return "" if value is None else str(value).strip()


def common_problems(spec: Spec, feedbacks: Sequence[str] = ("feedback",)) -> list[Problem]:
    """The stem is there, and no text is longer than a page can bear."""
    found = []
    if not text_of(spec, "stem"):
        found.append(Problem("stem", _("Write the question.")))
    found += too_long(spec, "stem", "stem", most=MAX_STEM)
    for name in (*feedbacks, *OUTCOME_FEEDBACKS):
        found += too_long(spec, name, name)
    return found + _hint_problems(spec)


def _hint_problems(spec: Spec) -> list[Problem]:
    rows = rows_of(spec, "hints")
    found = text_problems(
        rows,
        "hints",
        "text",
        _("Write this hint, or leave it empty in every language."),
        _("This hint says the same as hint %(number)d."),
    )
    if len(rows) > MOST_HINTS:
        words = _("There are %(count)d hints. A question can have %(most)d at most.")
        found.append(Problem("hints", words % {"count": len(rows), "most": MOST_HINTS}))
    penalty = text_of(spec, "hint_penalty")
    if penalty and not (penalty.isdecimal() and len(penalty) < 4 and int(penalty) <= 100):
        words = _("Write what a hint costs as a whole number of percent, from 0 to 100.")
        found.append(Problem("hint_penalty", words))
    return found


def too_long(
    spec: Mapping[str, Any], name: str, field: str, *, most: int = MAX_TEXT
) -> list[Problem]:
    length = len(text_of(spec, name))
    if length <= most:
        return []
    words = _("This text has %(length)d characters. Shorten it to %(most)d at most.")
    return [Problem(field, words % {"length": length, "most": most})]


def rows_of(spec: Spec, name: str) -> list[Mapping[str, Any]]:
    """The list of rows under `name`; [] when it is not a list of documents."""
    rows = spec.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        return []
    return rows


def id_problems(rows: Sequence[Mapping[str, Any]], name: str) -> list[Problem]:
    """Each row has an id of its own."""
    ids = [text_of(row, "id") for row in rows]
    words = _("Each row needs an id of its own: letters, digits, - and _.")
    return [
        Problem(f"{name}.{index}.id", words)
        for index, row_id in enumerate(ids)
        if not _ID.match(row_id) or row_id in ids[:index]
    ]


def text_problems(
    rows: Sequence[Mapping[str, Any]], name: str, text: str, missing: str, same: str
) -> list[Problem]:
    """Each row has a text that no earlier row has. `same` takes %(number)d, the earlier row."""
    found, seen = [], dict[str, int]()
    for index, row in enumerate(rows):
        field, plain = f"{name}.{index}.{text}", as_read(text_of(row, text))
        if not plain:
            found.append(Problem(field, missing, may_wait=True))
        elif plain in seen:
            words = same % {"number": seen[plain] + 1}
            found.append(Problem(field, words, may_wait=True))
        seen.setdefault(plain, index)
        found += too_long(row, text, field)
    return found


def as_read(text: str) -> str:
    """Texts that look the same to a reader are equal."""
    return re.sub(r"\s+", " ", text).strip().casefold()
