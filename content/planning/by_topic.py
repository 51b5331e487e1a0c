"""A plan of a course on one topic, from passages of several reports: lessons by aspects."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from content.planning.arranging import Group, arranged
from content.planning.bodies import SourcePassage
from content.planning.cutting import LEAST, LEAST_ALONE, MOST, Unit, cut
from content.planning.sizes import LONGEST_LESSON, minutes_for
from content.planning.topic_names import Named, named_in
from content.planning.topic_titles import module_title, title_for, told_apart
from content.planning.values import PlanLesson, PlanModule, PlanSection, Why
from content.topics.aspects import aspects

# Lessons; more of them become several modules.
MOST_IN_ONE = 5
# Words of an aspect that is parted where its sections let one.
LONG = 1_400
_WORDS_SAID = 3
_FAMILY, _ASPECT, _RUN = 0, 1, 2


def propose_by_topic(
    sections: Sequence[PlanSection],
    texts: Mapping[int, SourcePassage],
    language: str,
    topic: str,
) -> list[PlanModule]:
    """`texts` by passage id, of all passages of the sections. Every passage stands in exactly one
    lesson. [] when there is nothing to read."""
    groups = arranged(sections, texts, language, topic)
    proposal = _Proposal(groups, sections, language, named_in(texts, language))
    lessons = cut(list(_units(groups)))
    drafts = proposal.lessons(lessons)
    parted = _parted(drafts, [proposal.families(lesson) for lesson in lessons])
    return _numbered(
        [
            {
                "id": "",
                "title": module_title(families if len(parted) > 1 else [], topic, language),
                "lessons": own,
            }
            for families, own in parted
        ]
    )


class _Proposal:
    def __init__(
        self, groups: Sequence[Group], sections: Sequence[PlanSection], language: str, named: Named
    ) -> None:
        self._sections = {section.id: section for section in sections}
        self._language = language
        self._named = named
        self._groups = {group.aspect: group for group in groups}
        self._aspect = {
            one.passage.id: group.aspect
            for group in groups
            for strand in group.strands
            for one in strand.passages
        }

    def lessons(self, lessons: Sequence[Sequence[Unit]]) -> list[PlanLesson]:
        titles = [self._title(lesson) for lesson in lessons]
        titles = told_apart(titles, lessons, self._sections, self._language)
        return [
            {
                "id": "",
                "title": title,
                "sections": list(dict.fromkeys(unit.section for unit in lesson)),
                "passages": self._kept(lesson),
                "why": self._why(lesson),
            }
            for lesson, title in zip(lessons, titles, strict=True)
        ]

    def _title(self, lesson: Sequence[Unit]) -> str:
        names = self._named([unit.passage for unit in lesson])
        return title_for(self._words_by_aspect(lesson), self._language, names)

    def families(self, lesson: Sequence[Unit]) -> list[str]:
        keys = self._words_by_aspect(lesson)
        return [*dict.fromkeys(aspects()[key].family.key for key in keys)]

    def _words_by_aspect(self, lesson: Sequence[Unit]) -> dict[str, int]:
        counted: Counter[str] = Counter()
        for unit in lesson:
            counted[self._aspect[unit.passage]] += unit.words
        return dict(counted)

    def _kept(self, lesson: Sequence[Unit]) -> list[int]:
        """The passages of sections that are not in it whole."""
        own: dict[int, list[int]] = {}
        for unit in lesson:
            own.setdefault(unit.section, []).append(unit.passage)
        return [
            passage
            for section, passages in own.items()
            if len(passages) < len(self._sections[section].passages)
            for passage in passages
        ]

    def _why(self, lesson: Sequence[Unit]) -> Why:
        words = sum(unit.words for unit in lesson)
        if minutes_for(words) > LONGEST_LESSON:
            return {"kind": "too_long", "words": words, "reason": "passage"}
        keys = list(self._words_by_aspect(lesson))
        said = [self._groups[key].words[:_WORDS_SAID] for key in keys]
        return {
            "kind": "aspect",
            "words": words,
            "parts": len({unit.section for unit in lesson}),
            "reports": len({self._sections[unit.section].report for unit in lesson}),
            "reason": ",".join(keys),
            "before": ", ".join(word for own in said for word in own[: 1 + (len(said) == 1) * 2]),
        }


def _units(groups: Sequence[Group]) -> Iterator[Unit]:
    """A family of aspects is to a course what a chapter is to a report, if it is worth a lesson,
    an aspect what a section is; a strand is never cut, nor is one that goes on from another parted
    from it."""
    sizes: Counter[str] = Counter()
    for group in groups:
        sizes[_family(group)] += sum(strand.words for strand in group.strands)
    family = ""
    for group in groups:
        is_chapter = _family(group) != family and sizes[_family(group)] >= LEAST_ALONE
        starts = {0: _FAMILY if is_chapter else _ASPECT} | _halves(group)
        family = _family(group)
        is_long = sum(strand.words for strand in group.strands) > MOST
        for place, run in enumerate(group.runs):
            for number, strand in enumerate(run.strands):
                rank = starts.get(place, _RUN) if number == 0 else None
                is_free = (rank is not None and rank < _RUN) or (is_long and not strand.lean)
                is_free = is_free and not run.joins
                for at, one in enumerate(strand.passages):
                    yield Unit(
                        one.passage.id,
                        one.section.id,
                        one.passage.words,
                        "yes" if is_free and not at else "no",
                        rank=rank if is_free and not at else None,
                    )


def _family(group: Group) -> str:
    return aspects()[group.aspect].family.key


def _halves(group: Group) -> dict[int, int]:
    """The run at which an aspect that is long for one lesson becomes two, as _units ranks it."""
    sizes = [sum(strand.words for strand in run.strands) for run in group.runs]
    whole = sum(sizes)
    if not LONG <= whole <= MOST:
        return {}
    before = list(itertools.accumulate(sizes))[:-1]
    places = [
        place
        for place, words in enumerate(before, 1)
        if min(words, whole - words) >= LEAST
        and not (group.runs[place].joins or group.runs[place].strands[0].lean)
    ]
    best = min(places, key=lambda place: abs(2 * before[place - 1] - whole), default=0)
    return {best: _FAMILY} if best else {}


def _parted(
    lessons: Sequence[PlanLesson], families: Sequence[Sequence[str]]
) -> list[tuple[list[str], list[PlanLesson]]]:
    """One module; of many lessons one for each family, a single one with its neighbours."""
    if len(lessons) <= MOST_IN_ONE:
        return [([], list(lessons))] if lessons else []
    parts: list[tuple[list[str], list[PlanLesson]]] = []
    for family, run in groupby(zip(families, lessons, strict=True), key=lambda pair: pair[0][0]):
        own = [lesson for _, lesson in run]
        if parts and 1 in (len(own), len(parts[-1][1])):
            parts[-1][0].append(family)
            parts[-1][1].extend(own)
        else:
            parts.append(([family], own))
    return parts


def _numbered(modules: list[PlanModule]) -> list[PlanModule]:
    count = 0
    for number, module in enumerate(modules, 1):
        module["id"] = f"m{number}"
        for lesson in module["lessons"]:
            count += 1
            lesson["id"] = f"l{count}"
    return modules
