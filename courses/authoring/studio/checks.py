"""What to look at in a draft before it is published, each with the lessons it is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.lessons import findings as found
from courses.catalog.models import Course, LessonVersion, Module
from courses.catalog.queries import draft_lessons, newest_versions
from courses.quizzes.models import Question
from courses.templatetags.pointing import points_away

MOST_NAMED = 8
_LEVEL = re.compile(r"<h([1-6])")

Titles = Sequence[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is mended."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence, the first of the places, and how many there are more."""

    words: str
    places: tuple[Place, ...]
    more: int = 0


def checks_of(course: Course) -> list[Check]:
    """Three queries, whatever the number of lessons."""
    versions = list(_versions(course))
    about: dict[str, dict[Place, None]] = defaultdict(dict)
    for version in versions:
        for name in found.findings(_read(version)):
            about[name][_place(course, version)] = None
    return [
        *(_check(SAID[name], about[name]) for name in found.FINDINGS if about[name]),
        *_pointing(course, versions),
        *_named_twice(course, versions),
        *_of_modules(course, versions),
        *_drafts(course),
    ]


def _pointing(course: Course, versions: Sequence[LessonVersion]) -> list[Check]:
    """Lessons that speak of what they have not; the editor's preview lists the sentences."""
    own = [one for one in versions if points_away(one.blocks, one.language)]
    return [_check(_pointing_away, [_place(course, one) for one in own])] if own else []


def _versions(course: Course) -> Iterable[LessonVersion]:
    rows = newest_versions(draft_lessons(course)).select_related("lesson__module").defer("body")
    own = [one for one in rows if one.language in course.languages]
    return sorted(own, key=lambda one: (one.lesson.module.position, one.lesson.position, one.pk))


def _read(version: LessonVersion) -> found.Read:
    blocks = [found.Shown(row["kind"], row["text"], _level(row)) for row in version.blocks]
    return found.Read(version.title, version.minutes, version.objectives, blocks)


def _level(row: Mapping[str, Any]) -> int:
    level = _LEVEL.match(row["html"]) if row["kind"] == "heading" else None
    return int(level[1]) if level else 0


def _place(course: Course, version: LessonVersion) -> Place:
    address = reverse("authoring:lesson", args=[course.slug, version.lesson.key])
    return Place(version.title or version.lesson.key, f"{address}?language={version.language}")


def _check(say: Callable[[int], str], places: Iterable[Place]) -> Check:
    every = list(places)
    words = say(len(every)) % {"n": len(every)}
    return Check(words, tuple(every[:MOST_NAMED]), max(len(every) - MOST_NAMED, 0))


def _named_twice(course: Course, versions: Sequence[LessonVersion]) -> list[Check]:
    """Lessons of one title in one language."""
    titles = Counter((one.language, one.title.casefold()) for one in versions if one.title)
    twice = [one for one in versions if titles[one.language, one.title.casefold()] > 1]
    return [_check(_same_title, [_place(course, one) for one in twice])] if twice else []


def _of_modules(course: Course, versions: Sequence[LessonVersion]) -> list[Check]:
    outline = reverse("authoring:course", args=[course.slug])
    modules = list(Module.objects.filter(course=course, removed_at=None))
    taught = {one.lesson.module_id for one in versions}
    titles = Counter(_title(course, one).casefold() for one in modules)
    groups: list[tuple[Callable[[int], str], list[Module]]] = [
        (_empty_module, [one for one in modules if one.pk not in taught]),
        (_same_module, [one for one in modules if titles[_title(course, one).casefold()] > 1]),
        (_long_module, [one for one in modules if len(_title(course, one)) > found.LONGEST_TITLE]),
    ]
    return [
        _check(say, [Place(_title(course, one), f"{outline}#module-{one.pk}") for one in own])
        for say, own in groups
        if own
    ]


def _title(course: Course, module: Module) -> str:
    return module.title(course.languages[0]) or module.key


def _drafts(course: Course) -> list[Check]:
    """Questions that nobody made ready yet: no quiz asks them."""
    rows = Question.objects.filter(
        course=course, status__in=(Question.Status.DRAFT, Question.Status.REVIEW)
    )
    n = rows.count()
    if not n:
        return []
    words = ngettext(
        "%(n)d question is not ready: no quiz can ask it.",
        "%(n)d questions are not ready: no quiz can ask them.",
        n,
    )
    place = Place(_("The questions"), reverse("quizzes:bank", args=[course.slug]))
    return [Check(words % {"n": n}, (place,))]


def _pointing_away(n: int) -> str:
    return ngettext(
        "%(n)d lesson has sentences that speak of the report itself, or of another of its places; "
        "the editor lists them:",
        "%(n)d lessons have sentences that speak of the report itself, or of another of its "
        "places; the editor lists them:",
        n,
    )


def _same_title(n: int) -> str:
    return ngettext(
        "%(n)d lesson has the title of another:", "%(n)d lessons have the title of another:", n
    )


def _empty_module(n: int) -> str:
    return ngettext(
        "%(n)d module has no lesson, and is left out:",
        "%(n)d modules have no lesson, and are left out:",
        n,
    )


def _same_module(n: int) -> str:
    return ngettext(
        "%(n)d module has the title of another:", "%(n)d modules have the title of another:", n
    )


def _long_module(n: int) -> str:
    return ngettext(
        "%(n)d module has a title of over 100 characters:",
        "%(n)d modules have a title of over 100 characters:",
        n,
    )


SAID: dict[str, Callable[[int], str]] = {
    found.LONG: lambda n: ngettext(
        "%(n)d lesson takes over 20 minutes to read:",
        "%(n)d lessons take over 20 minutes to read:",
        n,
    ),
    found.SHORT: lambda n: ngettext(
        "%(n)d lesson takes under 2 minutes to read:",
        "%(n)d lessons take under 2 minutes to read:",
        n,
    ),
    found.AIMLESS: lambda n: ngettext(
        "%(n)d lesson does not say what one can do afterwards:",
        "%(n)d lessons do not say what one can do afterwards:",
        n,
    ),
    found.TITLE: lambda n: ngettext(
        "%(n)d lesson has a title of over 100 characters:",
        "%(n)d lessons have a title of over 100 characters:",
        n,
    ),
    found.BARE: lambda n: ngettext(
        "%(n)d lesson has a heading with no text under it:",
        "%(n)d lessons have a heading with no text under it:",
        n,
    ),
    found.REPEATED: lambda n: ngettext(
        "%(n)d lesson has its title once more as a heading:",
        "%(n)d lessons have their title once more as a heading:",
        n,
    ),
    found.ANNOUNCED: lambda n: ngettext(
        "%(n)d lesson has a paragraph that ends with a colon, and nothing follows:",
        "%(n)d lessons have a paragraph that ends with a colon, and nothing follows:",
        n,
    ),
    found.LEFT_OVER: lambda n: ngettext(
        "%(n)d lesson seems to have a broken word, or what is left of a note’s number:",
        "%(n)d lessons seem to have a broken word, or what is left of a note’s number:",
        n,
    ),
}
