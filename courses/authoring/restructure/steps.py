"""The outline's buttons that change what lessons are made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.authoring.errors import StepNotPossible
from courses.authoring.plans.bringing import bring_in
from courses.authoring.restructure.acts import Act, forget, keep, last_of
from courses.authoring.restructure.said import said, undone
from courses.authoring.restructure.services import merge_below
from courses.authoring.restructure.undoing import undo
from courses.authoring.rules import person
from courses.catalog.models import Course, Lesson

MERGE_STEP, UNDO_STEP, BRING_STEP = "lesson-merge", "undo", "bring-in"
STEPS = (MERGE_STEP, UNDO_STEP, BRING_STEP)


@dataclass(frozen=True, slots=True)
class Done:
    """`lesson` is the id of the one that it was done to: where the focus is to be."""

    lesson: int
    told: str


def take(request: HttpRequest, course: Course, action: str, target: int, place: str) -> Done:
    """`target` is a lesson, or the plan whose background reading `place` is brought in from.
    Raises StudioError."""
    if action == BRING_STEP:
        brought = bring_in(course, target, place, by=person(request))
        return Done(brought.pk, _("The background reading is a lesson of the last module now."))
    return _undone(request, course) if action == UNDO_STEP else _merged(request, course, target)


def remember(request: HttpRequest, act: Act) -> Done:
    keep(request.session, act)
    return Done(act.lesson, said(act))


def _merged(request: HttpRequest, course: Course, target: int) -> Done:
    rows = Lesson.objects.select_related("course", "module")
    found = rows.filter(course=course, pk=target, removed_at=None).first()
    if found is None:
        raise StepNotPossible
    return remember(request, merge_below(found, by=person(request)))


def _undone(request: HttpRequest, course: Course) -> Done:
    act = last_of(request.session, course)
    if act is None:
        raise StepNotPossible
    try:
        undo(course, act, by=person(request))
    finally:
        # What cannot be undone now will not be later; the one before it perhaps can.
        forget(request.session, act)
    return Done(act.lesson, undone(act))
