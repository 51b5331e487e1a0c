"""Keys of blocks survive what authors do to a text."""

from content.markup import align_keys, render_blocks

FIRST = "The group has three members or more.\n\nIt exists for some time.\n\nIt seeks a gain."


def test_a_block_without_a_key_gets_one_that_depends_on_its_text_alone() -> None:
    assert [b.key for b in render_blocks(FIRST)] == [b.key for b in render_blocks(FIRST)]


def test_keys_follow_their_texts_when_blocks_move_or_go() -> None:
    before = render_blocks(FIRST)
    after = render_blocks(
        "It seeks a gain.\n\nThe group has three members or more.", previous=before
    )
    assert [b.key for b in after] == [before[2].key, before[0].key]


def test_a_key_survives_a_reworded_sentence() -> None:
    before = render_blocks(FIRST)
    after = render_blocks(FIRST.replace("three members", "at least three members"), previous=before)
    assert [b.key for b in after] == [b.key for b in before]


def test_a_new_text_gets_a_new_key() -> None:
    before = render_blocks(FIRST)
    after = render_blocks(FIRST + "\n\nNothing of the kind.", previous=before)
    assert after[3].key not in {b.key for b in before}


def test_a_key_given_by_the_author_wins() -> None:
    before = render_blocks("Same text.")
    (after,) = render_blocks("Same text.\n{: #mine}", previous=before)
    assert after.key == "mine"


def test_no_key_is_given_twice() -> None:
    blocks = render_blocks("a\n{: #k}\n\nb\n{: #k}\n\nc\n\nc\n\nc")
    assert len({b.key for b in blocks}) == 5
    assert [b.key for b in blocks[:2]] == ["k", "k-2"]


def test_a_key_taken_by_hand_is_not_carried_over_as_well() -> None:
    before = render_blocks("One text here.\n{: #k}\n\nAnother one.")
    after = render_blocks("New words.\n{: #k}\n\nOne text here.", previous=before)
    assert after[0].key == "k"
    assert after[1].key != "k"


def test_a_translation_takes_over_keys_that_were_made_up() -> None:
    english = render_blocks("## Two tests\n\nThree people.\n{: #three}\n\nA gain.")
    french = render_blocks("## Deux critères\n\nTrois personnes.\n\nUn gain.\n{: #gain}")
    assert [b.key for b in align_keys(french, english)] == [english[0].key, "three", "gain"]


def test_a_translation_of_another_shape_keeps_its_own_keys() -> None:
    english = render_blocks("Three people.\n\nA gain.")
    french = render_blocks("- Trois personnes\n- un gain")
    assert align_keys(french, english) == french
