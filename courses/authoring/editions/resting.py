"""What rests on the passages that a new edition changed or dropped, for one of the staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from content.editions.compare import CHANGED, GONE, MOVED_CHANGED
from content.editions.likeness import folded
from courses.authoring.editions.models import Comparison, EditionMark, PassageChange
from courses.catalog.aids.models import Term
from courses.catalog.models import Anchor, Course, EditionLesson, Lesson, LessonVersion
from courses.catalog.queries import courses_for_staff, newest_versions
from courses.people.models import User
from courses.quizzes.models import Question
from courses.quizzes.queries_draft import stem_of

STALE = (CHANGED, MOVED_CHANGED, GONE)
Stale = QuerySet[PassageChange, Any]
Spot = tuple[int, str, str]  # lesson id, language, key of the block


@dataclass(slots=True)
class RestingBlock:
    """A block of a lesson's draft, of its published text, or of both. `is_translated`: it is in
    another language than the report, so that the report's new text cannot take its place."""

    version: LessonVersion
    key: str
    passages: set[int] = field(default_factory=set)
    in_draft: bool = False
    in_published: bool = False
    is_checked: bool = False
    is_translated: bool = False

    @property
    def lesson(self) -> Lesson:
        return self.version.lesson

    @property
    def course(self) -> Course:
        return self.version.lesson.course

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide about it."""
        return self.in_draft and not self.is_checked


@dataclass(slots=True)
class RestingQuestion:
    """`is_own`: it rests on the passage by itself, not by the block of a lesson."""

    question: Question
    is_checked: bool = False
    is_own: bool = False

    @property
    def stem(self) -> str:
        return stem_of(self.question)

    @property
    def is_open(self) -> bool:
        return not self.is_checked and self.question.status == Question.Status.READY


@dataclass(slots=True)
class Resting:
    """All that rests on one passage. `translations` have the same block and cite it not."""

    blocks: list[RestingBlock] = field(default_factory=list)
    questions: list[RestingQuestion] = field(default_factory=list)
    translations: list[tuple[LessonVersion, str]] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        blocks = any(block.is_open for block in self.blocks)
        return blocks or any(question.is_open for question in self.questions)

    @property
    def own_questions(self) -> int:
        """How many rest on the passage by themselves."""
        return sum(question.is_own for question in self.questions)


def stale_changes(comparison: Comparison) -> QuerySet[PassageChange]:
    return PassageChange.objects.filter(comparison=comparison, kind__in=STALE)


def resting_on(comparison: Comparison, user: User | None) -> dict[int, Resting]:
    """{id of a passage of the older edition: what rests on it}; six queries, however many.

    Of the courses that the person edits; None: of all.
    """
    courses = Course.objects.all() if user is None else courses_for_staff(user)
    stale = stale_changes(comparison).exclude(old=None).values("old")
    checked = _Checked(comparison)
    blocks = _blocks(stale, courses, checked)
    for block in blocks:
        block.is_translated = not same_language(block.version, comparison)
    found: dict[int, Resting] = defaultdict(Resting)
    for block in blocks:
        for passage in block.passages:
            found[passage].blocks.append(block)
    _add_questions(found, blocks, stale, courses, checked)
    _add_translations(found, blocks)
    _add_terms(found, comparison, courses)
    return dict(found)


def same_language(version: LessonVersion, comparison: Comparison) -> bool:
    return version.language.split("-")[0] == comparison.newer.language.split("-")[0]


class _Checked:
    """What was looked at already; one query."""

    def __init__(self, comparison: Comparison) -> None:
        rows = EditionMark.objects.filter(
            act__comparison=comparison, act__undone_at=None, kind=EditionMark.Kind.CHECKED
        ).values_list("lesson_id", "language", "block_key", "question_id")
        every = list(rows)
        self.blocks = {row[:3] for row in every if row[0]}
        self.questions = {row[3] for row in every if row[3]}


def _blocks(stale: Stale, courses: QuerySet[Course], checked: _Checked) -> list[RestingBlock]:
    later = LessonVersion.objects.filter(
        lesson=OuterRef("version__lesson"),
        language=OuterRef("version__language"),
        number__gt=OuterRef("version__number"),
    )
    shown = EditionLesson.objects.filter(
        version=OuterRef("version"), edition=OuterRef("version__lesson__course__current_edition")
    )
    rows = Anchor.objects.filter(
        passage__in=stale,
        version__lesson__course__in=courses,
        version__lesson__removed_at=None,
        version__lesson__module__removed_at=None,
    ).annotate(is_old=Exists(later), is_shown=Exists(shown))
    rows = rows.filter(Q(is_old=False) | Q(is_shown=True)).order_by("version_id", "pk")
    rows = rows.select_related("version__lesson__course")
    found: dict[Spot, RestingBlock] = {}
    for row in rows.defer("version__body", "version__blocks"):
        spot = (row.version.lesson_id, row.version.language, row.block_key)
        block = found.setdefault(spot, RestingBlock(row.version, row.block_key))
        block.passages.add(row.passage_id)
        block.in_draft |= not row.is_old
        block.in_published |= row.is_shown
        block.is_checked = spot in checked.blocks
        if row.version.number > block.version.number:
            block.version = row.version
    return list(found.values())


def _add_questions(
    found: dict[int, Resting],
    blocks: Iterable[RestingBlock],
    stale: Stale,
    courses: QuerySet[Course],
    checked: _Checked,
) -> None:
    """By the passage they have of their own, else by the block of a lesson's draft that proves
    them."""
    by_place: dict[tuple[int, str], set[int]] = defaultdict(set)
    for block in blocks:
        if block.in_draft:
            by_place[(block.lesson.pk, block.key)] |= block.passages
    lessons = {lesson for lesson, _key in by_place}
    version = "current_version__evidence"
    rows = Question.objects.filter(course__in=courses).exclude(status=Question.Status.RETIRED)
    rows = rows.filter(
        Q(**{f"{version}_passage__in": stale}) | Q(**{f"{version}_lesson__in": lessons})
    )
    own = Exists(stale.filter(old=OuterRef(f"{version}_passage")))
    rows = rows.annotate(is_own=own).select_related("current_version", "course")
    for question in rows.order_by("pk"):
        current = question.current_version
        assert current is not None
        one = RestingQuestion(question, question.pk in checked.questions, question.is_own)
        place = (current.evidence_lesson_id or 0, current.evidence_block)
        # What has a passage of its own that says the same rests on no block beside it.
        own_passage = current.evidence_passage_id
        passages = set() if own_passage else by_place.get(place, set())
        for passage in {own_passage} if own_passage and one.is_own else passages:
            found[passage].questions.append(one)


def _add_translations(found: dict[int, Resting], blocks: Iterable[RestingBlock]) -> None:
    drafts = [block for block in blocks if block.in_draft]
    own = {(block.lesson.pk, block.version.language, block.key) for block in drafts}
    lessons = Lesson.objects.filter(pk__in={block.lesson.pk for block in drafts})
    texts: dict[int, list[LessonVersion]] = defaultdict(list)
    for text in newest_versions(lessons).select_related("lesson__course").defer("body"):
        texts[text.lesson_id].append(text)
    for block in drafts:
        for text in texts[block.lesson.pk]:
            spot = (text.lesson_id, text.language, block.key)
            if spot not in own and any(row["key"] == block.key for row in text.blocks):
                for passage in block.passages:
                    found[passage].translations.append((text, block.key))


def _add_terms(
    found: dict[int, Resting], comparison: Comparison, courses: QuerySet[Course]
) -> None:
    """Words that cite the passage; of those that cite nothing, the ones whose explanation stood in
    it word for word."""
    cites = Anchor.objects.filter(
        version__lesson__course=OuterRef("course"), passage__report=comparison.older_id
    )
    rows = Term.objects.filter(Exists(cites), course__in=courses, removed_at=None)
    terms = [_Explained.of(term) for term in rows.select_related("course")]
    if not terms:
        return
    changes = stale_changes(comparison).exclude(old=None).select_related("old")
    for change in changes:
        assert change.old is not None
        said = folded(change.old.text)
        named = [one.term for one in terms if one.rests_on(change.old.pk, said)]
        if named:
            found[change.old.pk].terms.extend(named)


@dataclass(frozen=True, slots=True)
class _Explained:
    term: Term
    passages: frozenset[int]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, term: Term) -> _Explained:
        cited = (source.get("passage") for source in term.sources)
        texts = (folded(text) for text in term.texts.values() if text.strip())
        return cls(term, frozenset(pk for pk in cited if pk), tuple(texts))

    def rests_on(self, passage: int, said: str) -> bool:
        if self.passages:
            return passage in self.passages
        return any(text in said for text in self.texts)
