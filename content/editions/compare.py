"""Two editions of a report, passage by passage: what stayed, changed, moved, came and went.

Each passage is paired with at most one. Equal texts come first: those that stand once in each
edition, then the others between them. What is left is paired by words that stand together, by
number, and by what stands around it. Nothing compares everything with everything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.editions.likeness import folded, in_order, likeness

SAME, CHANGED, MOVED, MOVED_CHANGED = "same", "changed", "moved", "moved_changed"
APPEARED, GONE = "appeared", "gone"
KINDS = (CHANGED, MOVED, MOVED_CHANGED, APPEARED, GONE, SAME)

ALIKE = 0.5  # anywhere
ALIKE_IN_PLACE = 0.3  # between the same neighbours, with the same number or all alone
RUN = 3  # words in a row that tell where to look
COMMON = 40  # passages; a run in more of them tells nothing
LOOKED_AT = 4  # most likely partners of a passage


@dataclass(frozen=True, slots=True)
class Part:
    """A passage as it is compared. `number` may be empty."""

    text: str
    number: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Change:
    """`old` and `new` are places in the two editions; None where there is none."""

    kind: str
    old: int | None
    new: int | None


def compare(old: Sequence[Part], new: Sequence[Part]) -> tuple[Change, ...]:
    """In the new edition's order; what is gone stands where it would have followed."""
    pairs = _equal_texts([folded(one.text) for one in old], [folded(one.text) for one in new])
    equal = set(pairs)
    pairs |= _alike(old, new, pairs)
    stays = _longest_rise(sorted(pairs.items()))
    changes = []
    back = {there: here for here, there in pairs.items()}
    for there in range(len(new)):
        here = back.get(there)
        if here is None:
            changes.append(Change(APPEARED, None, there))
        else:
            moved = here not in stays
            kinds = (MOVED, MOVED_CHANGED) if moved else (SAME, CHANGED)
            changes.append(Change(kinds[here not in equal], here, there))
    gone = [Change(GONE, here, None) for here in range(len(old)) if here not in pairs]
    return _woven(changes, gone, stays)


def _woven(changes: list[Change], gone: list[Change], stays: set[int]) -> tuple[Change, ...]:
    """What is gone put behind the last one before it that stayed in place."""
    order = sorted(stays)
    behind: dict[int, list[Change]] = defaultdict(list)
    for change in gone:
        behind[bisect_left(order, change.old or 0)].append(change)
    woven = behind[0]
    for change in changes:
        woven.append(change)
        if change.old in stays:
            woven += behind[bisect_left(order, change.old) + 1]
    return tuple(woven)


