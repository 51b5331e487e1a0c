"""A module of the draft as its teaching guide is made of it: lessons, quizzes, questions, words
and the places they rest on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count

from content import markup
from content.guides.values import (
    NOTE,
    OTHER,
    PARAGRAPH,
    Asked,
    Cited,
    LessonFacts,
    ModuleFacts,
    QuizFacts,
)
from content.models import Passage
from content.places import whole_number
from content.terms.objectives import objectives_of, questions_about
from courses.catalog.aids.queries import Entry, entries_of
from courses.catalog.models import Course, Lesson, LessonVersion, Module, in_language
from courses.catalog.queries import newest_versions
from courses.catalog.sources import source_name
from courses.quizzes.bank.lint.reading import plain, stem_of
from courses.quizzes.models import Question, QuestionVersion, Quiz
from courses.quizzes.types.checks import rows_of

# What can be asked of a class without its parts; the others are of gaps, pairs, places or files.
KINDS = ("single_choice", "multiple_choice", "short_text", "numeric", "essay")

Key = tuple[int, str]

# Characters.
_LAST_WORDS = (75, 50, 25)
# The number of a footnote behind a stop.
_CALL = re.compile(r"(?<=[.,;:»”])\d{1,4}(?=\s|$)")


def facts_of(course: Course, modules: Sequence[Module]) -> dict[Key, ModuleFacts]:
    """{(module id, language): facts} in each language of the course; seven queries at most,
    however many modules and lessons."""
    read = _Reading(course, modules)
    return {
        (module.pk, language): read.facts(module, language)
        for module in modules
        for language in course.languages
    }


class _Reading:
    def __init__(self, course: Course, modules: Sequence[Module]) -> None:
        self.course = course
        self.entries: list[Entry] = entries_of(course)
        self.lessons: dict[int, list[Lesson]] = defaultdict(list)
        live = Lesson.objects.filter(module__in=modules, removed_at=None)
        for lesson in live.order_by("position", "pk"):
            self.lessons[lesson.module_id].append(lesson)
        self.versions = {
            (one.lesson_id, one.language): one for one in newest_versions(live).defer("body")
        }
        self.quizzes = _quizzes(modules)
        self.questions: dict[int, list[Question]] = defaultdict(list)
        for question in _questions(course, live.values("pk")):
            assert question.current_version is not None
            assert question.current_version.evidence_lesson_id is not None
            self.questions[question.current_version.evidence_lesson_id].append(question)
        self.passages = self._passages()

    def _passages(self) -> Mapping[int, Passage]:
        wanted = {
            source["passage"]
            for version in self.versions.values()
            for block in version.blocks
            for source in block["sources"]
            if source["passage"] is not None
        }
        rows = Passage.objects.select_related("report").only(
            "kind", "number", "page", "report__symbol", "report__title", "report__language"
        )
        return rows.in_bulk(wanted)

    def facts(self, module: Module, language: str) -> ModuleFacts:
        texts = [
            version
            for lesson in self.lessons[module.pk]
            if (version := self.versions.get((lesson.pk, language)))
        ]
        return ModuleFacts(
            language,
            lessons=tuple(self._lesson(version, language) for version in texts),
            quizzes=tuple(self._quiz(quiz, language) for quiz in self.quizzes[module.pk]),
            asked=tuple(one for version in texts for one in self._asked(version)),
            terms=self._terms(texts, language),
            cited=tuple(self._cited(texts, language)),
        )

    def _lesson(self, version: LessonVersion, language: str) -> LessonFacts:
        """With its highest headings, but for those that only footnotes stand under."""
        under: dict[int, list[Mapping[str, Any]]] = {}
        at = -1
        for number, block in enumerate(version.blocks):
            if block["kind"] == "heading":
                at = number
            under.setdefault(at, []).append(block)
        parts = [parts for at, parts in under.items() if at >= 0 and not self._is_notes(parts[1:])]
        highest = min((parts[0]["html"][:3] for parts in parts), default="")
        headings = (part[0]["text"] for part in parts if part[0]["html"][:3] == highest)
        aims = tuple(version.objectives)
        terms = tuple(term for term, _ in self._terms([version], language))
        asked = tuple(self._about(version))
        return LessonFacts(version.title, version.minutes, tuple(headings), aims, terms, asked)

    def _about(self, version: LessonVersion) -> Iterable[Asked]:
        """What can be asked about its objectives, else about its text, with the place, the best
        first: what somebody did not want as an objective is no question either."""
        blocks = version.blocks
        texts = [
            _CALL.sub("", block["text"]) if block["kind"] != "heading" else "" for block in blocks
        ]
        if version.objectives:
            for aim in version.objectives:
                places = self._where(version, _place_of(aim, texts))
                yield from _in_turn(version, questions_about(aim, version.language), places)
            return
        heads = [(version.title, 0)]
        heads += [(block["text"], at) for at, block in enumerate(blocks) if not texts[at]]
        # The text under a heading is what stands next.
        under = [
            (title, next((n for n in range(at, len(texts)) if texts[n]), -1)) for title, at in heads
        ]
        found = objectives_of(
            texts,
            version.language,
            title=version.title,
            headings=[(title, at) for title, at in under if at >= 0],
        )
        for one in sorted(found, key=lambda one: -one.weight):
            yield from _in_turn(version, one.questions, self._where(version, one.place))

    def _where(self, version: LessonVersion, at: int) -> tuple[Cited, ...]:
        """What the block of this number rests on; nothing for -1."""
        sources = version.blocks[at]["sources"] if at >= 0 else []
        rows = (self._source(each, version.language) for each in sources)
        return tuple(row for row in rows if row)

    def _is_notes(self, blocks: Sequence[Mapping[str, Any]]) -> bool:
        found = [
            self.passages.get(source["passage"]) for block in blocks for source in block["sources"]
        ]
        return bool(found) and all(one and one.kind == "footnote" for one in found)

    def _quiz(self, quiz: Quiz, language: str) -> QuizFacts:
        drawn = sum(draw.take for draw in quiz.draws.all())
        fixed: int = getattr(quiz, "fixed", 0)
        title = in_language(quiz.titles, language, self.course.languages)
        minutes = quiz.time_limit_minutes or 0
        return QuizFacts(title, fixed + drawn, minutes, quiz.before_lessons)

    def _asked(self, version: LessonVersion) -> Iterable[Asked]:
        for question in self.questions[version.lesson_id]:
            asked = question.current_version
            if asked is None or version.language not in asked.specs:
                continue
            place = tuple(self._evidence(asked, version))
            spec = asked.specs[version.language]
            choices = tuple(plain(row.get("text")) for row in rows_of(spec, "choices"))
            yield Asked(stem_of(spec), version.title, place, choices)

    def _evidence(self, asked: QuestionVersion, version: LessonVersion) -> Iterable[Cited]:
        """The passage that proves the key, else what the block that proves it rests on."""
        if asked.evidence_passage:
            return [_place(asked.evidence_passage)]
        rows = (
            self._source(source, version.language)
            for block in version.blocks
            for source in block["sources"]
            if block["key"] == asked.evidence_block
        )
        return [one for one in rows if one]

    def _terms(self, texts: Sequence[LessonVersion], language: str) -> tuple[tuple[str, str], ...]:
        own = {entry["key"]: entry for entry in self.entries if entry["terms"].get(language)}
        said = {key: entry["terms"][language] for key, entry in own.items()}
        found = markup.terms_in(_read(texts), said, language)
        return tuple(
            (said[key], entry["texts"].get(language, ""))
            for key, entry in own.items()
            if key in found
        )

    def _cited(self, texts: Sequence[LessonVersion], language: str) -> Iterable[Cited]:
        rows = (source for text in texts for block in text.blocks for source in block["sources"])
        found = (self._source(source, language) for source in rows)
        return dict.fromkeys(one for one in found if one)

    def _source(self, source: Mapping[str, Any], language: str) -> Cited | None:
        passage = self.passages.get(source["passage"])
        if passage is not None:
            return _place(passage)
        listed = self.course.sources.get(source["source"] or "")
        if listed is None:
            return None
        name = source_name(source["source"], listed, language)
        title = in_language(listed.get("title") or {}, language, self.course.languages)
        locator = str(source["locator"])
        kind = PARAGRAPH if locator.isdecimal() else OTHER
        return Cited(name, _other(title, name), kind, locator.replace("_", " "))


def _place_of(aim: str, texts: Sequence[str]) -> int:
    """The number of the first text that has the last words of an objective, the more of them the
    better, else -1."""
    said = aim.replace("’", "'").rstrip(" .;").casefold()
    plain = [text.replace("’", "'").casefold() for text in texts]
    for length in _LAST_WORDS:
        found = (at for at, text in enumerate(plain) if said[-length:] in text)
        if (at := next(found, -1)) >= 0:
            return at
    return -1


def _in_turn(
    version: LessonVersion, questions: Sequence[str], places: tuple[Cited, ...]
) -> Iterable[Asked]:
    """Lessons should not all begin to ask in the same way."""
    turn = len(version.title) % (len(questions) or 1)
    for question in (*questions[turn:], *questions[:turn]):
        yield Asked(question, version.title, places)


def _quizzes(modules: Sequence[Module]) -> dict[int, list[Quiz]]:
    """Those that the class takes; practice is everybody's own affair."""
    rows = Quiz.objects.filter(module__in=modules, removed_at=None, is_practice=False)
    found: dict[int, list[Quiz]] = defaultdict(list)
    for quiz in rows.annotate(fixed=Count("items")).prefetch_related("draws"):
        assert quiz.module_id is not None
        found[quiz.module_id].append(quiz)
    return found


def _questions(course: Course, lessons: Any) -> Iterable[Question]:
    """Ready ones that carry evidence and stand on their own."""
    rows = Question.objects.filter(
        course=course,
        status=Question.Status.READY,
        kind__in=KINDS,
        stimulus=None,
        current_version__evidence_lesson__in=lessons,
    )
    rows = rows.select_related("current_version__evidence_passage__report").defer("search_text")
    return rows.order_by("pk")


def _read(texts: Sequence[LessonVersion]) -> Iterable[str]:
    return (block["text"] for text in texts for block in text.blocks)


def _place(passage: Passage) -> Cited:
    report = passage.report
    name, title = (report.symbol, report.title) if report.symbol else (report.title, "")
    kind = OTHER
    if passage.number:
        kind = NOTE if passage.kind == "footnote" else PARAGRAPH
    number = whole_number(passage.number, passage.key)
    return Cited(name, title, kind, number, passage.page)


def _other(title: str, name: str) -> str:
    """Nothing is said twice."""
    return "" if title == name else title
