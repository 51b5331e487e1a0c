"""An accommodation is set, changed and ended; every quiz of the person follows."""

from typing import Any

from django.db import transaction

from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.people.accommodations.models import Accommodation
from courses.people.models import User

# Commits with each change; the attempts under way belong to an applet above this one.
FOLLOW = "quizzes.follow_accommodation"


@transaction.atomic
def set_accommodation(person: User, *, by: User, **chosen: Any) -> Accommodation:
    """What the person gets from now on, in place of what was set before; kept as history."""
    # Two who set it at once stand in line.
    User.objects.select_for_update().get(pk=person.pk)
    now = database_now()
    _holding(person).update(ended_at=now, ended_by=by)
    made = Accommodation.objects.create(person=person, set_by=by, set_at=now, **chosen)
    enqueue(FOLLOW, person_id=person.pk)
    return made


@transaction.atomic
def end_accommodation(person: User, *, by: User) -> bool:
    """False where none held. An attempt under way keeps what it was given."""
    return bool(_holding(person).update(ended_at=database_now(), ended_by=by))


def _holding(person: User) -> Any:
    return Accommodation.objects.filter(person=person, ended_at=None)
