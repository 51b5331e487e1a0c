"""A plan in words and in JSON: the preview, the command's output."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from courses.cohorts.importing.planning import Action, Plan


def words_for(action: Action) -> str:
    return {
        Action.CREATE: _("new account, invited, added"),
        Action.ADD: _("added"),
        Action.CHANGE: _("in the cohort; its id changes"),
        Action.KEEP: _("in the cohort already"),
    }[action]


def summary(plan: Plan) -> str:
    """One sentence on what the plan does, or that it does nothing."""
    if not plan.changes:
        return _("Everybody is there already: nothing changes.")
    parts = {
        Action.CREATE: ngettext_lazy("%(n)s account made", "%(n)s accounts made", "n"),
        Action.ADD: ngettext_lazy("%(n)s person added", "%(n)s people added", "n"),
        Action.CHANGE: ngettext_lazy("%(n)s id changed", "%(n)s ids changed", "n"),
        Action.KEEP: ngettext_lazy("%(n)s there already", "%(n)s there already", "n"),
    }
    counts = {action: plan.counted(action) for action in parts}
    return ", ".join(parts[action] % {"n": n} for action, n in counts.items() if n) + "."


def outlook(plan: Plan) -> str:
    """The same before it is done."""
    if not plan.changes:
        return summary(plan)
    parts = {
        Action.CREATE: ngettext_lazy(
            "%(n)s person gets an account and a mail to come in",
            "%(n)s people get an account and a mail to come in",
            "n",
        ),
        Action.ADD: ngettext_lazy(
            "%(n)s person with an account is added",
            "%(n)s people with an account are added",
            "n",
        ),
        Action.CHANGE: ngettext_lazy("%(n)s id changes", "%(n)s ids change", "n"),
        Action.KEEP: ngettext_lazy("%(n)s is there already", "%(n)s are there already", "n"),
    }
    counts = {action: plan.counted(action) for action in parts}
    said = ", ".join(parts[action] % {"n": n} for action, n in counts.items() if n)
    return _("%(what)s. Nothing is done yet.") % {"what": said}


def as_json(plan: Plan, *, applied: bool) -> dict[str, Any]:
    """{"applied", "summary", "rows": [{"line", "email", "action"}], "problems": [{"line", …}]}."""
    return {
        "applied": applied,
        "summary": {action.value: plan.counted(action) for action in Action},
        "rows": [
            {"line": step.row.line, "email": step.row.email, "action": step.action.value}
            for step in plan.steps
        ],
        "problems": [{"line": p.line, "message": p.message} for p in plan.problems],
    }
