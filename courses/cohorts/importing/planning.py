"""What bringing people into a cohort will do, decided before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from courses.cohorts.importing.reading import Problem, Reading, Row
from courses.people.models import Cohort, Membership, User

T = TypeVar("T")

AT_ONCE = 500


class Action(StrEnum):
    CREATE = "create"
    ADD = "add"
    CHANGE = "change"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Step:
    """One row and what will become of it; `user` is None for a newcomer."""

    row: Row
    action: Action
    user: User | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """With problems, nothing is done."""

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]

    def counted(self, action: Action) -> int:
        return sum(step.action == action for step in self.steps)

    @property
    def changes(self) -> int:
        return len(self.steps) - self.counted(Action.KEEP)


def plan_import(reading: Reading, cohort: Cohort | None) -> Plan:
    """`cohort` is None when it is still to be made. Queries grow by one in 500 rows."""
    people = _people(row.email for row in reading.rows)
    ids = _external_ids(cohort, people.values())
    steps = []
    problems = list(reading.problems)
    for row in reading.rows:
        user = people.get(row.email)
        if user is not None and not user.is_active:
            message = _("The account of %(email)s is suspended.") % {"email": row.email}
            problems.append(Problem(row.line, message))
        else:
            steps.append(Step(row, _action(row, user, ids), user))
    return Plan(tuple(steps), tuple(sorted(problems, key=lambda problem: problem.line)))


def _action(row: Row, user: User | None, ids: dict[int, str]) -> Action:
    if user is None:
        return Action.CREATE
    if user.pk not in ids:
        return Action.ADD
    same = not row.external_id or row.external_id == ids[user.pk]
    return Action.KEEP if same else Action.CHANGE


def _people(addresses: Iterable[str]) -> dict[str, User]:
    found: dict[str, User] = {}
    for part in _parts(list(addresses)):
        rows = User.objects.annotate(address=Lower("email")).filter(address__in=part)
        found |= {user.email.lower(): user for user in rows}
    return found


def _external_ids(cohort: Cohort | None, people: Iterable[User]) -> dict[int, str]:
    """{user id: external id} of those who are members already."""
    found: dict[int, str] = {}
    if cohort is None:
        return found
    for part in _parts([user.pk for user in people]):
        rows = Membership.objects.filter(cohort=cohort, user__in=part)
        found |= dict(rows.values_list("user", "external_id"))
    return found


def _parts(whole: Sequence[T]) -> list[Sequence[T]]:
    return [whole[start : start + AT_ONCE] for start in range(0, len(whole), AT_ONCE)]
