"""Rubrics: criteria with levels, for answers that a person marks.

Stored: [{"id", "text", "levels": [{"id", "points": text of a number, "text"}]}]. An author writes
the levels of a criterion one a line, points first: "2: names both articles". Points behind a text
are read as well, and a dash: "names both articles – 2".
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from courses.quizzes.types.base import Problem
from courses.quizzes.types.checks import id_problems, rows_of, text_of, text_problems, too_long
from courses.quizzes.types.values import Spec

MOST_CRITERIA = 12
MOST_LEVELS = 8
_POINTS = r"(?P<points>\d{1,3}(?:[.,]\d{1,2})?)"
_LINE = re.compile(rf"{_POINTS}\s*[:：]\s*(?P<text>\S.*)", re.ASCII)
_DASHED = re.compile(rf"{_POINTS}\s+[-–—]\s+(?P<text>\S.*)", re.ASCII)
_BEHIND = re.compile(rf"(?P<text>.*\S)(?:\s*[:：]\s*|\s+[-–—]\s+){_POINTS}", re.ASCII)


def levels_of(row: Mapping[str, Any]) -> list[dict[str, str]]:
    """The levels of a criterion, from its lines or as they are stored; what is neither is left
    out."""
    written = row.get("levels")
    if isinstance(written, list):
        pairs = [(str(one.get("points")), text_of(one, "text")) for one in written if _is_row(one)]
    else:
        found = [_level_in(" ".join(line.split())) for line in _lines(row)]
        pairs = [(one["points"], one["text"].strip()) for one in found if one]
    plain = [(points.replace(",", "."), text) for points, text in pairs]
    return [
        {"id": str(index), "points": points, "text": text}
        for index, (points, text) in enumerate(plain)
    ]


def _level_in(line: str) -> re.Match[str] | None:
    """None also where points could stand at either end: "2 - errors: 3"."""
    if first := _LINE.fullmatch(line):
        return first
    found = [one for one in (_DASHED.fullmatch(line), _BEHIND.fullmatch(line)) if one]
    return found[0] if len(found) == 1 else None


def _is_row(one: Any) -> bool:
    return isinstance(one, Mapping) and bool(
        re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", str(one.get("points")), re.ASCII)
    )


def _lines(row: Mapping[str, Any]) -> list[str]:
    return [line for line in text_of(row, "levels").splitlines() if line.strip()]


def as_lines(row: Mapping[str, Any]) -> str:
    """The levels as an author writes them."""
    return "\n".join(f"{level['points']}: {level['text']}" for level in levels_of(row))


def tidy_rubric(spec: Spec) -> list[dict[str, Any]]:
    return [
        {"id": text_of(row, "id"), "text": text_of(row, "text"), "levels": levels_of(row)}
        for row in rows_of(spec, "rubric")
    ]


def rubric_structure(spec: Spec) -> list[Any]:
    """What the languages share: which criteria, and what their levels are worth."""
    return [
        [row.get("id"), [Decimal(level["points"]) for level in levels_of(row)]]
        for row in rows_of(spec, "rubric")
    ]


def rubric_problems(spec: Spec) -> list[Problem]:
    rows = rows_of(spec, "rubric")
    missing = _("Write this criterion, or leave all of its fields empty.")
    same = _("This criterion says the same as criterion %(number)d.")
    found = id_problems(rows, "rubric") + text_problems(rows, "rubric", "text", missing, same)
    if len(rows) > MOST_CRITERIA:
        words = _("There are %(count)d criteria. A rubric can have %(most)d at most.")
        found.append(Problem("rubric", words % {"count": len(rows), "most": MOST_CRITERIA}))
    for index, row in enumerate(rows):
        found += _level_problems(row, f"rubric.{index}.levels")
    return found


def _level_problems(row: Mapping[str, Any], field: str) -> list[Problem]:
    words = _wrong_with_levels(row)
    if not words:
        return too_long({"levels": as_lines(row)}, "levels", field)
    criterion = Truncator(text_of(row, "text")).chars(60)
    if criterion:
        named = _("“%(criterion)s”: %(problem)s")
        words = named % {"criterion": criterion, "problem": words}
    return [Problem(field, words)]


def _wrong_with_levels(row: Mapping[str, Any]) -> str:
    levels, written = levels_of(row), row.get("levels")
    lines = len(written) if isinstance(written, list) else len(_lines(row))
    if len(levels) < lines:
        return _("Begin each line with its points: “2: names both articles”.")
    if not 2 <= len(levels) <= MOST_LEVELS:
        words = _("Give this criterion from 2 to %(most)d levels, one a line.")
        return words % {"most": MOST_LEVELS}
    if not any(Decimal(level["points"]) for level in levels):
        return _("Give some level more than 0 points.")
    return ""


def share_of(rubric: Sequence[Mapping[str, Any]], chosen: Mapping[str, Any]) -> Decimal | None:
    """0…1: what the chosen levels earn of the most there is; None until each criterion has one."""
    earned, most = Decimal(), Decimal()
    for criterion in rubric:
        points = {level["id"]: Decimal(level["points"]) for level in criterion["levels"]}
        level = chosen.get(criterion["id"])
        if level not in points:
            return None
        earned += points[level]
        most += max(points.values())
    return earned / most if most else None


def earned_by(rubric: Sequence[Mapping[str, Any]], chosen: Mapping[str, Any]) -> dict[str, Any]:
    """For a learner's page: each criterion with its chosen level and the `most` it can earn, and
    `earned` of `most` in all. Points are texts of numbers."""
    rows, earned, most = [], Decimal(), Decimal()
    for criterion in rubric:
        points = {level["id"]: Decimal(level["points"]) for level in criterion["levels"]}
        levels = {level["id"]: level for level in criterion["levels"]}
        level = levels.get(chosen.get(criterion["id"]), {})
        best = max(points.values())
        rows.append({**criterion, "level": level, "most": str(best)})
        earned += Decimal(level.get("points", 0))
        most += best
    return {"criteria": rows, "earned": str(earned), "most": str(most)}


def rubric_context(spec: Spec, chosen: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Criteria for a page: each level says whether it was chosen."""
    return [
        {
            **criterion,
            "levels": [
                {**level, "chosen": chosen.get(criterion["id"]) == level["id"]}
                for level in criterion["levels"]
            ],
        }
        for criterion in spec.get("rubric") or []
    ]
