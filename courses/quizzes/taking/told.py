"""What a press has done, said at the question where one lands: by its address, so that it needs no
scripts and is said by any page that shows the question."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.people.requests import whole_number

SENT, SAME = "sent", "same"
WORDS: Mapping[str, str | Promise] = {
    SENT: _("Sent. Thank you: your instructor reads it."),
    SAME: _("You have not changed your answer since the last check."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """`number`: of the question where it is said; `tone` of a notice."""

    number: int
    what: str

    @property
    def words(self) -> str | Promise:
        return WORDS[self.what]

    @property
    def tone(self) -> str:
        return "right" if self.what == SENT else "info"


def address_of(number: int, what: str = "") -> str:
    """What follows the address of an attempt or of its result, for question and words."""
    return f"?question={number}{f'&told={what}' if what else ''}#q{number}"


def told_by(query: Mapping[str, str]) -> Told | None:
    """By the address that is shown."""
    number, what = whole_number(query.get("question", "")), query.get("told", "")
    return Told(number, what) if number and what in WORDS else None