def _equal_texts(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """{old: new} of equal texts; repeated ones between the same neighbours first."""
    here, there = _places(old), _places(new)
    once = {
        places[0]: there[text][0]
        for text, places in here.items()
        if len(places) == 1 and len(there.get(text, ())) == 1
    }
    spine = _longest_rise(sorted(once.items()))
    pairs = dict(once)
    repeated = [text for text in here if text in there and here[text][0] not in once]
    gaps = _Gaps(sorted((one, once[one]) for one in spine))
    for text in repeated:
        in_gap = defaultdict(list)
        for place in there[text]:
            in_gap[gaps.of_new(place)].append(place)
        left, used = [], set()
        for place in here[text]:
            near = in_gap[gaps.of_old(place)]
            if near:
                pairs[place] = near.pop(0)
                used.add(pairs[place])
            else:
                left.append(place)
        free = [place for place in there[text] if place not in used]
        pairs.update(zip(left, free, strict=False))
    return pairs


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        found[text].append(place)
    return found


class _Gaps:
    """Between which two of the pairs that stay in order something stands."""

    def __init__(self, spine: Sequence[tuple[int, int]]) -> None:
        self.old = [one for one, _ in spine]
        self.new = [other for _, other in spine]

    def of_old(self, place: int) -> int:
        return bisect_left(self.old, place)

    def of_new(self, place: int) -> int:
        return bisect_left(self.new, place)


def _alike(old: Sequence[Part], new: Sequence[Part], pairs: dict[int, int]) -> dict[int, int]:
    """Pairs of what is not equal: the most alike first."""
    taken = set(pairs.values())
    here = [place for place in range(len(old)) if place not in pairs]
    there = [place for place in range(len(new)) if place not in taken]
    if not here or not there:
        return {}
    words = _Words(old, new, here, there)
    stays = _longest_rise(sorted(pairs.items()))
    gaps = _Gaps(sorted((one, pairs[one]) for one in stays))
    found = _by_score(words.likely(), words, ALIKE)
    return found | _in_place(old, new, words, gaps, found)


class _Words:
    """The words of what is left, counted once."""

    def __init__(
        self, old: Sequence[Part], new: Sequence[Part], here: list[int], there: list[int]
    ) -> None:
        self.old = {place: in_order(old[place].text) for place in here}
        self.new = {place: in_order(new[place].text) for place in there}
        self.notes = (
            {place for place in here if old[place].kind == "footnote"},
            {place for place in there if new[place].kind == "footnote"},
        )
        self.counted_old = {place: Counter(words) for place, words in self.old.items()}
        self.counted_new = {place: Counter(words) for place, words in self.new.items()}

    def score(self, one: int, other: int) -> float:
        if (one in self.notes[0]) != (other in self.notes[1]):
            return 0.0
        return likeness(self.counted_old[one], self.counted_new[other])

    def likely(self) -> Iterable[tuple[int, int]]:
        """For each old one, the new ones that share the most runs of words with it."""
        runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, words in self.new.items():
            for run in set(_runs(words, 1)):
                runs[run].append(place)
        for place, words in self.old.items():
            # Every run of the new ones is known, so that those of the old need not overlap.
            shared: Counter[int] = Counter()
            for run in _runs(words, RUN):
                others = runs.get(run, ())
                if len(others) <= COMMON:
                    shared.update(others)
            for other, _count in shared.most_common(LOOKED_AT):
                yield place, other


def _runs(words: list[str], step: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + RUN]) for at in range(0, max(1, len(words) - RUN + 1), step)]


def _by_score(candidates: Iterable[tuple[int, int]], words: _Words, least: float) -> dict[int, int]:
    scored = [(words.score(*pair), *pair) for pair in dict.fromkeys(candidates)]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, one, other in sorted(scored, key=lambda row: (-row[0], abs(row[1] - row[2]), row)):
        if score >= least and one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _in_place(
    old: Sequence[Part], new: Sequence[Part], words: _Words, gaps: _Gaps, found: dict[int, int]
) -> dict[int, int]:
    """What was written anew where it stood: the same number, or nothing else there."""
    left_old: dict[int, list[int]] = defaultdict(list)
    left_new: dict[int, list[int]] = defaultdict(list)
    taken = set(found.values())
    for place in words.old:
        if place not in found:
            left_old[gaps.of_old(place)].append(place)
    for place in words.new:
        if place not in taken:
            left_new[gaps.of_new(place)].append(place)
    candidates = []
    for gap, ones in left_old.items():
        others = left_new.get(gap, [])
        numbers = {new[other].number: other for other in others if new[other].number}
        if len(ones) == len(others) == 1:
            candidates.append((ones[0], others[0]))
        candidates += [(one, numbers[n]) for one in ones if (n := old[one].number) in numbers]
    return _by_score(candidates, words, ALIKE_IN_PLACE)


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """The old places of the longest run of pairs, sorted by old, whose new places rise too."""
    ends: list[int] = []  # the lowest new place at which a rise of each length can end
    last: list[int] = []  # and the index of that pair
    before: list[int | None] = []
    for index, (_one, other) in enumerate(pairs):
        length = bisect_left(ends, other)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [other]
        last[length : length + 1] = [index]
    found, at = set(), last[-1] if last else None
    while at is not None:
        found.add(pairs[at][0])
        at = before[at]
    return found
