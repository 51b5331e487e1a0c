"""Plans: how a report is to become a course. Each step is saved, checked and can be undone."""

from __future__ import annotations

from django.db import transaction

from content.models import Report
from content.planning.propose import propose
from content.planning.values import CannotPlan, PlanModule
from content.queries import sections_for_planning
from courses.authoring.errors import (
    EmptyPlan,
    NothingToUndo,
    PlanAccepted,
    PlanMoved,
    StepNotPossible,
)
from courses.authoring.models import ImportPlan
from courses.authoring.plans.drafting import draft_course
from courses.authoring.plans.steps import STEPS, Step
from courses.catalog.models import Course
from courses.people.models import User

STEPS_KEPT = 100


def plan_for(report: Report, owner: User) -> ImportPlan:
    """This person's plan for the report; a first one is proposed."""
    known = ImportPlan.objects.filter(report=report, owner=owner).first()
    if known is not None:
        return known
    modules = propose(sections_for_planning(report))
    plan, _ = ImportPlan.objects.get_or_create(
        report=report, owner=owner, defaults={"title": report.title[:250], "modules": modules}
    )
    return plan


@transaction.atomic
def take_step(plan: ImportPlan, step: Step, *, revision: int) -> ImportPlan:
    """Raises PlanMoved when `revision` is not the plan's own, StepNotPossible, PlanAccepted."""
    plan = _locked(plan, revision)
    if step.target == "course" and step.action == "rename":
        title = " ".join(step.title.split())[:250]
        if not title:
            raise StepNotPossible
        return _saved(plan, plan.modules, title)
    try:
        sections = sections_for_planning(plan.report)
        modules = STEPS[step.action](plan.modules, step, sections)
    except (CannotPlan, KeyError) as error:
        raise StepNotPossible from error
    return _saved(plan, modules, plan.title)


@transaction.atomic
def undo_step(plan: ImportPlan, *, revision: int) -> ImportPlan:
    """Back to how the plan was before the last step."""
    plan = _locked(plan, revision)
    if not plan.history:
        raise NothingToUndo
    earlier = plan.history.pop()
    plan.modules, plan.title = earlier["modules"], earlier["title"]
    plan.revision += 1
    plan.save(update_fields=["modules", "title", "history", "revision", "updated_at"])
    return plan


@transaction.atomic
def accept_plan(plan: ImportPlan, *, by: User, revision: int) -> Course:
    """Makes the draft course; a plan accepted before gives the course that it made."""
    plan = ImportPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.course is not None:
        return plan.course
    if plan.revision != revision:
        raise PlanMoved
    if not plan.modules:
        raise EmptyPlan
    plan.course = draft_course(plan.report, plan.modules, title=plan.title, by=by)
    plan.save(update_fields=["course", "updated_at"])
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


def _saved(plan: ImportPlan, modules: list[PlanModule], title: str) -> ImportPlan:
    """Nothing changed is nothing saved: undo never seems to do nothing."""
    if modules == plan.modules and title == plan.title:
        return plan
    plan.history = [*plan.history, {"modules": plan.modules, "title": plan.title}][-STEPS_KEPT:]
    plan.modules, plan.title = modules, title
    plan.revision += 1
    plan.save(update_fields=["modules", "title", "history", "revision", "updated_at"])
    return plan
