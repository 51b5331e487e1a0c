"""Reads of progress: as many queries for one course as for all that a person takes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from courses.catalog.enrolling import chosen_language
from courses.catalog.models import Course, Edition, EditionLesson, Enrolment, in_language
from courses.catalog.outline import Outline, OutlineLesson
from courses.catalog.queries import draft_outline, outline_of_rows
from courses.learning.editions import contents_of
from courses.learning.models import Completion, LessonProgress
from courses.learning.progress import CourseProgress, LessonState, ModuleState, QuizState
from courses.people.models import User
from courses.quizzes.gradebook.queries import grades_in, grades_of
from courses.quizzes.models import Attempt, QuizEdition
from courses.quizzes.queries import Standing, standings_of
from courses.quizzes.review.queries import points_show
from courses.quizzes.terms.in_effect import Terms, in_effect
from courses.quizzes.terms.queries import terms_in
from elearning.prepared import Prepared, given


def enrolments_of(user: User) -> list[Enrolment]:
    """What a person takes now, the newest first, with courses and editions."""
    rows = Enrolment.objects.filter(user=user, withdrawn_at=None)
    rows = rows.exclude(course__current_edition=None).order_by("-enrolled_at", "-pk")
    return list(rows.select_related("course__current_edition", "seen_edition"))


def enrolment_for(user: User, slug: str) -> Enrolment | None:
    """The person's enrolment in a course by its address, with editions; one query."""
    rows = Enrolment.objects.filter(user=user, course__slug=slug, withdrawn_at=None)
    return rows.select_related("course__current_edition", "seen_edition").first()


def completion_of(user: User, course: Course) -> Completion | None:
    return Completion.objects.filter(user=user, course=course).first()


def progress_for(
    user: User | None,
    course: Course,
    edition: Edition,
    *,
    language: str | None = None,
    seen: Edition | None = None,
) -> CourseProgress:
    """Standing in one course; five queries. `seen` is the edition the person knows already.

    Without a user it is the course as somebody finds it who has done nothing yet.
    """
    asked = _Asked(course, edition, language or edition.languages[0], seen or edition)
    return _progress(user, [asked])[course.pk]


def progress_of(user: User, enrolments: Sequence[Enrolment]) -> dict[int, CourseProgress]:
    """{course id: standing} of all enrolments, each in its language; five queries."""
    asked = [
        _Asked(row.course, row.course.current_edition, row.language, row.seen_edition)
        for row in enrolments
        if row.course.current_edition is not None
    ]
    return _progress(user, asked)


def reading_progress(user: User, enrolment: Enrolment, edition: Edition) -> CourseProgress:
    """As progress_for, for the side of a lesson: without results of quizzes, in one query."""
    contents = contents_of(edition)
    language = reading_language(enrolment, edition)
    rows = LessonProgress.objects.filter(user=user, course=enrolment.course_id)
    rows = rows.select_related("version").defer("version__body", "version__blocks")
    return _course_progress(
        outline_of_rows(edition, contents.lessons, language),
        {row.lesson_id: row for row in rows},
        [_quiz_state(quiz, language, {}, {}) for quiz in contents.quizzes],
        lesson_keys(enrolment.seen_edition),
    )


def standing_in(
    user_id: int, course: Course, edition: Edition, *, language: str = ""
) -> CourseProgress:
    """As progress_for, for the job after each grade and the page of a result: the edition is in
    this process's memory, so three queries."""
    contents = contents_of(edition)
    language = chosen_language(edition.languages, language or edition.languages[0])
    attempts = _attempts.all(user=user_id, course=course.pk)
    standings = standings_of(attempts, grades_in(user_id, course.pk))
    terms = _terms_where_used_up(user_id, contents.quizzes, standings)
    return _course_progress(
        outline_of_rows(edition, contents.lessons, language),
        {row.lesson_id: row for row in _lessons.all(user=user_id, course=course.pk)},
        [_quiz_state(quiz, language, standings, terms) for quiz in contents.quizzes],
        lesson_keys(edition),
    )


def _terms_where_used_up(
    user_id: int, quizzes: Iterable[QuizEdition], standings: Mapping[int, Standing]
) -> dict[int, Terms]:
    """The learner's own terms of those quizzes that would have no attempt left without them."""
    used_up = [
        quiz
        for quiz in quizzes
        if (found := standings.get(quiz.quiz_id)) is not None
        and not found.is_done
        and in_effect(quiz).left(found.attempts_used) == 0
    ]
    return terms_in(user_id, used_up) if used_up else {}


_lessons = Prepared(
    lambda: (
        LessonProgress.objects.filter(user=given("user"), course=given("course"))
        .select_related("version")
        .defer("version__body", "version__blocks")
    )
)
_attempts = Prepared(
    lambda: (
        Attempt.objects.filter(user=given("user"), quiz__course=given("course"))
        .exclude(state=Attempt.State.VOID)
        .defer("snapshot", "layout")
    )
)


