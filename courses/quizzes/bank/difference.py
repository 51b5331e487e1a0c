"""What differs between two versions of a question, as a reviewer reads it. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from courses.quizzes.types.base import authored

Piece = tuple[Literal["same", "gone", "new"], str]
MOST_WORDS = 1500  # compared word by word; longer texts are shown whole
# So are those of a few words said over and over, which would take long: 30,000 in plain prose.
MOST_PAIRS = 150_000


@dataclass(frozen=True, slots=True)
class Difference:
    """One text that differs. `path` is where it stands: ("choices", "2", "text")."""

    language: str
    path: tuple[str, ...]
    pieces: list[Piece]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Between {language: spec} and {language: spec}; rows are told apart by their ids."""
    found = []
    for language in dict.fromkeys([*after, *before]):
        old = dict(_flat(authored(before.get(language, {}))))
        new = dict(_flat(authored(after.get(language, {}))))
        for path in dict.fromkeys([*new, *old]):
            was, now = old.get(path, ""), new.get(path, "")
            if was != now:
                found.append(Difference(language, path, pieces(was, now)))
    return found


def _flat(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name != "id":
                yield from _flat(inner, (*path, str(name)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            name = str(inner.get("id") or index + 1) if isinstance(inner, Mapping) else ""
            yield from _flat(inner, (*path, name or str(index + 1)))
    elif value not in (None, ""):
        yield path, str(value)


def pieces(was: str, now: str) -> list[Piece]:
    """The words that stayed, went and came, in order."""
    old, new = _words(was), _words(now)
    if max(len(old), len(new)) > MOST_WORDS or _pairs(old, new) > MOST_PAIRS:
        return [("gone", was), ("new", now)]
    found: list[Piece] = []
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        if b > a:
            found.append(("gone", "".join(old[a:b])))
        if d > c:
            found.append(("new", "".join(new[c:d])))
    return found


def _pairs(old: list[str], new: list[str]) -> int:
    """How many places of the one say the same word as a place of the other."""
    before, after = Counter(old), Counter(new)
    return sum(times * after[word] for word, times in before.items())


def _words(text: str) -> list[str]:
    """Words with the space behind them; Chinese signs one by one."""
    return re.findall(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+\s*|\s+", text)
