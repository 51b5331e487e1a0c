"""Reads of the catalogue. Every list is scoped to the person who asks."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Window

from content.models import Passage, Report
from courses.catalog.models import (
    Anchor,
    Course,
    CourseStaff,
    Edition,
    EditionLesson,
    Enrolment,
    Lesson,
    LessonVersion,
    Module,
    Picture,
    in_language,
)
from courses.catalog.outline import Outline, OutlineLesson, OutlineModule
from courses.people.models import User

Person = User | AnonymousUser


def courses_for_learner(user: Person) -> QuerySet[Course]:
    """Published courses, and those that the person takes although they are archived."""
    visible = Q(status=Course.Status.PUBLISHED)
    if user.is_authenticated:
        taken = Enrolment.objects.filter(course=OuterRef("pk"), user=user, withdrawn_at=None)
        visible |= Q(status=Course.Status.ARCHIVED) & Q(Exists(taken))
    return Course.objects.filter(visible, current_edition__isnull=False)


def is_open_to(user: Person, course: Course) -> bool:
    """Whether a course at hand is one of courses_for_learner: the usual case asks nothing."""
    is_published = course.status == Course.Status.PUBLISHED and course.current_edition_id
    return bool(is_published) or courses_for_learner(user).filter(pk=course.pk).exists()


def courses_for_staff(user: Person) -> QuerySet[Course]:
    """The courses that a person may edit: administrators all, instructors their own."""
    if not user.is_authenticated or not user.is_active:
        return Course.objects.none()
    if user.is_administrator:
        return Course.objects.all()
    if not user.is_instructor:
        return Course.objects.none()
    return Course.objects.filter(
        Exists(CourseStaff.objects.filter(course=OuterRef("pk"), user=user))
    )


def enrolment_of(user: Person, course: Course) -> Enrolment | None:
    if not user.is_authenticated:
        return None
    return Enrolment.objects.filter(user=user, course=course, withdrawn_at=None).first()


def newest_version(lesson: Lesson, language: str) -> LessonVersion | None:
    return lesson.versions.filter(language=language).order_by("-number").first()


def history(lesson: Lesson, language: str) -> QuerySet[LessonVersion]:
    """Versions in one language, newest first, without their texts."""
    versions = lesson.versions.filter(language=language).order_by("-number")
    return versions.select_related("author").defer("body", "blocks")


def newest_versions(lessons: QuerySet[Lesson]) -> QuerySet[LessonVersion]:
    """The newest version of each lesson in each language, in one query."""
    newest = Window(Max("number"), partition_by=[F("lesson_id"), F("language")])
    return (
        LessonVersion.objects.filter(lesson__in=lessons)
        .annotate(newest=newest)
        .filter(number=F("newest"))
    )


def draft_lessons(course: Course) -> QuerySet[Lesson]:
    """Lessons that stand in the draft: neither they nor their module was removed."""
    return Lesson.objects.filter(course=course, removed_at=None, module__removed_at=None).order_by(
        "module__position", "module_id", "position", "pk"
    )


def anchors_of_draft(course: Course | OuterRef) -> QuerySet[Anchor]:
    """Those of the newest texts of a course's draft."""
    later = LessonVersion.objects.filter(
        lesson=OuterRef("version__lesson"),
        language=OuterRef("version__language"),
        number__gt=OuterRef("version__number"),
    )
    return Anchor.objects.filter(
        ~Exists(later),
        version__lesson__course=course,
        version__lesson__removed_at=None,
        version__lesson__module__removed_at=None,
    )


def draft_outline(course: Course, language: str) -> Outline:
    """The draft with the newest texts; three queries."""
    versions: dict[int, dict[str, LessonVersion]] = defaultdict(dict)
    for version in newest_versions(draft_lessons(course)).defer("body", "blocks"):
        versions[version.lesson_id][version.language] = version
    lessons: dict[int, list[OutlineLesson]] = defaultdict(list)
    for lesson in draft_lessons(course):
        lessons[lesson.module_id].append(
            _outline_lesson(lesson, versions[lesson.pk], language, course.languages)
        )
    modules = Module.objects.filter(course=course, removed_at=None)
    return Outline(
        language,
        tuple(
            OutlineModule(
                key=module.key,
                title=in_language(module.titles, language, course.languages),
                summary=in_language(module.summaries, language, course.languages),
                lessons=tuple(lessons[module.pk]),
                id=module.pk,
            )
            for module in modules
        ),
    )


def edition_outline(edition: Edition, language: str) -> Outline:
    """An edition as its learners see it; one query."""
    rows = (
        EditionLesson.objects.filter(edition=edition)
        .select_related("lesson", "version")
        .defer("version__body", "version__blocks")
    )
    return outline_of_rows(edition, rows, language)