def draft_progress(course: Course, language: str) -> CourseProgress:
    """The draft as a learner would meet it who has read nothing."""
    outline = draft_outline(course, language)
    known = {lesson.key for lesson in outline.lessons}
    return _course_progress(outline, {}, [], known)


def reading_language(enrolment: Enrolment, edition: Edition) -> str:
    """The person's choice, as long as the edition still has it."""
    return chosen_language(edition.languages, enrolment.language)


class _Asked:
    def __init__(self, course: Course, edition: Edition, language: str, seen: Edition) -> None:
        self.course = course
        self.edition = edition
        self.language = language
        self.known = lesson_keys(seen)


def lesson_keys(edition: Edition) -> set[str]:
    return {key for module in edition.structure for key in module["lessons"]}


def _progress(user: User | None, asked: Sequence[_Asked]) -> dict[int, CourseProgress]:
    editions = [item.edition.pk for item in asked]
    courses = [item.course.pk for item in asked]
    rows: dict[int, list[EditionLesson]] = defaultdict(list)
    for row in _edition_rows(editions):
        rows[row.edition_id].append(row)
    read = {row.lesson_id: row for row in LessonProgress.objects.filter(
        user=user, course__in=courses
    ).select_related("version").defer("version__body", "version__blocks")}  # fmt: skip
    quizzes: dict[int, list[QuizEdition]] = defaultdict(list)
    for quiz in QuizEdition.objects.filter(edition__in=editions).select_related("quiz"):
        quizzes[quiz.edition_id].append(quiz)
    standings = _standings(user, courses)
    every = [quiz for of_edition in quizzes.values() for quiz in of_edition]
    terms = terms_in(user.pk, every) if user and every else {}
    return {
        item.course.pk: _course_progress(
            outline_of_rows(item.edition, rows[item.edition.pk], item.language),
            read,
            [
                _quiz_state(quiz, item.language, standings, terms)
                for quiz in quizzes[item.edition.pk]
            ],
            item.known,
        )
        for item in asked
    }


def _edition_rows(editions: Sequence[int]) -> list[EditionLesson]:
    rows = EditionLesson.objects.filter(edition__in=editions).select_related("lesson", "version")
    return list(rows.defer("version__body", "version__blocks"))


def _standings(user: User | None, courses: Sequence[int]) -> dict[int, Standing]:
    if user is None:
        return {}
    rows = Attempt.objects.filter(user=user, quiz__course__in=courses)
    attempts = rows.exclude(state=Attempt.State.VOID).defer("snapshot", "layout")
    return standings_of(attempts, grades_of(user.pk, courses))


def _quiz_state(
    published: QuizEdition,
    language: str,
    standings: dict[int, Standing],
    terms: Mapping[int, Terms],
) -> QuizState:
    """By the learner's terms, or by what the quiz itself says where nobody's are known."""
    own = terms.get(published.quiz_id) or in_effect(published)
    standing = standings.get(published.quiz_id, Standing())
    return QuizState(
        id=published.quiz_id,
        key=published.quiz.key,
        title=in_language(published.titles, language, []),
        module_key=published.module_key,
        pass_mark=published.pass_mark,
        attempts_allowed=own.attempts_allowed,
        time_limit_minutes=own.time_limit_minutes,
        is_required=published.counts,
        is_before_lessons=published.before_lessons,
        standing=standing,
        is_result_held=standing.best_percent is not None
        and not points_show(published, timezone.now(), terms=own),
    )


def _course_progress(
    outline: Outline,
    read: dict[int, LessonProgress],
    quizzes: list[QuizState],
    known: set[str],
) -> CourseProgress:
    last_module = outline.modules[-1].key if outline.modules else ""
    of_module: dict[str, list[QuizState]] = defaultdict(list)
    for quiz in quizzes:
        of_module[quiz.module_key or last_module].append(quiz)
    modules = tuple(
        ModuleState(
            module=module,
            lessons=tuple(
                lesson_state(lesson, read.get(lesson.id), known) for lesson in module.lessons
            ),
            quizzes=tuple(q for q in of_module[module.key] if not q.is_before_lessons),
            openers=tuple(q for q in of_module[module.key] if q.is_before_lessons),
        )
        for module in outline.modules
    )
    seen = [
        (read[lesson.id].seen_at, lesson.key) for lesson in outline.lessons if lesson.id in read
    ]
    seen_at, last = max(seen, default=(None, ""))
    return CourseProgress(modules, last=last, seen_at=seen_at)


def lesson_state(
    lesson: OutlineLesson, progress: LessonProgress | None, known: set[str]
) -> LessonState:
    """A lesson as one person stands to it; `known` are the keys of lessons not new to them."""
    if progress is None:
        return LessonState(lesson, is_new=lesson.key not in known)
    version = progress.version
    shown = lesson.versions.get(version.language) if version else None
    return LessonState(
        lesson,
        is_read=progress.read_at is not None,
        is_opened=True,
        is_changed=bool(progress.read_at and shown and version and shown != version.pk),
        place=progress.place,
    )
