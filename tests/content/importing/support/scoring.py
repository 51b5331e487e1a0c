"""The measure by which outlines are judged: headings in order by level, label and title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from content.importing.clean.characters import folded


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of 1; `unlabelled` is (found, true, named)."""

    f1: float
    numbering: bool
    ranges: float
    footnotes: bool
    unlabelled: tuple[int, int, int]
    coverage: float


def scored(found: dict[str, Any], true: dict[str, Any]) -> Score:
    labelled = [h for h in found["headings"] if h["label"]]
    pairs = _matched(_keys(labelled), _keys(true["headings"]))
    f1 = 2 * len(pairs) / ((len(labelled) + len(true["headings"])) or 1)
    bare = [h for h in found["headings"] if not h["label"]]
    titles = {folded(h["title"]) for h in bare}
    there = sum(folded(h["title"]) in titles for h in true["unlabelled_headings"])
    right = sum(_range(labelled[i]) == _range(true["headings"][j]) for i, j in pairs)
    numbers = found["paragraphs"]
    exact = all(numbers[k] == v for k, v in true["paragraphs"].items())
    return Score(
        f1=f1,
        numbering=exact and not numbers["missing"] and not numbers["duplicated"],
        ranges=right / (len(true["headings"]) or 1),
        footnotes=found["footnotes"] == true["footnotes"],
        unlabelled=(there, len(true["unlabelled_headings"]), len(bare)),
        coverage=found["coverage"],
    )


def _keys(headings: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    return [(h["level"], folded(h["label"] or ""), folded(h["title"])) for h in headings]


def _range(heading: dict[str, Any]) -> tuple[int | None, int | None]:
    return heading["first_paragraph"], heading["last_paragraph"]


def _matched(found: Sequence[Any], true: Sequence[Any]) -> list[tuple[int, int]]:
    """Index pairs of a longest common subsequence."""
    best = [[0] * (len(true) + 1) for _ in range(len(found) + 1)]
    for i in range(len(found) - 1, -1, -1):
        for j in range(len(true) - 1, -1, -1):
            same = found[i] == true[j]
            best[i][j] = best[i + 1][j + 1] + 1 if same else max(best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(found) and j < len(true):
        if found[i] == true[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
