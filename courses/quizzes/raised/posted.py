"""What the form of an attempt says, that stands around the questions, of what is to be raised."""

from collections.abc import Mapping, Sequence

from courses.people.requests import whole_number


def raised_about(data: Mapping[str, Sequence[str]]) -> int | None:
    """The place of the question whose "Something wrong?" was pressed, without scripts."""
    return whole_number((data.get("raise") or [""])[-1])
