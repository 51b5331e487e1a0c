"""What of a course on a topic would have to be mended, said before the draft is made: at each
lesson a sentence, and where it is mended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.planning.resting import resting
from content.planning.topic_titles import says_nothing
from content.planning.twice import told_twice
from content.queries import source_passages
from courses.authoring.plans.looking import Look
from courses.authoring.plans.paragraphs import place_of
from courses.authoring.plans.queries import LessonRow, Workbench
from courses.authoring.plans.source import TEXT_PART

# Minutes from which on a lesson is worth its click.
LEAST_MINUTES = 3
KEPT_SECONDS = 3600
# Goes up when the same passages would be told of otherwise.
RULES = 1
# Words: in a plan of more, what paragraphs tell is not compared, for a person waits for it.
_MOST_READ = 100_000


@dataclass(frozen=True, slots=True)
class Way:
    """A link to where something is mended; `leaves`: it is on another page."""

    label: str
    address: str
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Mend:
    """A plain sentence, and the ways to mend it. `may_merge`: the lesson is merged with one beside
    it."""

    words: str
    ways: tuple[Way, ...] = ()
    may_merge: bool = False


@dataclass(frozen=True, slots=True)
class MendedLesson:
    """A lesson with what is to be mended there; `address` leads to it, wherever it is."""

    row: LessonRow
    address: str
    mends: tuple[Mend, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """By first passages: paragraphs told twice, and those that rest on another (`resting`)."""

    twice: tuple[tuple[int, int], ...] = ()
    rests: dict[int, int | None] = field(default_factory=dict)


def lessons_to_mend(bench: Workbench, look: Look) -> dict[str, MendedLesson]:
    """By lesson, in order, those of a plan on a topic of which no course was made yet. One look
    into the cache; one query more where these passages were not read together before."""
    if not _is_asked(bench):
        return {}
    found = _Mending(bench, look, _read(bench)).lessons()
    return {one.row.lesson["id"]: one for one in found}


def is_too_long(bench: Workbench) -> bool:
    """Whether such a plan has too much for its paragraphs to be compared."""
    return _is_asked(bench) and bench.words > _MOST_READ


def _is_asked(bench: Workbench) -> bool:
    return bool(bench.plan.topic and not bench.plan.course_id and bench.lessons)


class _Mending:
    """`_rows` are the lessons; `_at` has by passage the place among them of the one that holds
    it."""

    def __init__(self, bench: Workbench, look: Look, read: _Read) -> None:
        self._bench, self._look, self._read = bench, look, read
        self._rows = bench.rows
        self._at = {one.id: at for at, row in enumerate(self._rows) for one in row.passages}
        self._places = {
            one.id: (section, place)
            for section in bench.sections
            for place, one in enumerate(section.passages)
        }

    def lessons(self) -> Iterator[MendedLesson]:
        for at, row in enumerate(self._rows):
            said = (self._title(row), self._short(row), self._resting(at), self._twice(at))
            mends = tuple(chain.from_iterable(said))
            if mends:
                yield MendedLesson(row, self._panel(row, "read"), mends)

    def _title(self, row: LessonRow) -> Iterator[Mend]:
        is_own = row.lesson.get("renamed", False)
        if not is_own and says_nothing(row.lesson["title"], self._bench.plan.text_language):
            words = _("The title does not say what the lesson is about: give it one that does.")
            yield Mend(words, (Way(_("Rename the lesson"), self._panel(row, "rename")),))

    def _short(self, row: LessonRow) -> Iterator[Mend]:
        if row.minutes < LEAST_MINUTES:
            yield self._alone(row.minutes) if len(self._rows) == 1 else _short(row.minutes)

    def _alone(self, minutes: int) -> Mend:
        words = ngettext(
            "It takes %(n)s minute: tick more passages of the topic.",
            "It takes %(n)s minutes: tick more passages of the topic.",
            minutes,
        )
        address = reverse("authoring:topic", args=[self._bench.plan.topic])
        way = Way(_("The passages of the topic"), address, leaves=True)
        return Mend(words % {"n": minutes}, (way,))

    def _resting(self, at: int) -> Iterator[Mend]:
        for passage, before in self._read.rests.items():
            if self._at.get(passage) != at:
                continue
            if before is None:
                words = _(
                    "%(place)s goes on from what the course has not: leave it out, or say in the "
                    "draft what it speaks of."
                )
                yield Mend(words % {"place": self._named(passage)}, (self._passage(passage),))
            elif self._at.get(before) != at:
                words = _(
                    "%(place)s goes on from %(other)s, which is not in this lesson: put them into "
                    "one."
                )
                names = {"place": self._named(passage), "other": self._named(before)}
                yield Mend(words % names, (self._passage(passage), self._passage(before)))

    def _twice(self, at: int) -> Iterator[Mend]:
        """Said at the later of two lessons, where one comes upon it again."""
        for both in self._read.twice:
            if {*both} <= self._at.keys() and max(self._at[pk] for pk in both) == at:
                one, other = sorted(both, key=self._at.__getitem__)
                words = _(
                    "%(place)s and %(other)s tell much the same: read both, and leave one out if "
                    "it adds nothing."
                )
                names = {"place": self._named(one), "other": self._named(other)}
                yield Mend(words % names, (self._passage(one), self._passage(other)))

    def _named(self, passage: int) -> str:
        """ "A/76/121, para. 18 (1.2)": with the lesson's number, where it is in one."""
        section, place = self._places[passage]
        paragraph = place_of([section.passages[place].key])
        name = _(", ").join(part for part in (section.source, paragraph) if part)
        at = self._at.get(passage)
        return name if at is None else f"{name} ({self._rows[at].number})"

    def _passage(self, passage: int) -> Way:
        """Its text on the left, where it is ticked to go elsewhere or to be left out."""
        section, place = self._places[passage]
        at = place if place >= TEXT_PART else 0
        look = self._look.query(section=section.id, at=at, part=0, tab="")
        return Way(self._named(passage), f"{self._plan}{look}#section-{section.id}")

    def _panel(self, row: LessonRow, panel: str) -> str:
        pk = row.lesson["id"]
        return f"{self._plan}{self._look.query()}&panel={panel}&of={pk}#lesson-{pk}"

    @property
    def _plan(self) -> str:
        return reverse("authoring:plan", args=[self._bench.plan.pk])


def _short(minutes: int) -> Mend:
    words = ngettext(
        "It takes %(n)s minute: merge it with the lesson beside it that it goes with best.",
        "It takes %(n)s minutes: merge it with the lesson beside it that it goes with best.",
        minutes,
    )
    return Mend(words % {"n": minutes}, may_merge=True)


def _read(bench: Workbench) -> _Read:
    ids = [one.id for section in bench.sections for one in section.passages]
    language = bench.plan.text_language
    if is_too_long(bench):
        return _Read()
    key = _key(ids, language)
    known: _Read | None = cache.get(key)
    if known is None:
        texts = source_passages(ids)
        rests = resting(bench.sections, texts, language)
        known = _Read(tuple(told_twice(bench.sections, texts, language)), rests)
        cache.set(key, known, KEPT_SECONDS)
    return known


def _key(ids: list[int], language: str) -> str:
    """A report's text never changes, so its passages' ids stand for it."""
    digest = hashlib.sha256(",".join(map(str, ids)).encode()).hexdigest()[:32]
    return f"plans:mending:{RULES}:{language}:{digest}"
