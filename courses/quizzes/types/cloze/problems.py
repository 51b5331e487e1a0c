"""What is wrong with a text with gaps, in words: where it is, and what to write instead."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.cloze.syntax import MAX_ANSWER, Fault, Gap, Passage

MAX_GAPS = 30
MOST_SAID = 10  # at once; who has mended these sees the next

WORDS: dict[str, str | Promise] = {
    "open": gettext_lazy("This gap has no end. Write ]] behind its answer, on the same line."),
    "again": gettext_lazy(
        "Another gap begins inside this one: a ] may be missing. Write ]] behind the answer of the "
        "first; for the signs themselves write \\[\\[."
    ),
    "empty": gettext_lazy("This gap has no answer. Write it between [[ and ]]: [[Vienna]]."),
    "answer": gettext_lazy(
        "There is an empty answer in this gap. Write something between the |, or take one | away."
    ),
    "long": gettext_lazy("An answer in this gap is too long: nobody will type it. Shorten it."),
    "keys": gettext_lazy(
        "Two choices of this gap have a *. Put it before the one that is right: "
        "[[*right|wrong|wrong]]."
    ),
    "alone": gettext_lazy(
        "This gap has one choice alone. Give others that are wrong, as in "
        "[[*right|wrong|wrong]], or take the * away: then it is typed."
    ),
    "same": gettext_lazy("Two choices of this gap are the same. Change one of them."),
    "number": gettext_lazy(
        "What follows = cannot be read as a number. Write it as in [[=42]], [[=42±1]] or "
        "[[=1.5±0.1 kg]], without spaces inside it; for a text that begins so, write \\=."
    ),
    "thousands": gettext_lazy(
        "This number can be read in two ways. Write it with a point before its decimals and "
        "nothing between thousands: 1234 or 1.234."
    ),
    "feedback": gettext_lazy(
        "What is said to every other answer stands once, as in [[Vienna#Yes.|#No.]], and not "
        "where one chooses: there each choice has its own. For the sign itself write \\# or \\|."
    ),
    "weight": gettext_lazy("A gap cannot weigh 0. Write a weight from 1 to 99: [[2:Vienna]]."),
    "place": gettext_lazy(
        "This gap stands where nobody can fill it: in a link, an address, a picture's text or a "
        "formula. Put it into plain text."
    ),
}


def words_for(fault: Fault) -> str:
    words = said_at(fault, str(WORDS[fault.code]))
    quoted = _("It begins “%(quote)s”.") % {"quote": fault.quote} if fault.quote else ""
    return f"{words} {quoted}".rstrip()


def said_at(place: Fault | Gap, words: str) -> str:
    where = {"line": place.line, "column": place.column}
    return f"{_('Line %(line)d, column %(column)d:') % where} {words}"


def passage_faults(passage: Passage) -> Iterator[str]:
    """What is wrong with the gaps, in the order in which they stand."""
    found = [*passage.faults, *(fault for gap in passage.gaps for fault in _gap_faults(gap))]
    first = sorted(found, key=lambda fault: (fault.line, fault.column))[:MOST_SAID]
    yield from (words_for(fault) for fault in first)
    if not passage.gaps and not passage.faults:
        yield _("There is no gap yet. Put what is asked between [[ and ]]: [[Vienna]].")
    if len(passage.gaps) > MAX_GAPS:
        words = _("There are %(count)d gaps. A question can have %(most)d at most.")
        yield words % {"count": len(passage.gaps), "most": MAX_GAPS}


def _gap_faults(gap: Gap) -> Iterator[Fault]:
    if len(gap.feedback) > 10 * MAX_ANSWER:
        yield Fault("long", gap.line, gap.column)
    if gap.begun_again:
        yield Fault("again", gap.line, gap.column, gap.begun_again)
