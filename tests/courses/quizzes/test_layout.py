from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.layout import SlotShape, draw_layout

choices = st.none() | st.lists(st.text(max_size=3), unique=True, max_size=8).map(tuple)
shapes = st.lists(
    st.builds(SlotShape, st.integers(1, 10**6), choices), max_size=12, unique_by=lambda s: s.slot
)
seeds = st.integers(0, 2**53 - 1)


@given(shapes, seeds, st.booleans(), st.booleans())
def test_the_same_seed_draws_the_same_layout(
    slots: list[SlotShape], seed: int, questions: bool, of_choices: bool
) -> None:
    drawn = [
        draw_layout(slots, seed=seed, shuffle_questions=questions, shuffle_choices=of_choices)
        for _ in range(2)
    ]
    assert drawn[0] == drawn[1]


@given(shapes, seeds)
def test_each_question_and_choice_stands_in_it_once(slots: list[SlotShape], seed: int) -> None:
    drawn = draw_layout(slots, seed=seed, shuffle_questions=True, shuffle_choices=True)
    assert sorted(place["slot"] for place in drawn) == sorted(slot.slot for slot in slots)
    given_choices = {slot.slot: slot.choices for slot in slots}
    for place in drawn:
        expected = given_choices[place["slot"]]
        assert (place["choices"] is None) == (expected is None)
        assert sorted(place["choices"] or ()) == sorted(expected or ())


@given(shapes, seeds)
def test_without_shuffling_the_authors_order_stays(slots: list[SlotShape], seed: int) -> None:
    drawn = draw_layout(slots, seed=seed, shuffle_questions=False, shuffle_choices=False)
    assert [(place["slot"], place["choices"]) for place in drawn] == [
        (slot.slot, None if slot.choices is None else list(slot.choices)) for slot in slots
    ]


grouped = st.lists(
    st.builds(SlotShape, st.integers(1, 10**6), choices, st.sampled_from([None, 1, 2])),
    max_size=12,
    unique_by=lambda s: s.slot,
)


@given(grouped, seeds, st.booleans())
def test_questions_on_one_stimulus_stay_together_in_their_order(
    slots: list[SlotShape], seed: int, shuffle: bool
) -> None:
    drawn = draw_layout(slots, seed=seed, shuffle_questions=shuffle, shuffle_choices=False)
    order = [place["slot"] for place in drawn]
    for group in (1, 2):
        members = [slot.slot for slot in slots if slot.group == group]
        start = order.index(members[0]) if members else 0
        assert order[start : start + len(members)] == members


def test_a_layout_without_stimuli_is_drawn_as_it_always_was() -> None:
    slots = [SlotShape(number) for number in range(1, 8)]
    drawn = draw_layout(slots, seed=7, shuffle_questions=True, shuffle_choices=True)
    assert [place["slot"] for place in drawn] == [6, 7, 5, 1, 4, 2, 3]


SECTIONS = ("first", "second", "third")
sectioned = st.lists(
    st.builds(
        SlotShape,
        st.integers(1, 10**6),
        choices,
        st.none(),
        st.sampled_from(["", *SECTIONS]),
    ),
    max_size=14,
    unique_by=lambda s: s.slot,
)


@given(sectioned, seeds, st.booleans())
def test_sections_stay_in_order_and_shuffling_inside_them(
    slots: list[SlotShape], seed: int, shuffle: bool
) -> None:
    drawn = draw_layout(
        slots, seed=seed, shuffle_questions=shuffle, shuffle_choices=False, sections=SECTIONS
    )
    of = {shape.slot: shape.section for shape in slots}
    order = [of[place["slot"]] for place in drawn]
    assert order == sorted(order, key=["", *SECTIONS].index)
    assert sorted(place["slot"] for place in drawn) == sorted(of)


def test_a_section_that_is_not_there_is_none() -> None:
    slots = [SlotShape(1, section="gone"), SlotShape(2)]
    drawn = draw_layout(slots, seed=1, shuffle_questions=False, shuffle_choices=False)
    assert [place["slot"] for place in drawn] == [1, 2]
