"""What was done to a person's attempts, and what they did to others'."""

from typing import Any

from courses.people.models import User
from courses.quizzes.invigilation.models import AttemptAct, TimeForAll


def told_of(act: AttemptAct) -> dict[str, Any]:
    """Of the learner's own attempt; who of the staff did it is theirs."""
    return {
        "kind": act.kind,
        "reason": act.reason,
        "at": act.at.isoformat(),
        "undone_at": act.undone_at.isoformat() if act.undone_at else None,
        "score_before": act.before.get("score"),
    }


def acted_by(person: User) -> list[dict[str, Any]]:
    """What a person of the staff did to others' attempts, without whose."""
    rows = AttemptAct.objects.filter(by=person).order_by("pk")
    return [{name: said[name] for name in ("kind", "reason", "at")} for said in map(told_of, rows)]


def forget_acts(person: User) -> None:
    """What they did to others' attempts stays, without their name."""
    AttemptAct.objects.filter(by=person).update(by=None)
    AttemptAct.objects.filter(undone_by=person).update(undone_by=None)
    TimeForAll.objects.filter(by=person).update(by=None)
