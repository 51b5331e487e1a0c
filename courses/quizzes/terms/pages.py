"""What an exception changes, as its pages tell it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.explaining.lines import in_words
from courses.quizzes.terms.in_effect import (
    ATTEMPTS,
    CLOSES,
    OPENS,
    TIME,
    WAIT,
    Changed,
    Needs,
    Terms,
    in_effect,
)
from courses.quizzes.terms.models import Override
from courses.quizzes.terms.queries import (
    as_changed,
    overrides_of,
    parts_for,
    published_or_draft,
    under_way_of,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing as it was and as it would be."""

    topic: str
    before: str
    after: str

    @property
    def is_change(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Row:
    """An exception in the list; `told` are short texts of what it sets."""

    override: Override
    told: list[str]


def topics() -> dict[str, str]:
    return {
        OPENS: _("Opens"),
        CLOSES: _("Closes"),
        TIME: _("Time limit"),
        ATTEMPTS: _("Attempts"),
        WAIT: _("Wait between attempts"),
    }


def rows_of(overrides: Iterable[Override]) -> list[Row]:
    return [Row(override, told_of(override)) for override in overrides]


def told_of(override: Override) -> list[str]:
    change, names = as_changed(override), topics()
    values = {OPENS: change.opens_at, CLOSES: change.closes_at, TIME: change.time_limit}
    told = [f"{names[name]}: {in_words(name, value)}" for name, value in values.items() if value]
    if change.is_untimed:
        told.append(_("No time limit"))
    if change.attempts_allowed:
        told.append(in_words(ATTEMPTS, change.attempts_allowed))
    if change.extra_attempts:
        more = change.extra_attempts
        words = ngettext("%(more)d attempt more", "%(more)d attempts more", more)
        told.append(words % {"more": more})
    if change.wait is not None:
        told.append(f"{names[WAIT]}: {in_words(WAIT, change.wait)}")
    return told


def effect_of(override: Override) -> list[Change]:
    """What would change for the person; for a cohort, for members of whom nothing else is set."""
    published = published_or_draft(override.quiz)
    changes: list[Changed] = []
    needs: Needs | None = None
    if override.user_id is not None:
        changes, needs = parts_for(override.user_id, override.quiz_id)
    else:
        rows = overrides_of(override.quiz).filter(cohort=override.cohort_id)
        changes = [as_changed(row) for row in rows]
    new = as_changed(override)
    others = [one for one in changes if one.origin != new.origin]
    before = in_effect(published, changes, needs)
    after = in_effect(published, [*others, new], needs)
    return [_change(name, topic, before, after) for name, topic in topics().items()]


def _change(name: str, topic: str, before: Terms, after: Terms) -> Change:
    return Change(
        topic,
        in_words(name, before.because[name].value),
        in_words(name, after.because[name].value),
    )


def notes_on(override: Override) -> list[str]:
    """What else whoever saves it should know."""
    notes = []
    number = under_way_of(override)
    if number:
        words = ngettext(
            "%(count)d attempt is under way. It gets more time at once where this gives more; "
            "what it was promised is never taken away.",
            "%(count)d attempts are under way. They get more time at once where this gives more; "
            "what they were promised is never taken away.",
            number,
        )
        notes.append(words % {"count": number})
    if override.closes_at and override.closes_at <= timezone.now():
        notes.append(_("This closing is in the past: nobody concerned can start any more."))
    if override.cohort_id is not None:
        notes.append(
            _(
                "Where somebody belongs to several groups, the most generous holds. What is set "
                "for a person goes before what is set for groups."
            )
        )
    return notes
