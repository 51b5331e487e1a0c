from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.sections.drawing import Candidate, drawn, lacking

seeds = st.integers(0, 2**53 - 1)
DRAWS = ("a", "b", "c")
# Which questions stand in which pool: overlaps of every sort.
pools = st.dictionaries(
    st.integers(1, 30), st.sets(st.sampled_from(DRAWS), min_size=1), max_size=20
)
takes = st.dictionaries(st.sampled_from(DRAWS), st.integers(1, 5))
histories = st.dictionaries(st.integers(1, 30), st.integers(0, 4))


def candidates(pools: dict[int, set[str]]) -> list[Candidate]:
    pairs = [(question, draw) for question, own in pools.items() for draw in sorted(own)]
    return [Candidate(slot, *pair) for slot, pair in enumerate(pairs, 100)]


def pool(draw: str, *questions: int, first: int = 100) -> list[Candidate]:
    return [Candidate(first + number, number, draw) for number in questions]


@given(pools, takes, seeds, histories)
def test_the_same_seed_and_history_draw_the_same(
    pools: dict[int, set[str]], take: dict[str, int], seed: int, seen: dict[int, int]
) -> None:
    found = candidates(pools)
    assert drawn(found, take, seed=seed, seen=seen) == drawn(
        found[::-1], take, seed=seed, seen=dict(reversed(seen.items()))
    )


@given(pools, takes, seeds, histories)
def test_every_draw_has_its_number_and_no_question_comes_twice(
    pools: dict[int, set[str]], take: dict[str, int], seed: int, seen: dict[int, int]
) -> None:
    found = candidates(pools)
    chosen = [one for one in found if one.slot in drawn(found, take, seed=seed, seen=seen)]
    assert max(Counter(one.question for one in chosen).values(), default=1) == 1
    numbers = Counter(one.draw for one in chosen)
    short = sum(lacking(found, take).values())
    assert sum(take.values()) - short == len(chosen)
    assert all(numbers[draw] <= take.get(draw, 0) for draw in DRAWS)


@given(seeds, histories)
def test_the_least_seen_come_first(seed: int, seen: dict[int, int]) -> None:
    found = pool("a", *range(1, 11))
    chosen = {slot - 100 for slot in drawn(found, {"a": 4}, seed=seed, seen=seen)}
    most = max(seen.get(question, 0) for question in chosen)
    left = set(range(1, 11)) - chosen
    assert all(seen.get(question, 0) >= most for question in left)


def test_whoever_comes_again_meets_every_question_before_one_comes_back() -> None:
    found, seen = pool("a", *range(1, 13)), Counter[int]()
    for attempt in range(4):
        seen.update(slot - 100 for slot in drawn(found, {"a": 3}, seed=attempt, seen=seen))
    assert set(seen.values()) == {1} and len(seen) == 12


def test_all_questions_are_drawn_about_as_often() -> None:
    found = pool("a", *range(10))
    often = Counter(slot for seed in range(2000) for slot in drawn(found, {"a": 3}, seed=seed))
    # 600 each is fair; five standard deviations of the binomial are 102.
    assert all(498 < number < 702 for number in often.values()) and len(often) == 10


def test_a_draw_gives_up_what_only_another_can_use() -> None:
    both = [Candidate(1, 7, "a"), Candidate(2, 7, "b"), Candidate(3, 8, "a")]
    for seed in range(20):
        assert drawn(both, {"a": 1, "b": 1}, seed=seed) == {3, 2}


@pytest.mark.parametrize(
    ("take", "short"),
    [({"a": 2, "b": 1}, {}), ({"a": 3}, {}), ({"a": 4}, {"a": 1}), ({"a": 3, "b": 1}, 1)],
)
def test_what_is_lacking_counts_overlaps(take: dict[str, int], short: dict[str, int] | int) -> None:
    found = [*pool("a", 1, 2, 3), *pool("b", 1, 2, first=200)]
    lack = lacking(found, take)
    assert (sum(lack.values()) if isinstance(short, int) else lack) == short


def test_a_pool_of_hundreds_is_drawn_quickly() -> None:
    found = [
        Candidate(1000 * number + question, question, f"d{number}")
        for number in range(10)
        for question in range(500)
    ]
    chosen = drawn(found, {f"d{number}": 20 for number in range(10)}, seed=3)
    assert len(chosen) == 200
