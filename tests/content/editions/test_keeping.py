"""Blocks are found again through edits; where they cannot be, the doubt is told."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from content.editions.keeping import Doubt, Held, Written, keep
from tests.content.editions.test_compare import paragraph

ONE = "Two States reported cases of couriers to the Board in the first quarter. It was a start."
OTHER = "Banks told the office of every transfer that they could not explain by themselves."
HELD = [Held("a", ONE, ("r/1",)), Held("b", OTHER, ("r/2",))]
TIED = [Written(ONE, ("r/1",)), Written(OTHER, ("r/2",))]


def test_nothing_changed_is_nothing_to_do() -> None:
    kept = keep(HELD, TIED)
    assert (kept.sources, kept.doubts, kept.gone) == ({}, (), ())
    assert kept.places == {"a": 0, "b": 1}


def test_a_block_that_moved_is_found() -> None:
    kept = keep(HELD, TIED[::-1])
    assert kept.places == {"a": 1, "b": 0} and not kept.sources


def test_both_halves_of_a_split_block_keep_its_source() -> None:
    first, _, second = ONE.partition(". ")
    kept = keep(HELD, [Written(first + "."), Written(second, ("r/1",)), TIED[1]])
    assert kept.sources == {0: ("r/1",)} and not kept.doubts


def test_a_block_that_joined_two_has_the_sources_of_both() -> None:
    kept = keep(HELD, [Written(f"{ONE} {OTHER}", ("r/1",))])
    assert kept.sources == {0: ("r/2",)} and kept.places == {"a": 0, "b": 0}


def test_a_quotation_within_other_words_keeps_the_source() -> None:
    quoted = Written(f"As the Board said: “{ONE}” We shall see what became of it in time.")
    assert keep(HELD, [quoted, TIED[1]]).sources == {0: ("r/1",)}


def test_a_rewritten_block_keeps_its_source() -> None:
    rewritten = Written(ONE.replace("Two States", "Some countries"))
    assert keep(HELD, [rewritten, TIED[1]]).sources == {0: ("r/1",)}


def test_between_two_candidates_it_asks() -> None:
    likely = "Some States reported cases of cash and of gold to the Board during the winter."
    other = "Most States reported no cases of cash or of gold to the Board during the summer."
    kept = keep(HELD, [Written(other), Written(likely), TIED[1]])
    assert not kept.sources
    (doubt,) = kept.doubts
    assert doubt.key == "a" and set(doubt.candidates) == {0, 1}


def test_below_the_threshold_the_block_is_gone() -> None:
    kept = keep(HELD, [TIED[0], Written("Wildlife is another matter, of which more elsewhere.")])
    assert kept.gone == ("b",) and not kept.doubts


def test_a_source_taken_off_under_the_same_words_is_asked_about() -> None:
    kept = keep(HELD, [Written(ONE), TIED[1]])
    assert kept.doubts == (Doubt("a", (0,), is_bare=True),)


def test_answers_settle_doubts() -> None:
    bare = [Written(ONE), TIED[1]]
    assert keep(HELD, bare, answers={"a": 0}).sources == {0: ("r/1",)}
    without = keep(HELD, bare, answers={"a": None})
    assert not without.sources and not without.doubts and without.places["a"] == 0
    assert keep(HELD, bare, answers={"a": 7}).doubts


def test_what_stood_there_before_is_no_heir() -> None:
    like = ONE.replace("Two", "Six")
    assert keep(HELD[:1], [Written(like)], unchanged=[like]).gone == ("a",)


EDITS = st.sampled_from(["stay", "move", "split", "reword", "drop"])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.lists(EDITS, min_size=1, max_size=12), st.booleans())
def test_edits_of_a_made_up_text_lose_no_source(seed: int, edits: list[str], bare: bool) -> None:
    """Everything but what was dropped goes on with its source, without a question; where a whole
    text came back without attribute lines, each unchanged block is asked about."""
    luck = random.Random(seed)
    old = [Held(str(at), paragraph(luck), (f"r/{at}",)) for at in range(len(edits))]
    new: list[tuple[str, Written]] = []
    for one, edit in zip(old, edits, strict=True):
        words = one.text.split()
        if edit == "split":
            new += [(one.key, Written(" ".join(half))) for half in (words[:15], words[15:])]
        elif edit == "reword":
            words[luck.randrange(len(words))] = "amended"
            new.append((one.key, Written(" ".join(words))))
        elif edit != "drop":
            new.append((one.key, Written(one.text, () if bare else one.sources)))
    if "move" in edits:
        luck.shuffle(new)
    kept = keep(old, [written for _key, written in new])
    asked = {doubt.key for doubt in kept.doubts}
    whole = {key for (key, _w), edit in zip([(o.key, 0) for o in old], edits, strict=True)
             if edit in ("stay", "move")}  # fmt: skip
    assert asked == (whole if bare else set())
    assert set(kept.gone) == {
        one.key for one, edit in zip(old, edits, strict=True) if edit == "drop"
    }
    for at, (key, written) in enumerate(new):
        if key not in asked:
            assert f"r/{key}" in (*written.sources, *kept.sources.get(at, ()))


def test_a_rewritten_block_that_says_its_own_source_is_no_heir_of_one_that_was_cut() -> None:
    # Alike, since both report on the same office; but the one left says which it was.
    cut = "The office in the region opened cases against couriers, and prosecutors took them on."
    left = "The office in the region trained border guards in the languages of the States."
    now = "Since then the office in the region trained guards against couriers at the border."
    held = [Held("cut", cut, ("r/1",)), Held("left", left, ("r/2",))]
    kept = keep(held, [Written(now, ("r/2",))])
    assert (kept.doubts, kept.gone, kept.places) == ((), ("cut",), {"left": 0})
    assert kept.sources == {}


def test_a_new_heading_is_no_part_of_a_paragraph_that_was_shortened() -> None:
    sport = "Sport serves to prevent violence: the clubs train the young, and leaders of clubs too."
    held = [Held("a", sport, ("r/38",))]
    heading = Written("Sport to prevent violence", is_heading=True)
    shortened = Written("The clubs train the young, and leaders of clubs too.", ("r/38",))
    kept = keep(held, [heading, shortened])
    assert (kept.sources, kept.places, kept.doubts) == ({}, {"a": 1}, ())
    cut = keep(held, [heading])
    assert (cut.sources, cut.gone, cut.doubts) == ({}, ("a",), ())


def test_a_heading_that_is_held_is_found_among_headings() -> None:
    held = [Held("a", "Sport to prevent violence among the young", is_heading=True)]
    kept = keep(held, [Written("Sport to prevent violence", is_heading=True)])
    assert kept.places == {"a": 0}
