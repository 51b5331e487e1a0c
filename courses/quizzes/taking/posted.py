"""What the buttons of an attempt's form ask for, besides saving."""

from collections.abc import Mapping, Sequence

from courses.people.requests import whole_number


def _pair(data: Mapping[str, Sequence[str]], name: str) -> tuple[int, int] | None:
    first, _colon, second = (data.get(name) or [""])[-1].partition(":")
    numbers = whole_number(first), whole_number(second)
    return None if numbers[0] is None or numbers[1] is None else (numbers[0], numbers[1])


def asked_flag(data: Mapping[str, Sequence[str]]) -> tuple[int, bool] | None:
    """(slot id, whether it is to be flagged)."""
    pair = _pair(data, "flag")
    return (pair[0], pair[1] > 0) if pair else None


def asked_page(data: Mapping[str, Sequence[str]]) -> str | None:
    """What follows the attempt's address, for the page and the question there to go to."""
    pair = _pair(data, "go")
    return f"?page={pair[0]}#q{pair[1]}" if pair else None
