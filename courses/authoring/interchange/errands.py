"""A course exported or copied: at once where it is small, else by a job."""

from __future__ import annotations

import uuid

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.authoring.interchange.duplicating import duplicate_course
from courses.authoring.interchange.errors import NotExportable, NotImportable
from courses.authoring.interchange.exporting import export_course
from courses.authoring.interchange.models import CourseErrand
from courses.catalog.models import Course
from courses.catalog.queries import courses_for_staff
from courses.outbox.models import Job
from courses.outbox.services import enqueue
from courses.people.models import User

TASK = "authoring.run_errand"
What = CourseErrand.What
# Lessons and questions of a course that a page does by itself; a second's work at the most.
AT_ONCE = {What.EXPORT: 150, What.COPY: 40}


def is_at_once(course: Course, what: str) -> bool:
    """Whether a page may do it while somebody waits. Two queries."""
    lessons = course.lessons.filter(removed_at=None).count()
    parts = lessons * len(course.languages) + course.questions.count()
    return parts <= AT_ONCE[What(what)]


def errands_for(user: User) -> QuerySet[CourseErrand]:
    """One's own, of courses that one edits."""
    rows = CourseErrand.objects.filter(asked_by=user, course__in=courses_for_staff(user))
    return rows.select_related("course", "made")


@transaction.atomic
def order(course: Course, what: str, *, by: User, title: str = "") -> CourseErrand:
    """One at a time of each sort for a course and person: one under way is returned, one that is
    done gives its place away."""
    Course.objects.select_for_update().get(pk=course.pk)
    rows = CourseErrand.objects.filter(course=course, asked_by=by, what=what)
    for earlier in rows:
        if earlier.done_at is None and not has_stopped(earlier):
            return earlier
        throw_away(earlier)
    errand = CourseErrand.objects.create(course=course, asked_by=by, what=what, title=title)
    enqueue(TASK, lane="long", errand_id=errand.pk)
    return errand


def throw_away(errand: CourseErrand) -> None:
    if errand.file:
        errand.file.delete(save=False)
    errand.delete()


def has_stopped(errand: CourseErrand) -> bool:
    """True when its job failed for good without saying why."""
    if errand.done_at is not None:
        return False
    jobs = Job.objects.filter(task=TASK, args__errand_id=errand.pk).order_by("-pk")
    return jobs.values_list("state", flat=True).first() == Job.State.DEAD


def run_errand(errand_id: int) -> None:
    """Safe to repeat and to kill: what is made and that it is done commit together."""
    errand = CourseErrand.objects.select_related("course", "asked_by").filter(pk=errand_id).first()
    if errand is None or errand.done_at is not None:
        return
    if not courses_for_staff(errand.asked_by).filter(pk=errand.course_id).exists():
        throw_away(errand)
        return
    run = _export if errand.what == What.EXPORT else _copy
    try:
        run(errand)
    except (NotExportable, NotImportable) as error:
        _done(errand, problem=str(error))


def _export(errand: CourseErrand) -> None:
    name = f"{uuid.uuid4().hex}.zip"
    errand.file.save(name, ContentFile(export_course(errand.course)), save=False)
    if not _done(errand, file=errand.file.name):
        errand.file.delete(save=False)


@transaction.atomic
def _copy(errand: CourseErrand) -> None:
    if CourseErrand.objects.select_for_update().filter(pk=errand.pk, done_at=None).exists():
        copy = duplicate_course(errand.course, by=errand.asked_by, title=errand.title)
        _done(errand, made=copy)


def _done(errand: CourseErrand, **fields: object) -> bool:
    """Whether it was this run that did it."""
    rows = CourseErrand.objects.filter(pk=errand.pk, done_at=None)
    return rows.update(done_at=timezone.now(), **fields) == 1
