"""Where somebody stands in an attempt: the page they see and those they may open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.people.requests import whole_number
from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.quiz_settings import Order
from courses.quizzes.taking.paging import Spot, pages_of


def is_in_order(attempt: Attempt) -> bool:
    """Whether a page, once left, is left for good."""
    return attempt.quiz_edition.order == Order.SEQUENTIAL


def pages_at(attempt: Attempt, slots: Sequence[QuizSlot]) -> list[range]:
    """The places on each page; `slots` are the attempt's, in the order shown."""
    spots = [Spot(slot.section, slot.stimulus_version_id) for slot in slots]
    return pages_of(spots, attempt.quiz_edition.per_page)


def number_of(attempt: Attempt, slot_id: int) -> int | None:
    """A question's number, as its learner sees it."""
    slots = [place["slot"] for place in attempt.layout]
    return slots.index(slot_id) + 1 if slot_id in slots else None


def choice_orders(attempt: Attempt) -> dict[int, list[str] | None]:
    """By question, the ids of its choices in the order shown; None where it has none to order."""
    return {place["slot"]: place["choices"] for place in attempt.layout}


def place_reached(attempt: Attempt) -> int:
    return min(attempt.reached, max(0, len(attempt.layout) - 1))


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its number from 1, and the places (from 0) on it."""

    number: int
    places: range

    @property
    def first(self) -> int:
        """The number of its first question."""
        return self.places.start + 1

    @property
    def address(self) -> str:
        """What follows the attempt's own address."""
        return f"?page={self.number}#q{self.first}"


@dataclass(frozen=True, slots=True)
class Stand:
    """The page that is shown, among all."""

    leaves: list[Leaf]
    here: Leaf
    in_order: bool

    @property
    def is_paged(self) -> bool:
        return len(self.leaves) > 1

    @property
    def before(self) -> Leaf | None:
        """The page to go back to, where one may."""
        if self.in_order or self.here.number == 1:
            return None
        return self.leaves[self.here.number - 2]

    @property
    def after(self) -> Leaf | None:
        return self.leaves[self.here.number] if self.here.number < len(self.leaves) else None

    def leaf_of(self, number: int) -> Leaf:
        """The page on which a question stands."""
        return next(leaf for leaf in self.leaves if number - 1 in leaf.places)


def stand_at(attempt: Attempt, slots: Sequence[QuizSlot], asked: int | None = None) -> Stand | None:
    """On the page `asked` for, else on the first, or where one has come to.

    None where that page is not there, or not open: then one is sent to where one stands.
    """
    pages = enumerate(pages_at(attempt, slots), 1)
    leaves = [Leaf(number, places) for number, places in pages]
    in_order = is_in_order(attempt)
    place = place_reached(attempt) if in_order else 0
    here = next(leaf for leaf in leaves if place in leaf.places or not leaf.places)
    if asked is not None and asked != here.number:
        if in_order or not 1 <= asked <= len(leaves):
            return None
        here = leaves[asked - 1]
    return Stand(leaves, here, in_order)


def stand_for(
    attempt: Attempt, slots: Sequence[QuizSlot], query: Mapping[str, str]
) -> Stand | None:
    """As stand_at, by an address: `page`, or `question` for the page where that one stands."""
    if "question" in query:
        number = whole_number(query["question"]) or 0
        stand = stand_at(attempt, slots)
        if stand is None or not 1 <= number <= len(slots):
            return None
        return stand_at(attempt, slots, stand.leaf_of(number).number)
    if "page" in query:
        return stand_at(attempt, slots, whole_number(query["page"]) or 0)
    return stand_at(attempt, slots)
