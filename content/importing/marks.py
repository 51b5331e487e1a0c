"""Words in italics and words that lead somewhere, found again in the passages they stand in.

A reader tells them in the order of the file, apart from its lines, so that no stage between has to
carry them. What is not found where it is due is left out: then the words stand plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from content.importing.lines import CALL, without_calls
from content.importing.values import Mark, Passage

EMPHASIS = "em"
CALLED = "call:"
# Passages in which so many words are looked for, from where the last were found: one word alone may
# stand anywhere, and what is in a heading stands in none.
_AHEAD = {1: 6, 2: 40}
_AHEAD_OF_MORE = 400
_SHORTEST, _LONGEST = 3, 400  # characters
_MOST = 5_000

_BRACKETED = re.compile(rf"\(\s*({CALL.pattern})\s*\)")

Said = tuple[str, str]
"""Words, and EMPHASIS or the address that they lead to."""


@dataclass(slots=True)
class Collected:
    """Pieces of one look that follow one another are one."""

    said: list[Said] = field(default_factory=list)
    _goes_on: bool = False

    def add(self, text: str, kind: str) -> None:
        """`kind` is "" for words that are not marked."""
        if not kind:
            self._goes_on = self._goes_on and not text.strip()
            return
        if self._goes_on and self.said and self.said[-1][1] == kind:
            self.said[-1] = (f"{self.said[-1][0]}{text}", kind)
        else:
            self.said.append((text, kind))
        self._goes_on = True

    @property
    def goes_on(self) -> bool:
        """What was added last was marked."""
        return self._goes_on


def places_of_calls(marked: str, text: str) -> tuple[Mark, ...]:
    """Where the footnotes that `marked` calls are called in the same text without calls, whose
    spaces alone may differ."""
    marked = _BRACKETED.sub(r"\1", marked)
    solid = [at for at, sign in enumerate(text) if not sign.isspace()]
    found: list[Mark] = []
    for one in CALL.finditer(marked):
        before = "".join(CALL.sub("", marked[: one.start()]).split())
        if not 0 < len(before) <= len(solid) or text[solid[len(before) - 1]] != before[-1]:
            return ()
        place = solid[len(before) - 1] + 1
        found.append((place, place, f"{CALLED}{one[1]}"))
    return tuple(found)


def with_marks(passages: Iterable[Passage], said: Sequence[Said]) -> list[Passage]:
    """The passages with their marks; those of notes are told apart, for they stand elsewhere."""
    kept = list(passages)
    text = [at for at, one in enumerate(kept) if one.kind not in ("footnote", "table")]
    notes = [at for at, one in enumerate(kept) if one.kind == "footnote"]
    marks: dict[int, list[Mark]] = {}
    left = list(_placed(kept, text, said[:_MOST], marks))
    list(_placed(kept, notes, left, marks))
    return [
        replace(one, marks=tuple(sorted([*one.marks, *marks[at]]))) if at in marks else one
        for at, one in enumerate(kept)
    ]


def _placed(
    passages: Sequence[Passage],
    places: Sequence[int],
    said: Iterable[Said],
    marks: dict[int, list[Mark]],
) -> Iterator[Said]:
    """Puts down those found in the passages at `places`, and gives those that are not."""
    here, start = 0, 0
    for words, kind in said:
        phrase = _phrase(words)
        if phrase is None:
            continue
        ahead = _AHEAD.get(len(words.split()), _AHEAD_OF_MORE)
        for step, place in enumerate(places[here : here + ahead]):
            found = phrase.search(passages[place].text, start if not step else 0)
            if found:
                marks.setdefault(place, []).append((found.start(), found.end(), kind))
                here, start = here + step, found.end()
                break
        else:
            yield words, kind


def _bare(said: str) -> str:
    """Without the signs around the words: "Rubymar)" as italics often end."""
    said = said.strip(' ,;.:“”«»"')
    said = said if "(" in said else said.rstrip(")")
    return said if ")" in said else said.lstrip("(")


def _phrase(words: str) -> re.Pattern[str] | None:
    """Spaces may be wider or none, as they are after broken words were put together."""
    said = _bare(" ".join(without_calls(words).split()))
    if not _SHORTEST <= len(said) <= _LONGEST or not any(map(str.isalpha, said)):
        return None
    whole = r"\s*".join(map(re.escape, said.split()))
    return re.compile(rf"(?<!\w){whole}(?!\w)")
