"""Everybody's duty, gathered: each applet's `privacy.py` exports and erases what it keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import transaction

from courses.people.models import User

# Whoever points at another's rows goes first; people, whom all point at, last.
ORDER = ("authoring", "cohorts", "certificates", "learning", "quizzes", "catalog", "mail", "people")
APPLETS = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Keeper:
    """One applet that keeps something of people."""

    applet: str
    export_for: Callable[[User], dict[str, Any]]
    erase: Callable[[User], None]


def keepers() -> list[Keeper]:
    """Every applet with a privacy.py, in the order in which they may erase."""
    found = {path.parent.name for path in APPLETS.glob("*/privacy.py")} - {"home"}
    unknown = found - set(ORDER)
    if unknown:
        raise LookupError(f"say in ORDER when these erase: {', '.join(sorted(unknown))}")
    modules = {name: import_module(f"courses.{name}.privacy") for name in ORDER if name in found}
    return [Keeper(name, module.export_for, module.erase) for name, module in modules.items()]


def export_for(person: User) -> dict[str, Any]:
    """{applet: what it keeps of the person}, plain values that JSON can hold."""
    return {keeper.applet: keeper.export_for(person) for keeper in keepers()}


@transaction.atomic
def erase(person: User) -> None:
    """All of it or nothing."""
    for keeper in keepers():
        keeper.erase(person)
