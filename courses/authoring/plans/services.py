"""Plans: how a report is to become a course. Each step is saved, checked and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from content.models import Passage, Report
from content.planning.places import is_background
from content.planning.values import CannotPlan, PlanModule
from courses.authoring.errors import (
    EmptyPlan,
    NothingToRedo,
    NothingToUndo,
    PlanAccepted,
    PlanMoved,
    StepNotPossible,
)
from courses.authoring.models import ImportPlan
from courses.authoring.plans.drafting import course_language, draft_course
from courses.authoring.plans.history import go_to, keep_step
from courses.authoring.plans.proposing import proposed
from courses.authoring.plans.queries import sections_for
from courses.authoring.plans.retitling import retitled
from courses.authoring.plans.said import Details, details_of
from courses.authoring.plans.steps import STEPS, Step
from courses.catalog.models import Course
from courses.catalog.queries import reports_for_user
from courses.people.models import User


def plan_for(report: Report, owner: User) -> ImportPlan:
    """This person's plan for the report that no course was made from; one is proposed where there
    is none."""
    known = ImportPlan.objects.filter(report=report, owner=owner, course=None).first()
    if known is not None:
        return known
    modules = proposed(sections_for(ImportPlan(report=report)), report.language)
    plan, _ = ImportPlan.objects.get_or_create(
        report=report,
        owner=owner,
        course=None,
        defaults={"title": report.title[:250], "modules": modules},
    )
    return plan


@transaction.atomic
def plan_for_passages(
    topic: str, passage_ids: Sequence[int], *, title: str, language: str, owner: User
) -> ImportPlan:
    """A plan of a course from these passages, of any report and in this order.

    Asked twice for the same, it gives the same as long as no course was made from it. Passages
    of reports that the owner may not read are passed over. Raises EmptyPlan when none is left.
    """
    passages = _readable(passage_ids, owner)
    wanted = ImportPlan(
        topic=topic[:100], passages=passages, title=title[:250], language=language, owner=owner
    )
    if passages:
        wanted.modules = proposed(sections_for(wanted), language, topic=wanted.topic)
    if not wanted.modules:
        raise EmptyPlan
    User.objects.select_for_update().get(pk=owner.pk)
    known = ImportPlan.objects.filter(report=None, owner=owner, topic=wanted.topic, course=None)
    for plan in known:
        if plan.passages == passages:
            return plan
    wanted.save()
    return wanted


def _readable(passage_ids: Sequence[int], owner: User) -> list[int]:
    """In the order given, each once."""
    rows = Passage.objects.filter(pk__in=passage_ids, report__in=reports_for_user(owner))
    known = set(rows.values_list("pk", flat=True))
    return [pk for pk in dict.fromkeys(passage_ids) if pk in known]


@transaction.atomic
def take_step(plan: ImportPlan, step: Step, *, revision: int, by: User | None = None) -> ImportPlan:
    """Raises PlanMoved when `revision` is not the plan's own, StepNotPossible, PlanAccepted."""
    plan = _locked(plan, revision)
    if step.target == "course" and step.action == "rename":
        return _renamed(plan, " ".join(step.title.split())[:250], by)
    if step.action not in STEPS:
        raise StepNotPossible
    sections = sections_for(plan)
    details = details_of(step, plan.modules, sections)
    change = STEPS[step.action]

    def changed(modules: list[PlanModule]) -> list[PlanModule]:
        return retitled(plan, modules, change(modules, step, sections), sections)

    return _changed(plan, changed, action=step.action, details=details, by=by)


def _renamed(plan: ImportPlan, title: str, by: User | None) -> ImportPlan:
    if not title:
        raise StepNotPossible
    details = {"title": plan.title[:80], "new": title[:80]}
    return keep_step(plan, plan.modules, title, action="rename", details=details, by=by)


@transaction.atomic
def change_plan(
    plan: ImportPlan,
    change: Callable[[list[PlanModule]], list[PlanModule]],
    *,
    revision: int,
    action: str = "",
    details: Details | None = None,
    by: User | None = None,
) -> ImportPlan:
    """A step that is not one of the workbench's own; `change` must not touch its argument.

    `action` and `details` are what `plans.said` makes a sentence of. Raises PlanMoved,
    PlanAccepted, and StepNotPossible where `change` raises CannotPlan.
    """
    locked = _locked(plan, revision)
    return _changed(locked, change, action=action, details=details or {}, by=by)


def _changed(
    plan: ImportPlan,
    change: Callable[[list[PlanModule]], list[PlanModule]],
    *,
    action: str,
    details: Details,
    by: User | None,
) -> ImportPlan:
    try:
        modules = change(plan.modules)
    except CannotPlan as error:
        raise StepNotPossible from error
    return keep_step(plan, modules, plan.title, action=action, details=details, by=by)


@transaction.atomic
def undo_step(plan: ImportPlan, *, revision: int, by: User | None = None) -> ImportPlan:
    """Back to how the plan was before the last step; raises NothingToUndo."""
    earlier = go_to(_locked(plan, revision), "undo", by=by)
    if earlier is None:
        raise NothingToUndo
    return earlier


@transaction.atomic
def redo_step(plan: ImportPlan, *, revision: int, by: User | None = None) -> ImportPlan:
    """On again to how the plan was before the last undo; raises NothingToRedo."""
    later = go_to(_locked(plan, revision), "redo", by=by)
    if later is None:
        raise NothingToRedo
    return later


@transaction.atomic
def accept_plan(plan: ImportPlan, *, by: User, revision: int) -> Course:
    """Makes the draft course; a plan accepted before gives the course that it made."""
    plan = ImportPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.course is not None:
        return plan.course
    if plan.revision != revision:
        raise PlanMoved
    if all(is_background(module) for module in plan.modules):
        raise EmptyPlan
    plan.course = draft_course(
        plan.modules,
        sections_for(plan),
        title=plan.title,
        language=course_language(plan.text_language),
        by=by,
        topic=plan.topic,
    )
    plan.save(update_fields=["course", "updated_at"])
    plan.steps.all().delete()
    return plan.course


def _locked(plan: ImportPlan, revision: int) -> ImportPlan:
    locked = (
        ImportPlan.objects.select_for_update(of=("self",)).select_related("report").get(pk=plan.pk)
    )
    if locked.course_id is not None:
        raise PlanAccepted
    if locked.revision != revision:
        raise PlanMoved
    return locked
