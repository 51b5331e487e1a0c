"""What was done to an attempt by its course's staff: {% load invigilation %}."""

from typing import Any

from django import template
from django.template.context import Context

from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.pages import history, possible
from courses.quizzes.invigilation.queries import acts_on
from courses.quizzes.models import Attempt

register = template.Library()


@register.inclusion_tag("quizzes/invigilation/acts.html", takes_context=True)
def staff_acts(context: Context, attempt: Attempt) -> dict[str, Any]:
    """For the staff: what can be done to the attempt, and what was done."""
    return {
        "course": context["course"],
        "attempt": attempt,
        "possible": possible(attempt),
        "history": history(attempt),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("quizzes/invigilation/told.html")
def acts_told(attempt: Attempt) -> dict[str, Any]:
    """For the learner: what stands, in plain words. Nothing is asked where nothing was done."""
    acts = [act for act in acts_on(attempt) if act.undone_at is None]
    concerning = [act for act in acts if act.kind != AttemptAct.Kind.ATTEMPT]
    return {"attempt": attempt, "acts": concerning[::-1]}
