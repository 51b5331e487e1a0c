"""Why the proposal drew a lesson as it did: a kind and the figures for its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content.planning.bodies import SourcePassage
from content.planning.cutting import LEAST, Unit
from content.planning.sizes import LONGEST_LESSON, SHORTEST_LESSON, minutes_for
from content.planning.values import PlanSection, Why

# Where less is said, the subject does not turn enough to speak of it.
_TURN = 0.4
_LONGEST_QUOTE = 60
_ROUND = 50


def reason_for(
    lesson: Sequence[Unit],
    place: tuple[int, int],
    sections: Mapping[int, PlanSection],
    texts: Mapping[int, SourcePassage],
) -> str | Why:
    """`place` is (part, of so many) where the lesson is part of one section, else (0, 0)."""
    words = sum(unit.words for unit in lesson)
    minutes = minutes_for(words)
    if minutes > LONGEST_LESSON:
        return {"kind": "too_long", "words": words, "reason": _what(lesson, texts)}
    if minutes < SHORTEST_LESSON and not place[1]:
        parts = len({unit.section for unit in lesson if unit.words})
        if parts > 1:
            return {"kind": "too_short", "words": words, "parts": parts}
        return {"kind": "too_short", "words": words}
    return _cut(lesson, place, sections, texts) if place[1] else _merged(lesson, sections)


def _what(lesson: Sequence[Unit], texts: Mapping[int, SourcePassage]) -> str:
    """What there is no good place to cut in."""
    largest = max(lesson, key=lambda unit: unit.words)
    text = texts.get(largest.passage)
    if text is not None and text.kind in ("table", "quote"):
        return text.kind
    return "list" if len(lesson) > 1 else "passage"


def _cut(
    lesson: Sequence[Unit],
    place: tuple[int, int],
    sections: Mapping[int, PlanSection],
    texts: Mapping[int, SourcePassage],
) -> Why:
    part, parts = place
    first = lesson[0]
    why: Why = {
        "kind": "cut",
        "words": sections[first.section].words,
        "part": part,
        "parts": parts,
        "turns": int(first.turn >= _TURN),
    }
    if part > 1 and first.passage in texts:
        why["before"] = _quoted(texts[first.passage].text)
    return why


def _merged(lesson: Sequence[Unit], sections: Mapping[int, PlanSection]) -> str | Why:
    own: dict[int, int] = {}
    for unit in lesson:
        own[unit.section] = own.get(unit.section, 0) + unit.words
    if any(words < sections[one].words for one, words in own.items()):
        return {"kind": "evened", "parts": len(own), "words": sum(own.values())}
    sizes = [words for words in own.values() if words]
    if len(sizes) < 2:
        return ""
    largest = max(sizes)
    if largest < LEAST:
        return {"kind": "merged", "parts": len(sizes), "limit": -(-largest // _ROUND) * _ROUND}
    return {"kind": "joined", "parts": len(sizes), "words": min(sizes)}


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _LONGEST_QUOTE:
        return line
    short = line[:_LONGEST_QUOTE]
    return (short.rpartition(" ")[0] if " " in short else short[:20]) + "…"
