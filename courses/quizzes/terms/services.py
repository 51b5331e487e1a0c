"""Overrides are made, changed and ended; attempts under way follow in the same transaction."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from courses.catalog.models import Enrolment
from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.people.models import Cohort, User
from courses.quizzes.errors import BadSettings
from courses.quizzes.models import Quiz
from courses.quizzes.services.locking import settled
from courses.quizzes.terms.following import follow_person
from courses.quizzes.terms.in_effect import AsPublished, in_effect
from courses.quizzes.terms.models import Override
from courses.quizzes.terms.queries import as_changed, published_or_draft

SET = (
    "opens_at",
    "closes_at",
    "time_limit_minutes",
    "is_untimed",
    "attempts_allowed",
    "extra_attempts",
    "wait_minutes",
)
MOST_ATTEMPTS = 1000


def set_override(
    quiz: Quiz, *, by: User, user: User | None = None, cohort: Cohort | None = None, **chosen: Any
) -> Override:
    """What holds for a person or a cohort from now on, in place of what was set before.

    `chosen` are fields of SET and the `note`. Raises BadSettings.
    """
    made = Override(quiz=quiz, user=user, cohort=cohort, by=by, **chosen)
    check_override(made)

    def put() -> Override:
        _stand_in_line(made)
        return _set(made, by, instead_of=_holding(made))

    return settled(put)


def check_override(override: Override) -> None:
    """Raises BadSettings where it contradicts itself, or what the quiz says."""
    errors = contradictions(override, published_or_draft(override.quiz))
    if errors:
        raise BadSettings(errors)


def contradictions(override: Override, quiz: AsPublished) -> dict[str, str]:
    """{field: sentence} where it contradicts itself or what the quiz says."""
    errors: dict[str, str] = {}
    terms = in_effect(quiz, [replace(as_changed(override), cohort="")])
    if not changes_something(override):
        errors["opens_at"] = _("Change at least one thing, or leave without saving.")
    if terms.opens_at and terms.closes_at and terms.closes_at <= terms.opens_at:
        place = "closes_at" if override.closes_at else "opens_at"
        errors[place] = _("It would close before it opens. Set an opening before the closing.")
    if override.time_limit_minutes == 0:
        errors["time_limit_minutes"] = _("Give at least one minute, or leave this empty.")
    elif override.time_limit_minutes and override.is_untimed:
        errors["time_limit_minutes"] = _("Give a time limit or none at all, not both.")
    if override.attempts_allowed == 0:
        errors["attempts_allowed"] = _("Allow at least one attempt, or leave this empty.")
    elif override.attempts_allowed and override.extra_attempts:
        errors["extra_attempts"] = _("Set the attempts or add to them, not both.")
    return errors


def changes_something(override: Override) -> bool:
    """A wait of 0 minutes does."""
    others = [getattr(override, name) for name in SET if name != "wait_minutes"]
    return override.wait_minutes is not None or any(others)


def _set(made: Override, by: User | None, *, instead_of: QuerySet[Override]) -> Override:
    """The rows that held end, this one holds; attempts under way follow."""
    now = database_now()
    instead_of.update(ended_at=now, ended_by=by)
    made.pk, made.at = None, now
    made.save(force_insert=True)
    _follow(made)
    return made


def _holding(override: Override) -> QuerySet[Override]:
    same = {"user": override.user_id, "cohort": override.cohort_id}
    rows = Override.objects.select_for_update().filter(quiz=override.quiz_id, ended_at=None)
    return rows.filter(**same)


def _stand_in_line(override: Override) -> None:
    """One after another, in line with starts, which lock the same row: always before the rows of
    overrides, or two would wait for each other. The people of a cohort follow in a job."""
    if override.user_id is not None:
        of_person = Enrolment.objects.select_for_update().filter(user=override.user_id)
        of_person.filter(course=override.quiz.course_id).first()


def _follow(override: Override) -> None:
    if override.user_id is not None:
        follow_person(override.user_id, course_id=override.quiz.course_id)
    else:
        enqueue("quizzes.follow_cohort", override_id=override.pk)


@transaction.atomic
def end_override(override: Override, *, by: User) -> bool:
    """What it changed holds no more; kept as history. False where it had ended before.

    An attempt under way keeps what it was given.
    """
    _stand_in_line(override)
    ended = Override.objects.filter(pk=override.pk, ended_at=None)
    if not ended.update(ended_at=database_now(), ended_by=by):
        return False
    _follow(override)
    return True


def put_back(override: Override, *, by: User) -> Override | None:
    """One that was ended holds again, unless another has come since: then None."""
    if override.ended_at is None:
        return None
    again = {name: getattr(override, name) for name in (*SET, "note")}
    made = Override(quiz=override.quiz, user=override.user, cohort=override.cohort, by=by, **again)

    def put() -> Override | None:
        _stand_in_line(made)
        if _holding(made).exists():
            return None
        return _set(made, by, instead_of=Override.objects.none())

    return settled(put)


def grant_attempt(quiz: Quiz, user: User, *, by: User | None, reason: str) -> Override:
    """One attempt more for this person, on top of what holds."""
    return settled(lambda: _one_more(quiz, user, by=by, note=reason, more=1))


def take_back_attempt(quiz: Quiz, user: User, *, by: User | None, reason: str = "") -> None:
    """Undoes grant_attempt, as far as one is still there to be taken back."""
    settled(lambda: _one_more(quiz, user, by=by, note=reason, more=-1))


def _one_more(quiz: Quiz, user: User, *, by: User | None, note: str, more: int) -> Override:
    own = Override(quiz=quiz, user=user, by=by, note=note)
    _stand_in_line(own)
    before = _holding(own).first()
    if before:
        for name in SET:
            setattr(own, name, getattr(before, name))
        own.note = note or before.note
    own.extra_attempts = min(MOST_ATTEMPTS, max(0, own.extra_attempts + more))
    # Only what was read: one that came meanwhile is not in the sum, and makes `settled` try again.
    read = Override.objects.filter(pk__in=[before.pk] if before else [])
    made = _set(own, by, instead_of=read)
    if not changes_something(made):
        Override.objects.filter(pk=made.pk).update(ended_at=made.at, ended_by=by)
    return made
