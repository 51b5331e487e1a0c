"""What lessons and modules of a course on one topic are called: the topic and its aspects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from content.capitals import with_capital
from content.planning.arranging import arranged
from content.planning.bodies import SourcePassage
from content.planning.brief import LONGEST, MOST, brief
from content.planning.cutting import Unit
from content.planning.openings import stems_of
from content.planning.runs import ANY
from content.planning.signs import bracketed, colon, listed, side_by_side
from content.planning.topic_names import named_in
from content.planning.values import PlanPassage, PlanSection, is_untitled
from content.topics.aspects import aspects, is_empty, spoken
from content.topics.terms import topics

# The share of a lesson below which an aspect does not show in its title.
_WORTH_TELLING = 0.12
# Things that a title names beside its aspects, at most.
_NAMES = 2
# The share of such a name that its aspects' terms are, from which on it says nothing else.
_ALL_BUT = 0.9
# The share of a lesson's words from which on a section stands for it.
_MOSTLY = 0.4
# What stands between the names of a title, and the number that tells it from another.
_BETWEEN = re.compile(r"[;；؛:：(（)）]")
_NUMBER = re.compile(r"\s*[(（]\d+[)）]$")


def title_for(words: Mapping[str, int], language: str, names: Sequence[str] = ()) -> str:
    """ "Victims and witnesses: shelters in the north". `words` by aspect, in order; of the `names`
    of what its passages tell as many as there is room for.

    The topic is not named: its course and module are called by it.
    """
    language = language.partition("-")[0]
    whole = sum(words.values())
    told = [key for key, count in words.items() if count >= _WORTH_TELLING * whole]
    families = [*dict.fromkeys(aspects()[key].family.key for key in words)]
    largest = sorted(words, key=lambda key: -words[key])[:2]
    ways = [
        _aspects(told, language),
        _families(families, language),
        _aspects([key for key in words if key in largest], language),
        _aspects(largest[:1], language),
    ]
    title = with_capital(next((one for one in ways if len(one) <= LONGEST), ways[-1]))
    fresh = [one for one in names if not _is_said(one, told, title, language)]
    return _with_names(title, fresh[:_NAMES], language, is_one=len(told) == 1)


def _is_said(name: str, told: Sequence[str], title: str, language: str) -> bool:
    """Of "Victims and witnesses": "protection of victims"."""
    if stems_of(name, language).isdisjoint(stems_of(title, language)):
        return name.casefold() in title.casefold()
    said = spoken(name, language)
    words = [len(word) for key in told if key in said for word in said[key].words]
    return sum(words) >= _ALL_BUT * len(name)


def _with_names(title: str, names: Sequence[str], language: str, *, is_one: bool) -> str:
    """Behind a colon, or in brackets where several aspects stand before them."""
    for count in range(len(names), 0, -1):
        told = listed(names[:count], language)
        longer = f"{title}{colon(language)}{told}" if is_one else bracketed(title, told, language)
        if len(longer) <= LONGEST:
            return longer
    return title


def topic_titles(
    sections: Sequence[PlanSection],
    texts: Mapping[int, SourcePassage],
    language: str,
    topic: str,
) -> Callable[[Iterable[PlanPassage]], str]:
    """What a lesson of these passages is called; `sections` and `texts` are all of the plan."""
    placed = {
        one.passage.id: (group.aspect, one.section)
        for group in arranged(sections, texts, language, topic)
        for strand in group.strands
        for one in strand.passages
    }
    named = named_in(texts, language)

    def titled(passages: Iterable[PlanPassage]) -> str:
        words: Counter[str] = Counter()
        held: dict[int, PlanSection] = {}
        passages = list(passages)
        for one in passages:
            aspect, section = placed[one.id]
            words[aspect] += one.words
            held[section.id] = section
        heading = _of_one(list(held.values()), language)
        told = {key: words[key] for key in aspects() if words[key]}
        if heading or not told:
            return heading
        return title_for(told, language, named([one.id for one in passages]))

    return titled


def _of_one(sections: Sequence[PlanSection], language: str) -> str:
    """The heading of the only section that a lesson was left with, if it tells something."""
    if len(sections) != 1 or is_untitled(sections[0].id) or is_empty(sections[0].title, language):
        return ""
    heading = brief(sections[0].title, language=language.partition("-")[0])
    return heading if len(heading) <= MOST else ""


def module_title(families: Sequence[str], topic: str, language: str) -> str:
    """The topic alone where there are no families to tell."""
    language = language.partition("-")[0]
    name = _name(topic, language)
    if not families:
        return name
    told = _families(families, language)
    title = _under(name, told, language)
    return title if len(title) <= LONGEST else with_capital(told)


def told_apart(
    titles: Sequence[str],
    lessons: Sequence[Sequence[Unit]],
    sections: Mapping[int, PlanSection],
    language: str,
) -> list[str]:
    """Where several are called the same, each with the heading that most of it stands under,
    else its number."""
    often = Counter(titles)
    number: Counter[str] = Counter()
    found: list[str] = []
    for title, lesson in zip(titles, lessons, strict=True):
        number[title] += 1
        heading = _heading(lesson, sections, language) if often[title] > 1 else ""
        if often[title] == 1:
            found.append(title)
        elif heading and heading not in found:
            found.append(heading)
        else:
            found.append(f"{title[:LONGEST]} ({number[title]})")
    return found


def says_nothing(title: str, language: str) -> bool:
    """Whether any course could have it ("What is being done"), or whether only a number tells it
    from another."""
    plain = _NUMBER.sub("", title)
    parts = {part.strip().casefold() for part in _BETWEEN.split(plain)} - {""}
    one = aspects()[ANY]
    any_course = {_aspects([ANY], language), _families([one.family.key], language)}
    names = {name.casefold() for name in _every_name(language)}
    return parts <= (names if plain != title else {name.casefold() for name in any_course})


def _every_name(language: str) -> list[str]:
    return [
        name
        for one in aspects().values()
        for name in (one.name(language), _families([one.family.key], language))
    ]


def _heading(lesson: Sequence[Unit], sections: Mapping[int, PlanSection], language: str) -> str:
    words: Counter[int] = Counter()
    for unit in lesson:
        words[unit.section] += unit.words
    [(section, most)] = words.most_common(1)
    if is_untitled(section) or most < _MOSTLY * sum(words.values()):
        return ""
    heading = brief(sections[section].title, language=language.partition("-")[0])
    return heading if len(heading) <= MOST else ""


def _aspects(keys: Iterable[str], language: str) -> str:
    return _joined([aspects()[key].name(language) for key in keys], language)


def _families(families: Sequence[str], language: str) -> str:
    named = {one.family.key: one.family.names for one in aspects().values()}
    return _joined([named[key].get(language, named[key]["en"]) for key in families], language)


def _joined(names: Sequence[str], language: str) -> str:
    return side_by_side(names, language)


def _name(topic: str, language: str) -> str:
    return topics()[topic].name(language) if topic in topics() else topic


def _under(name: str, told: str, language: str) -> str:
    return f"{name}{colon(language)}{told}" if name else with_capital(told)
