"""What a lesson's page shows, put together once for learners and for previews."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from content.markup import linked_terms, without_terms
from courses.catalog.aids.queries import Word, draft_words, words_of
from courses.catalog.models import Course, Edition, Lesson, LessonVersion
from courses.catalog.outline import OutlineLesson
from courses.catalog.withdrawn.models import Withdrawal
from courses.catalog.withdrawn.queries import withdrawn_slugs
from courses.learning.progress import CourseProgress, LessonState, ModuleState, Step

Block = dict[str, Any]  # as LessonVersion.blocks has it


@dataclass(frozen=True, slots=True)
class LessonPage:
    """`version` has the text; `languages` are those the lesson can be read in; `terms` are the
    words of the glossary that it links to; `withdrawn` the slugs of cited reports that were."""

    course: Course
    progress: CourseProgress
    state: LessonState
    version: LessonVersion
    languages: tuple[str, ...]
    is_preview: bool = False
    terms: tuple[Word, ...] = ()
    withdrawn: frozenset[str] = frozenset()

    @property
    def course_title(self) -> str:
        return self.course.title(self.version.language)

    @property
    def module(self) -> ModuleState:
        return next(m for m in self.progress.modules if self.state in m.lessons)

    @property
    def module_number(self) -> int:
        return self.progress.modules.index(self.module) + 1

    @property
    def number(self) -> int:
        """Its place among all lessons of the course, from 1."""
        return self.progress.lessons.index(self.state) + 1

    @property
    def before(self) -> Step | None:
        return self.progress.beside(self.state.key, -1)

    @property
    def after(self) -> Step | None:
        return self.progress.beside(self.state.key, 1)

    @property
    def blocks(self) -> list[Block]:
        """Of the text; a link to a word that is not explained would lead nowhere."""
        known = {word.key for word in self.terms}
        return [_leading(block, known) for block in self.version.blocks]

    @property
    def sources(self) -> int:
        """How many different places the lesson rests on."""
        return len({s["label"] for block in self.version.blocks for s in block["sources"]})


def _leading(block: Block, known: Set[str]) -> Block:
    if known >= set(linked_terms(block["html"])):
        return block
    return {**block, "html": without_terms(block["html"], keeping=known)}


def terms_in(version: LessonVersion, course: Course, edition: Edition | None) -> tuple[Word, ...]:
    """Of the edition, else of the draft; a text without any asks nothing."""
    keys = {key for block in version.blocks for key in linked_terms(block["html"])}
    if not keys:
        return ()
    language = version.language
    words = words_of(edition, language) if edition else draft_words(course, language)
    return tuple(word for word in words if word.key in keys)


def block_beside(text: LessonVersion, other: LessonVersion, key: str) -> str:
    """The block of `other` that stands where `key` stands in `text`; empty when unknown."""
    keys = [block["key"] for block in other.blocks]
    if key in keys:
        return key
    own = [block["key"] for block in text.blocks]
    if key not in own or not keys:
        return ""
    return str(keys[min(own.index(key), len(keys) - 1)])


def needs_opening(progress: CourseProgress, state: LessonState) -> bool:
    """Whether opening the lesson is news worth a write: a mere reload is not."""
    return not state.is_opened or progress.last != state.key


def lesson_of(state: LessonState, course: Course) -> Lesson:
    """The identity, without a query."""
    return Lesson(pk=state.lesson.id, course=course, key=state.key)


def text_of(lesson: OutlineLesson) -> LessonVersion:
    """The text that an outline names. Raises LessonVersion.DoesNotExist when it has none."""
    if lesson.version_id is None:
        raise LessonVersion.DoesNotExist
    cites_withdrawn = Withdrawal.objects.filter(report__passages__anchors__version=OuterRef("pk"))
    rows = LessonVersion.objects.annotate(cites_withdrawn=Exists(cites_withdrawn))
    return rows.get(pk=lesson.version_id)


def withdrawn_from(version: LessonVersion) -> frozenset[str]:
    """The slugs of withdrawn reports that a text of `text_of` cites; asks nothing where there
    are none."""
    if not getattr(version, "cites_withdrawn", False):
        return frozenset()
    reports = (source["report"] for block in version.blocks for source in block["sources"])
    return withdrawn_slugs(slug for slug in reports if slug)
