"""What is unusual about a course that is to be published: said as advice, never a stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.authoring.glossary.credits import falsely_credited
from courses.catalog.aids.models import Term
from courses.catalog.aids.queries import unexplained
from courses.catalog.lengths import hours_for, minutes_of
from courses.catalog.models import Course, in_language

FAR = Decimal("2.5")  # times the hours, or a part of them
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Unusual:
    """A sentence, and the name of the page where it can be mended."""

    words: str
    page: str = "authoring:settings"


def unusual_in(course: Course) -> list[Unusual]:
    """Three queries, two more where words of the glossary have sources."""
    found = []
    if not any(text.strip() for text in course.summaries.values()):
        words = _("The course has no description: the catalogue shows its title alone.")
        found.append(Unusual(words))
    minutes, hours = minutes_of(course), course.hours
    is_far = hours != hours_for(minutes) and not minutes / FAR <= hours * 60 <= minutes * FAR
    if minutes and is_far:
        words = _("Hours in the settings: %(hours)s. Minutes to read all lessons: %(minutes)d.")
        told = words % {"hours": f"{hours.normalize():f}", "minutes": minutes}
        found.append(Unusual(told))
    if terms := unexplained(course):
        found.append(Unusual(_unexplained(terms), "authoring:glossary"))
    if credited := falsely_credited(course):
        found.append(Unusual(_credited(course, credited), "authoring:glossary"))
    return found


def _credited(course: Course, terms: Sequence[Term]) -> str:
    told = ngettext(
        "%(n)d word of the glossary is credited to a passage that does not say what it means: "
        "%(words)s. Open it and take the source away, or correct the explanation.",
        "%(n)d words of the glossary are credited to passages that do not say what they mean: "
        "%(words)s. Open them and take the source away, or correct the explanation.",
        len(terms),
    )
    words = [in_language(term.terms, course.languages[0], course.languages) for term in terms]
    return told % {"n": len(words), "words": _quoted(words)}


def _quoted(words: Sequence[str]) -> str:
    more = "…" if len(words) > MOST_NAMED else ""
    return ", ".join(_("“%(word)s”") % {"word": word} for word in words[:MOST_NAMED]) + more


def _unexplained(words: Sequence[str]) -> str:
    told = ngettext(
        "%(n)d word of the glossary has no explanation, and learners are not shown it: %(words)s.",
        "%(n)d words of the glossary have no explanation, and learners are not shown them: "
        "%(words)s.",
        len(words),
    )
    return told % {"n": len(words), "words": _quoted(words)}
