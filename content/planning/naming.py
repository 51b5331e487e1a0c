"""What proposed lessons and modules are called."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from content.capitals import with_capital
from content.planning.bodies import SourcePassage
from content.planning.brief import LONGEST, MOST, brief
from content.planning.cutting import Unit
from content.planning.openings import behind_shared, shared_start, stems_of
from content.planning.signs import colon, side_by_side
from content.planning.telling import names_for, told_by
from content.planning.tree import Node
from content.planning.values import PlanSection
from content.terms.key_terms import Term, terms_of

LONGEST_TITLE = 250
# Characters of several titles put together.
LONGEST_JOINED = MOST
# Characters of each of them: for all of them, then for most, then for all again, and so on.
_OF_SEVERAL = ((LONGEST, 65), (LONGEST, 65, 50), (50, 40), (40, 30))
# The share of a lesson that those of its sections hold which its title names, at least.
_MOST_TOLD = 0.65
# From this share on the largest speaks for all.
_SPEAKS_FOR_ALL = 0.6
# Characters.
_MOST_LOOKED_THROUGH = 300_000
_LONGEST_START = 60
# The share of a lesson below which a section does not show in its title.
_WORTH_TELLING = 0.04
# In the place of a section of which a lesson has a part: no section has this id.
_PARTLY = -(10**18)
# The share of a heading's words from which on a lesson may be called by it.
_MOSTLY = 0.5
# French has a no-break space before both.
_OTHERS = {
    "en": "other subjects",
    "fr": "autres sujets",
    "es": "otros temas",
    "ru": "другие темы",
    "ar": "مواضيع أخرى",
    "zh": "其他主题",
}
_END = re.compile(r"[.;:!?؛؟]\s|[。；：！？]|$")


class Naming:
    """The titles of a report's sections, put together, told apart and added to."""

    def __init__(
        self,
        roots: Sequence[Node],
        sections: Mapping[int, PlanSection],
        texts: Mapping[int, SourcePassage],
        language: str,
        aside: Collection[int] = (),
    ) -> None:
        """What stands `aside` under the same name need not be told apart."""
        self._sections = sections
        self._texts = texts
        self._language = language
        self._often = Counter(
            section.title.casefold() for pk, section in sections.items() if pk not in aside
        )
        self._known: tuple[list[str], list[Term]] | None = None
        self._above: dict[int, PlanSection] = {}
        # What a heading covers whole is called by it.
        self._whole: dict[tuple[int, ...], int] = {}
        self._from: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        self._brothers: dict[int | None, list[PlanSection]] = {None: [one.section for one in roots]}
        self._compared: dict[int | None, tuple[str, frozenset[str], frozenset[str]]] = {}
        for root in roots:
            self._learn(root)

    def _learn(self, node: Node) -> tuple[int, ...]:
        own: tuple[int, ...] = (node.section.id,) if node.section.words else ()
        for child in node.children:
            self._above[child.section.id] = node.section
            own += self._learn(child)
        self._brothers[node.section.id] = [child.section for child in node.children]
        if own and own not in self._whole:
            self._whole[own] = node.section.id
            self._from[own[0]].append(own)
        return own

    def _compare(self, section_id: int) -> tuple[str, frozenset[str]]:
        """What the headings below one heading all begin with, and the stems of the words of this
        one that are not its own. Found when first asked for: a large report has thousands."""
        above = self._above.get(section_id)
        parent = above.id if above else None
        if parent not in self._compared:
            brothers = self._brothers.get(parent, ())
            stems = [stems_of(one.title, self._language) for one in brothers]
            often = Counter(stem for own in stems for stem in own)
            known = stems_of(above.title, self._language) if above else frozenset()
            shared = shared_start([one.title for one in brothers], self._language)
            several = frozenset(stem for stem, times in often.items() if times > 1)
            self._compared[parent] = (shared, known, several)
        shared, known, several = self._compared[parent]
        own = stems_of(self._sections[section_id].title, self._language)
        return shared, known | (own & several)

    def of(self, section_id: int, heads: Collection[int] = (), *, longest: int = LONGEST) -> str:
        """Cut at a pause where it is longer than `longest`.

        With the heading above it where another section is called the same, but for `heads`:
        those of the module that it is in."""
        section, above = self._sections[section_id], self._above.get(section_id)
        title = section.title or _start(self._said(one.id for one in section.passages))
        is_told = above is None or above.id in heads
        if self._often[title.casefold()] > 1 and above is not None and not is_told:
            longer = self._under(self._brief(above.id), title)
            return longer if len(longer) <= LONGEST_JOINED else self._brief(section_id)
        return self._brief(section_id, longest) if section.title else title

    def _brief(self, section_id: int, longest: int = LONGEST) -> str:
        """Without what all of its brothers begin with: "Session on"."""
        title = self._sections[section_id].title
        shared, known = self._compare(section_id)
        is_brother = bool(shared) and title.startswith(shared)
        own = behind_shared(title, shared, self._language) if is_brother else title
        return brief(own, longest, language=self._language, known=known)[:LONGEST_TITLE]

    def module(self, parts: Sequence[tuple[int, int]]) -> str:
        """For sections that follow each other: (id, words under it) each."""
        told = [part for part in parts if part[1]] or list(parts)
        return self._together(told, is_module=True)

    def lessons(self, lessons: Sequence[Sequence[Unit]], heads: Collection[int]) -> list[str]:
        """Of the lessons of a module, in order; `heads` are the chapters that it is called by."""
        titles: list[str] = []
        for section, run in groupby(lessons, key=self._only_part_of):
            group = list(run)
            if section is None:
                titles += [self._of_whole(lesson, heads) for lesson in group]
            else:
                titles += self.parts(self.of(section, heads), group)
        return titles

    def lesson(self, lesson: Sequence[Unit]) -> str:
        """Of one lesson by itself."""
        section = self._only_part_of(lesson)
        if section is None:
            return self._of_whole(lesson, ())
        title = self.of(section)
        if not any(unit.passage in self._texts for unit in lesson):
            return title
        [topic] = self._topics(title, [lesson])
        return self._part(title, topic) if topic else title

    def parts(self, title: str, parts: Sequence[Sequence[Unit]]) -> list[str]:
        """ "Title: its topic" for each; no two are called the same."""
        named: list[str] = []
        for number, topic in enumerate(self._topics(title, parts), 1):
            name = self._part(title, topic) if topic else f"{title[:240]} ({number})"
            named.append(name if name not in named else f"{title[:240]} ({number})")
        return named

    def _only_part_of(self, lesson: Sequence[Unit]) -> int | None:
        """The section that the lesson is a part of, and of nothing else."""
        section = lesson[0].section
        is_one = lesson[-1].section == section
        is_part = len(lesson) < len(self._sections[section].passages)
        return section if is_one and is_part else None

    def _of_whole(self, lesson: Sequence[Unit], heads: Collection[int]) -> str:
        words: Counter[int] = Counter()
        for unit in lesson:
            words[unit.section] += unit.words
        return self._together(self._covered(list(words.items())), heads)

    def _covered(self, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where all below a heading is there, the heading in its place."""
        found: list[tuple[int, int]] = []
        ids = [
            section if words == self._sections[section].words else _PARTLY
            for section, words in parts
        ]
        at = 0
        while at < len(parts):
            whole = self._largest_at(ids, at)
            size = len(whole) or 1
            covering = self._whole[whole] if len(whole) > 1 else parts[at][0]
            found.append((covering, sum(words for _, words in parts[at : at + size])))
            at += size
        return found

    def _largest_at(self, ids: list[int], at: int) -> tuple[int, ...]:
        known = self._from.get(ids[at], ())
        fitting = [one for one in known if tuple(ids[at : at + len(one)]) == one]
        return max(fitting, key=len, default=())

    def _together(
        self, parts: list[tuple[int, int]], heads: Collection[int] = (), *, is_module: bool = False
    ) -> str:
        """All titles where there is room for them, else those of most of it, else the heading's
        above them; the largest's where it is most of it."""
        whole = sum(words for _, words in parts)
        told = [part for part in parts if part[1] >= whole * _WORTH_TELLING] or parts
        # What a heading says before its parts is of no one of them.
        over = {self._above[one].id for one, _ in told if one in self._above}
        told = [part for part in told if part[0] not in heads and part[0] not in over] or told
        sizes, fewer, shorter, shortest = _OF_SEVERAL
        if joined := self._all_of(told, heads, sizes if len(told) > 2 else sizes + shorter):
            return joined
        parent = None if is_module else self._parent_of(parts)
        if parent is not None and parent not in heads:
            return self.of(parent)
        largest = max(told, key=lambda part: part[1])
        if largest[1] >= _SPEAKS_FOR_ALL * whole:
            return self.of(largest[0], heads)
        return (
            self._most_of(told, heads, fewer)
            or self._all_of(told, heads, shorter)
            or self._most_of(told, heads, shortest)
            or (self.of(parent) if parent is not None else self._and_others(largest[0], heads))
        )

    def _all_of(
        self, parts: Sequence[tuple[int, int]], heads: Collection[int], sizes: Sequence[int]
    ) -> str:
        """All titles joined, as short as they must be; "" where there is no room for them."""
        for longest in sizes:
            titles = [self.of(section, heads, longest=longest) for section, _ in parts]
            joined = self._joined([*dict.fromkeys(titles)])
            if len(joined) <= (LONGEST_JOINED if len(titles) > 1 else LONGEST_TITLE):
                return joined
        return ""

    def _most_of(
        self, parts: list[tuple[int, int]], heads: Collection[int], sizes: Sequence[int]
    ) -> str:
        """Without the smallest; "" where what is left says too little of it."""
        least = _MOST_TOLD * sum(words for _, words in parts)
        while len(parts) > 1:
            parts = [*parts]
            parts.remove(min(parts, key=lambda part: part[1]))
            if sum(words for _, words in parts) < least:
                return ""
            if joined := self._all_of(parts, heads, sizes):
                return joined
        return ""

    def _and_others(self, section: int, heads: Collection[int]) -> str:
        others = _OTHERS.get(self._language, _OTHERS["en"])
        return self._joined([self.of(section, heads, longest=_OF_SEVERAL[0][-1]), others])

    def _joined(self, titles: Sequence[str]) -> str:
        """ "Cross-cutting questions" says nothing beside "Cross-cutting questions: rights"."""
        own = [
            one
            for one in titles
            if not any(other != one and other.startswith(one) for other in titles)
        ]
        return side_by_side(own, self._language)

    def _parent_of(self, parts: Sequence[tuple[int, int]]) -> int | None:
        """The heading right above all of them, where they are most of what stands under it."""
        above = {self._above[one].id if one in self._above else 0 for one, _ in parts}
        # What the heading itself says before its parts is of it, too.
        own = {one for one, _ in parts}
        above = {one for one in above if one in own} or above
        [parent, *others] = above
        if others or not parent or len(self.of(parent)) > MOST:
            return None
        under = sum(
            self._words_under(one) for one, node in self._above.items() if node.id == parent
        )
        held = sum(words for _, words in parts)
        return parent if held > _MOSTLY * under else None

    def _words_under(self, section: int) -> int:
        return self._sections[section].words + sum(
            self._words_under(one) for one, node in self._above.items() if node.id == section
        )

    def _under(self, title: str, topic: str) -> str:
        """ "Title: its topic", as the language writes it."""
        topic = topic[: LONGEST_TITLE // 2]
        room = LONGEST_TITLE - len(topic) - 3
        return f"{title[:room].rstrip(' :：')}{colon(self._language)}{topic}"

    def _part(self, title: str, topic: str) -> str:
        """The topic alone where both would be too long."""
        told = self._under(title, topic)
        return told if len(told) <= LONGEST else topic[:LONGEST_TITLE]

    def _topics(self, title: str, parts: Sequence[Sequence[Unit]]) -> Iterator[str]:
        """What each part is about rather than all that its sections say; "" if nothing tells."""
        sections = dict.fromkeys(unit.section for part in parts for unit in part)
        passages = [one.id for section in sections for one in self._sections[section].passages]
        # What all of the report says names no part of it, unless it is too long to look through.
        if sum(len(one.text) for one in self._texts.values()) <= _MOST_LOOKED_THROUGH:
            passages = list(self._texts)
        number = {passage: at for at, passage in enumerate(passages)}
        texts = [self._texts[one].text if one in self._texts else "" for one in passages]
        terms = self._terms_of(texts)
        whole = sum(map(len, texts))
        taken: set[str] = set()
        for part in parts:
            own = [number[unit.passage] for unit in part if unit.passage in number]
            share = sum(len(texts[at]) for at in own) / whole if whole else 0
            telling = names_for(terms, own, texts, share=share) if share else []
            free = [
                one
                for one in telling
                if one.form not in taken and one.form.casefold() not in title.casefold()
            ]
            names = [one.form for one in told_by(free, len(own))]
            taken.update(names)
            both = self._joined([with_capital(one) for one in names])
            is_short = len(self._under(title, both)) <= LONGEST
            told = both if is_short else "".join(map(with_capital, names[:1]))
            yield told or _start(texts[at] for at in own)

    def _terms_of(self, texts: list[str]) -> list[Term]:
        """Kept for the next section that is looked at within the same texts."""
        if self._known is None or self._known[0] != texts:
            self._known = (texts, terms_of(texts, self._language))
        return self._known[1]

    def _said(self, passages: Iterable[int]) -> Iterator[str]:
        return (self._texts[one].text for one in passages if one in self._texts)


def _start(texts: Iterable[str]) -> str:
    """The first words, whole ones."""
    sentence = " ".join(next((text for text in texts if text.strip()), "").split())
    found = _END.search(sentence)
    sentence = sentence[: found.start()] if found else sentence
    if len(sentence) <= _LONGEST_START:
        return sentence
    short = sentence[:_LONGEST_START]
    return (short.rpartition(" ")[0] if " " in short else short[:20]) + "…"
