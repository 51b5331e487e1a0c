"""Background reading that was left out when a course was made, and the way into it later."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from content.planning.places import is_background
from content.planning.values import PlanLesson, PlanModule
from courses.authoring.errors import StepNotPossible
from courses.authoring.models import ImportPlan
from courses.authoring.plans.drafting import course_language, draft_course
from courses.authoring.plans.queries import sections_for
from courses.catalog.models import Course, Lesson, Module
from courses.catalog.services import move_lesson
from courses.people.models import User


@dataclass(frozen=True, slots=True)
class Apart:
    """A text of a plan's background reading: `plan` and `lesson` are its ids there."""

    plan: int
    lesson: str
    title: str


def set_apart(course: Course) -> list[Apart]:
    """Of the plans that the course was made from. One query."""
    plans = ImportPlan.objects.filter(course=course).only("modules").order_by("pk")
    return [
        Apart(plan.pk, lesson["id"], lesson["title"])
        for plan in plans
        for module in plan.modules
        if is_background(module)
        for lesson in module["lessons"]
    ]


@transaction.atomic
def bring_in(course: Course, plan: int, target: str, *, by: User) -> Lesson:
    """A lesson of the draft, in a module of background reading at its end; it stands in the plan
    no more. Raises StepNotPossible."""
    found = ImportPlan.objects.select_for_update(of=("self",)).select_related("report")
    made_from = found.filter(course=course, pk=plan).first()
    if made_from is None:
        raise StepNotPossible
    module, lesson = _place(made_from.modules, target)
    taught: PlanModule = {**module, "lessons": [lesson], "background": False}
    before = set(course.modules.values_list("pk", flat=True))
    draft_course(
        [taught],
        sections_for(made_from),
        title=made_from.title,
        language=course_language(made_from.text_language),
        by=by,
        course=course,
    )
    module["lessons"].remove(lesson)
    made_from.save(update_fields=["modules", "updated_at"])
    return _gathered(Module.objects.exclude(pk__in=before).get(course=course))


def _place(modules: list[PlanModule], target: str) -> tuple[PlanModule, PlanLesson]:
    every = ((one, lesson) for one in modules if is_background(one) for lesson in one["lessons"])
    found = next((pair for pair in every if pair[1]["id"] == target), None)
    if found is None:
        raise StepNotPossible
    return found


def _gathered(made: Module) -> Lesson:
    """With what was brought in before, where its module is still there."""
    lesson = made.lessons.select_related("course", "module").get()
    rows = Module.objects.filter(course=made.course_id, removed_at=None, titles=made.titles)
    known = rows.exclude(pk=made.pk).last()
    if known is not None:
        move_lesson(lesson, position=known.lessons.count(), module=known)
        made.delete()
    return lesson
