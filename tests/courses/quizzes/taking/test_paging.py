"""Each question on one page, in order; sections and stimuli whole where that is possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.taking.paging import Spot, pages_of


def sizes(spots: list[Spot], per_page: int | None) -> list[int]:
    return [len(page) for page in pages_of(spots, per_page)]


@pytest.mark.parametrize(
    ("questions", "per_page", "expected"),
    [(5, None, [5]), (5, 2, [2, 2, 1]), (4, 2, [2, 2]), (1, 3, [1]), (0, 3, [0]), (3, 1, [1] * 3)],
)
def test_questions_are_dealt_out(questions: int, per_page: int | None, expected: list[int]) -> None:
    assert sizes([Spot()] * questions, per_page) == expected


def test_a_section_begins_a_page() -> None:
    assert sizes([Spot("a")] * 3 + [Spot("b")] * 2, 2) == [2, 1, 2]


def test_all_at_once_stays_one_page_with_sections() -> None:
    assert sizes([Spot("a"), Spot("b")], None) == [2]


def test_questions_on_one_stimulus_stay_together() -> None:
    assert sizes([Spot(), Spot(), *[Spot("", 7)] * 2, Spot()], 3) == [2, 3]


def test_more_on_a_stimulus_than_a_page_holds_goes_on_over_pages() -> None:
    assert sizes([Spot(), *[Spot("", 7)] * 5, Spot()], 3) == [3, 3, 1]


SPOTS = st.lists(
    st.builds(Spot, st.sampled_from(["", "a", "b"]), st.none() | st.integers(1, 3)), max_size=30
)


@given(SPOTS, st.integers(1, 8))
def test_each_question_stands_once_and_no_page_is_too_long_or_of_two_sections(
    spots: list[Spot], per_page: int
) -> None:
    pages = pages_of(spots, per_page)
    assert [place for page in pages for place in page] == list(range(len(spots)))
    assert all(len(page) <= per_page for page in pages)
    assert all(len({spots[place].section for place in page}) == 1 for page in pages if page)
    assert all(pages) or not spots
