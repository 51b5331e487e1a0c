"""The steps of a plan as they are kept: written down, gone back to, gone on to again, told."""

from __future__ import annotations

from django.utils import timezone

from content.planning.values import PlanModule
from courses.authoring.models import ImportPlan, PlanStep
from courses.authoring.plans.said import Details
from courses.people.models import User

STEPS_KEPT = 200
PRUNED_EVERY = 20
STEPS_SHOWN = 15
LIGHT = ("number", "action", "details", "undo", "redo", "taken_at")


def keep_step(
    plan: ImportPlan,
    modules: list[PlanModule],
    title: str,
    *,
    action: str,
    details: Details,
    by: User | None,
) -> ImportPlan:
    """Saves the plan with a row for what it became. Nothing changed is nothing saved."""
    if modules == plan.modules and title == plan.title:
        return plan
    # A plan that nobody touched has no row yet, and this one is passed over where there is one.
    before = PlanStep(
        plan=plan, number=plan.revision, action="start", title=plan.title, modules=plan.modules
    )
    return _written(
        plan,
        modules,
        title,
        PlanStep(action=action, details=details | _by(by), undo=plan.revision),
        before,
    )


def go_to(plan: ImportPlan, direction: str, *, by: User | None) -> ImportPlan | None:
    """The plan as it was before its last step ("undo"), or before the last undo ("redo").

    None when there is nothing to go to. It is a step as well: the other window hears of it.
    """
    here = plan.steps.filter(number=plan.revision).first()
    number = getattr(here, direction, None)
    there = plan.steps.filter(number=number).first() if number is not None else None
    if here is None or there is None:
        return None
    told = here if direction == "undo" else there
    details = {"action": told.action, "details": told.details} | _by(by)
    step = PlanStep(action=direction, details=details, undo=there.undo, redo=there.redo)
    if direction == "undo":
        step.redo = here.number
    return _written(plan, there.modules, there.title, step)


def _by(person: User | None) -> Details:
    return {"by": person.pk} if person else {}


def _written(
    plan: ImportPlan, modules: list[PlanModule], title: str, step: PlanStep, *before: PlanStep
) -> ImportPlan:
    plan.modules, plan.title = modules, title
    plan.revision += 1
    plan.save(update_fields=["modules", "title", "revision", "updated_at"])
    step.plan, step.number, step.title, step.modules = plan, plan.revision, title, modules
    step.taken_at = timezone.now()
    PlanStep.objects.bulk_create([*before, step], ignore_conflicts=True)
    if plan.revision % PRUNED_EVERY == 0:
        plan.steps.filter(number__lt=plan.revision - STEPS_KEPT).delete()
    return plan


def last_steps(plan: ImportPlan) -> list[PlanStep]:
    """The newest first, without what the plan was then. One query."""
    return list(plan.steps.order_by("-number").only(*LIGHT, "plan_id")[:STEPS_SHOWN])


def steps_since(plan: ImportPlan, revision: int) -> list[PlanStep]:
    """What another window has not seen, oldest first, the last STEPS_SHOWN of it."""
    return [step for step in reversed(last_steps(plan)) if step.number > revision]
