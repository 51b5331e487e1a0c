"""A first plan: sections become modules, and lessons of 5 to 12 minutes. A person then changes it.

What is read beside a subject (content.planning.background) stands in a last module of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from content.planning.background import ASKED, background_of
from content.planning.bodies import SourcePassage
from content.planning.chapters import MOST_MODULES, Chapter, chapters_of
from content.planning.cutting import Unit, cut
from content.planning.naming import Naming
from content.planning.reasons import reason_for
from content.planning.tree import Node, tree_of
from content.planning.units import units_of
from content.planning.values import PlanLesson, PlanModule, PlanSection

# Lessons; what has more of them becomes several modules.
LARGEST_MODULE = 12
USUAL_MODULE = 8
_BACKGROUND = {
    "en": "Background reading",
    "fr": "Pour situer le sujet",
    "es": "Lecturas de contexto",
    "ru": "Для общего сведения",
    "ar": "قراءات تمهيدية",
    "zh": "背景阅读",
}


def propose(
    sections: Sequence[PlanSection],
    texts: Mapping[int, SourcePassage] | None = None,
    language: str = "",
) -> list[PlanModule]:
    """Modules with lessons for all that the sections hold, in order; background reading last.

    `texts` by passage id: with them a long section is cut where its subject turns, and its parts
    have names. Every passage stands in exactly one lesson. [] when there is nothing to read.
    """
    aside = background_of(sections)
    body = [one for one in sections if one.part != "note"]
    shells = [replace(one, passages=()) if one.id in aside else one for one in body]
    roots = list(_without(tree_of(shells), aside))
    proposal = _Proposal(sections, roots, texts or {}, language, aside)
    modules: list[PlanModule] = []
    chapters = chapters_of(roots)
    for left, chapter in zip(range(len(chapters) - 1, -1, -1), chapters, strict=True):
        modules += proposal.modules(chapter, most=MOST_MODULES - len(modules) - left)
    apart = proposal.background(aside)
    if apart["lessons"]:
        modules.append(apart)
    return _numbered(modules)


def _without(nodes: Sequence[Node], aside: Mapping[int, str]) -> Iterator[Node]:
    """What is under a heading that is set apart stands in its place."""
    for node in nodes:
        children = list(_without(node.children, aside))
        if node.section.id in aside:
            yield from children
        else:
            yield Node(node.section, children)


class _Proposal:
    def __init__(
        self,
        sections: Sequence[PlanSection],
        roots: Sequence[Node],
        texts: Mapping[int, SourcePassage],
        language: str,
        aside: Mapping[int, str],
    ) -> None:
        self._sections = {section.id: section for section in sections}
        self._texts = texts
        self._language = language[:2]
        self._naming = Naming(roots, self._sections, texts, self._language, aside)

    def modules(self, chapter: Chapter, *, most: int) -> list[PlanModule]:
        """One; several, up to `most`, where the chapter is a book in itself."""
        units = units_of(chapter.nodes, self._texts, self._language)
        lessons = cut(units)
        heads = chapter.naming
        drafts = self._lessons(lessons, chapter, [heads[0].section.id] if len(heads) == 1 else [])
        title = self._naming.module([(node.section.id, node.words) for node in chapter.naming])
        parts = min(-(-len(drafts) // USUAL_MODULE), most)
        if len(drafts) <= LARGEST_MODULE or parts < 2:
            return [_module(title, drafts)]
        groups = _even(list(range(len(drafts))), parts)
        own = [[unit for number in group for unit in lessons[number]] for group in groups]
        titles = self._naming.parts(title, own)
        return [
            _module(name, [drafts[number] for number in group])
            for name, group in zip(titles, groups, strict=True)
        ]

    def background(self, aside: Mapping[int, str]) -> PlanModule:
        lessons: list[PlanLesson] = []
        # A heading without text that is not set apart parts nothing.
        order = [one for one in self._sections.values() if one.id in aside or one.passages]
        for kind, run in groupby(order, key=lambda section: aside.get(section.id, "")):
            own = [section.id for section in run]
            # What a heading asks, with all below it, is read as one.
            groups = [own] if kind in ASKED else [[one] for one in own]
            texts = [each for each in groups if any(self._sections[one].passages for one in each)]
            lessons += [self._beside(together, kind) for together in texts if kind]
        module = _module(_BACKGROUND.get(self._language, _BACKGROUND["en"]), lessons)
        module["background"] = True
        return module

    def _beside(self, sections: list[int], kind: str) -> PlanLesson:
        return {
            "id": "",
            "title": self._naming.of(sections[0]),
            "sections": sections,
            "passages": [],
            "why": {"kind": "background", "reason": kind},
        }

    def _lessons(
        self, lessons: Sequence[Sequence[Unit]], chapter: Chapter, heads: Sequence[int]
    ) -> list[PlanLesson]:
        order = [one.id for node in chapter.nodes for one in node.walk()]
        titles = self._naming.lessons(lessons, heads)
        places = _places(lessons, self._sections)
        headings = _headings(lessons, order)
        return [
            {
                "id": "",
                "title": title,
                "sections": own,
                "passages": self._kept(lesson),
                "why": reason_for(lesson, place, self._sections, self._texts),
            }
            for lesson, title, place, own in zip(lessons, titles, places, headings, strict=True)
        ]

    def _kept(self, lesson: Sequence[Unit]) -> list[int]:
        """The passages of sections that are not in it whole."""
        kept: list[int] = []
        for section, own in groupby(lesson, key=lambda unit: unit.section):
            passages = [unit.passage for unit in own]
            if len(passages) < len(self._sections[section].passages):
                kept += passages
        return kept


def _headings(lessons: Sequence[Sequence[Unit]], order: Sequence[int]) -> list[list[int]]:
    """Each lesson's sections; a heading without text goes with what follows, or it would be
    lost."""
    found: list[list[int]] = []
    waiting = list(order)
    for lesson in lessons:
        own = list(dict.fromkeys(unit.section for unit in lesson))
        ahead = [one for one in own if one in waiting]
        if ahead:
            end = waiting.index(ahead[-1]) + 1
            own = list(dict.fromkeys(own[: len(own) - len(ahead)] + waiting[:end]))
            waiting = waiting[end:]
        found.append(own)
    return found


def _places(
    lessons: Sequence[Sequence[Unit]], sections: Mapping[int, PlanSection]
) -> list[tuple[int, int]]:
    """(part, of so many) for a lesson that is part of one section alone, else (0, 0)."""
    alone = [one[0].section if one[0].section == one[-1].section else None for one in lessons]
    found = []
    for number, lesson in enumerate(lessons):
        section = alone[number]
        is_whole = section is None or len(lesson) == len(sections[section].passages)
        of = [] if is_whole else [at for at, one in enumerate(alone) if one == section]
        found.append((of.index(number) + 1, max(len(of), 2)) if of else (0, 0))
    return found


def _even(members: list[int], parts: int) -> list[list[int]]:
    size, more = divmod(len(members), parts)
    ends = [number * size + min(number, more) for number in range(parts + 1)]
    return [members[ends[at] : ends[at + 1]] for at in range(parts)]


def _module(title: str, lessons: list[PlanLesson]) -> PlanModule:
    return {"id": "", "title": title, "lessons": lessons}


def _numbered(modules: list[PlanModule]) -> list[PlanModule]:
    count = 0
    for number, module in enumerate(modules, 1):
        module["id"] = f"m{number}"
        for lesson in module["lessons"]:
            count += 1
            lesson["id"] = f"l{count}"
    return modules
