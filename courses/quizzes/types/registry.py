"""Finds the kinds: each folder beside this file with a `kind.py` that holds KIND."""

import pkgutil
from functools import cache
from importlib import import_module

import courses.quizzes.types as types_package
from courses.quizzes.types.base import Kind


@cache
def kinds_by_name() -> dict[str, Kind]:
    folders = (found.name for found in pkgutil.iter_modules(types_package.__path__) if found.ispkg)
    found: list[Kind] = [import_module(f"{types_package.__name__}.{f}.kind").KIND for f in folders]
    return {member.name: member for member in sorted(found, key=lambda member: member.place)}


def kind(name: str) -> Kind:
    """The kind of this name. Raises LookupError."""
    try:
        return kinds_by_name()[name]
    except KeyError:
        raise LookupError(f"There is no question kind {name!r}") from None


def all_kinds() -> list[Kind]:
    """Every kind, the most used first."""
    return list(kinds_by_name().values())
