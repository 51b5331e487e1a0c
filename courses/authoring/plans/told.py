"""The steps of a plan as a reader is told of them: what, when and who."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.models import PlanStep
from courses.authoring.plans.said import said
from courses.people.models import User


@dataclass(frozen=True, slots=True)
class Told:
    """A step in words, when, and who took it: "" where that is not known."""

    text: str
    at: Any
    who: str = ""


def told_of(steps: Iterable[PlanStep], reader: User) -> list[Told]:
    """One query where somebody else took a step, none otherwise."""
    rows = list(steps)
    others = {one.details.get("by") for one in rows} - {None, reader.pk}
    people = User.objects.filter(pk__in=others) if others else ()
    names = {person.pk: str(person) for person in people} | {reader.pk: _("you")}
    return [
        Told(said(one.action, one.details), one.taken_at, names.get(one.details.get("by"), ""))
        for one in rows
    ]
