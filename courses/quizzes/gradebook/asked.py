"""What the address of a gradebook asks for, and where in its order a page begins."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from courses.people.requests import whole_number

END = "end"
LONGEST_TEXT = 100


class Stand(TextChoices):
    """Whom to show: in the whole course, or in one quiz."""

    NOT_STARTED = "not_started", _("Not started")
    FAILING = "failing", _("Not passed")
    PASSED = "passed", _("Passed")
    WAITING = "waiting", _("Waiting to be marked")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order: that of a learner, or the very end. `is_rest`: the learner is among
    those without a value to sort by, who come last."""

    user: int | None
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """`sort` is "name", "total" or "quiz:<key>", backwards with a minus; `of` the key of the quiz
    that `stand` is about, empty for the course. The page begins `after` a place, or ends `before`.
    """

    sort: str = "name"
    text: str = ""
    stand: str = ""
    of: str = ""
    cohort: int | None = None
    after: Place | None = None
    before: Place | None = None

    @classmethod
    def of_query(cls, query: Mapping[str, str]) -> "Asked":
        """Whatever is not understood counts as not asked."""
        stand = query.get("stand", "")
        return cls(
            sort=query.get("sort", "name"),
            text=query.get("q", "").replace("\0", "").strip()[:LONGEST_TEXT],
            stand=stand if stand in Stand.values else "",
            of=query.get("of", ""),
            cohort=whole_number(query.get("cohort", "")),
            after=_place(query.get("after", "")),
            before=_place(query.get("before", "")),
        )

    @property
    def is_backwards(self) -> bool:
        return self.sort.startswith("-")

    @property
    def key(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def is_filtering(self) -> bool:
        return bool(self.text or self.stand or self.cohort)

    @property
    def is_first(self) -> bool:
        return self.after is None and self.before is None


def _place(text: str) -> Place | None:
    if text == END:
        return Place(None)
    number = whole_number(text.removeprefix("r"))
    return None if number is None else Place(number, is_rest=text.startswith("r"))
