"""Reading numbers that came with a request."""

import pytest

from courses.people.requests import whole_number


def test_a_number_that_a_page_wrote_is_read() -> None:
    assert whole_number("42") == 42


@pytest.mark.parametrize("text", ["", "-1", "²", "٣", "1.5", "9" * 19, "9" * 5000, "1\n"])
def test_what_would_break_a_query_is_no_number(text: str) -> None:
    assert whole_number(text) is None