def outline_of_rows(edition: Edition, rows: Iterable[EditionLesson], language: str) -> Outline:
    """The outline out of an edition's rows, however they were fetched."""
    versions: dict[str, dict[str, LessonVersion]] = defaultdict(dict)
    lessons: dict[str, Lesson] = {}
    for row in rows:
        lessons[row.lesson.key] = row.lesson
        versions[row.lesson.key][row.language] = row.version
    preferred = edition.languages
    return Outline(
        language,
        tuple(
            OutlineModule(
                key=module["key"],
                title=in_language(module["titles"], language, preferred),
                summary=in_language(module.get("summaries", {}), language, preferred),
                lessons=tuple(
                    _outline_lesson(lessons[key], versions[key], language, preferred)
                    for key in module["lessons"]
                    if key in lessons
                ),
            )
            for module in edition.structure
        ),
    )


def _outline_lesson(
    lesson: Lesson, versions: dict[str, LessonVersion], language: str, preferred: list[str]
) -> OutlineLesson:
    order = [language, *preferred, *versions]
    chosen = next((versions[name] for name in order if name in versions), None)
    return OutlineLesson(
        id=lesson.pk,
        key=lesson.key,
        title=chosen.title if chosen else "",
        language=chosen.language if chosen else language,
        minutes=chosen.minutes if chosen else 0,
        version_id=chosen.pk if chosen else None,
        number=chosen.number if chosen else 0,
        words=chosen.words if chosen else 0,
        versions={name: version.pk for name, version in versions.items()},
    )


def reports_for_user(user: Person) -> QuerySet[Report]:
    """Reports that a person may read: cited by a lesson, or by a question, of a course they see or
    edit; or brought by them."""
    if user.is_authenticated and user.is_active and user.is_administrator:
        return Report.objects.all()
    shown = courses_for_learner(user).values("current_edition")
    published = EditionLesson.objects.filter(edition__in=shown)
    cited = Q(Exists(_anchors_in(version__in=published.values("version"))))
    cited |= Q(Exists(_proofs_in(slots__quiz_edition__edition__in=shown)))
    if user.is_authenticated and user.is_active and user.is_instructor:
        mine = courses_for_staff(user)
        cited |= Q(Exists(_anchors_in(version__lesson__course__in=mine)))
        cited |= Q(Exists(_proofs_in(question__course__in=mine)))
        # The studio's uploads know who brought which report; it stands above the catalogue.
        cited |= Q(pk__in=Report.objects.filter(uploads__uploaded_by=user).values("pk"))
    return Report.objects.filter(cited)


def _anchors_in(**where: object) -> QuerySet[Anchor]:
    return Anchor.objects.filter(passage__report=OuterRef("pk"), **where)


def _proofs_in(**where: object) -> QuerySet[Passage]:
    """Questions stand above the catalogue: they are named, not imported."""
    versions = {f"evidences__{name}": value for name, value in where.items()}
    return Passage.objects.filter(report=OuterRef("pk"), **versions)


def pictures_for_user(user: Person) -> QuerySet[Picture]:
    """Pictures of lessons that a person may read, of questions met, of courses edited."""
    seen = Q(course__in=courses_for_learner(user), for_questions=False)
    if user.is_authenticated:
        seen |= Q(pk__in=_met_in_questions(user, "slots"))
        seen |= Q(pk__in=_met_in_questions(user, "stimulus_slots"))
        seen |= Q(pk__in=_practised(user, "", "slots"))
        seen |= Q(pk__in=_practised(user, "stimulus_slots__question_version__", "stimulus_slots"))
    return Picture.objects.filter(seen | Q(course__in=courses_for_staff(user)))


def _met_in_questions(user: User, slots: str) -> QuerySet[Picture, int]:
    """Of the very edition of a quiz that the person has attempted.

    Questions, slots and attempts stand above the catalogue: they are named, not imported.
    """
    edition = f"questions__version__{slots}__quiz_edition"
    attempt = f"{edition}__quiz__attempts"
    met = {f"{attempt}__user": user, f"{attempt}__quiz_edition": F(edition)}
    return Picture.objects.filter(for_questions=True, **met).values_list("pk", flat=True)


def _practised(user: User, asked: str, slots: str) -> QuerySet[Picture, int]:
    """Of questions that the person practises, as the course is published now; `asked` leads from
    the version with the picture to that of the question."""
    met = {
        f"questions__version__{asked}question__practice_cards__user": user,
        f"questions__version__{slots}__quiz_edition__edition": F("course__current_edition"),
    }
    return Picture.objects.filter(for_questions=True, **met).values_list("pk", flat=True)
