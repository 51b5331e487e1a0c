"""Carrying out a plan, in one transaction."""

from django.conf import settings
from django.db import IntegrityError, transaction

from courses.cohorts.errors import ChangedMeanwhile
from courses.cohorts.importing.planning import Action, Plan
from courses.cohorts.newcomers import Newcomer, create_newcomers
from courses.cohorts.services import bring_in_later, refuse_archived
from courses.people.models import Cohort, Membership


def apply_plan(plan: Plan, cohort: Cohort, *, language: str = "") -> int:
    """Newcomers are created and welcomed, all are added, ids noted; how many rows changed.

    `language` is that of newcomers whose row names none. A plan with problems must not come
    here. Raises ArchivedCohort, ChangedMeanwhile; then nothing was written.
    """
    assert not plan.problems
    refuse_archived(cohort)
    try:
        with transaction.atomic():
            _write(plan, cohort, language)
    except IntegrityError as error:
        raise ChangedMeanwhile from error
    return plan.changes


def _write(plan: Plan, cohort: Cohort, language: str) -> None:
    fallback = language or settings.LANGUAGE_CODE
    new = [step.row for step in plan.steps if step.action == Action.CREATE]
    people = create_newcomers(
        [Newcomer(row.email, row.name, row.language or fallback) for row in new], cohort
    )
    users = {user.email: user for user in people}
    users |= {step.row.email: step.user for step in plan.steps if step.user is not None}
    joining = [step for step in plan.steps if step.action in (Action.CREATE, Action.ADD)]
    Membership.objects.bulk_create(
        Membership(cohort=cohort, user=users[step.row.email], external_id=step.row.external_id)
        for step in joining
    )
    for step in plan.steps:
        if step.action == Action.CHANGE:
            members = Membership.objects.filter(cohort=cohort, user=users[step.row.email])
            members.update(external_id=step.row.external_id)
    if joining:
        bring_in_later(cohort)
