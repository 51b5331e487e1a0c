"""A block gives way to another and nothing around it changes."""

from content.editions.rewrite import (
    block_at,
    described,
    is_as_drafted,
    passages_as_block,
    with_block,
)
from content.markup import render_blocks
from content.planning.bodies import SourcePassage

BODY = 'One.\n{: #a src="r/1"}\n\nTwo.\n{: src="r/2"}\n\nThree.'


def lines(number: int) -> tuple[int, int]:
    return render_blocks(BODY)[number].lines


def test_a_block_is_cut_out_with_its_attributes() -> None:
    assert block_at(BODY, lines(0)) == 'One.\n{: #a src="r/1"}'


def test_a_block_gives_way_to_another() -> None:
    assert with_block(BODY, lines(1), "New.") == 'One.\n{: #a src="r/1"}\n\nNew.\n\nThree.'
    assert with_block(BODY, lines(1), "") == 'One.\n{: #a src="r/1"}\n\nThree.'


def test_sources_change_and_key_and_language_stay() -> None:
    assert described('Um.\n{: #a src="r/1" lang=pt}', sources=["s/2"]) == (
        'Um.\n{: #a src="s/2" lang="pt"}'
    )
    assert described("One.", sources=["s/2"], key="k") == 'One.\n{: #k src="s/2"}'
    assert described('One.\n{: src="r/1"}', sources=[]) == "One."


def test_a_draft_is_known_again_whatever_its_attributes() -> None:
    drafted = passages_as_block([(SourcePassage("1", "paragraph", "It *is* so."), "1")], "r")
    assert drafted.endswith('{: src="r/1"}')
    assert is_as_drafted(described(drafted, sources=["s/1"], key="k"), drafted)
    assert not is_as_drafted(drafted.replace("so", "not so"), drafted)


def test_an_item_that_a_draft_made_a_sentence_is_known_again() -> None:
    item = SourcePassage("9.b", "item", "De renforcer leurs moyens ;", (), "b")
    drafted = passages_as_block([(item, "b")], "r")
    assert is_as_drafted('Renforcer leurs moyens.\n{: src="r/9.b"}', drafted)
    assert is_as_drafted('- b) De renforcer leurs moyens.\n{: src="r/9.b"}', drafted)
    assert not is_as_drafted('Renforcer les moyens.\n{: src="r/9.b"}', drafted)
    figure = SourcePassage("9", "paragraph", "The share was 4,5")
    drafted = passages_as_block([(figure, "")], "r")
    assert not is_as_drafted(drafted.replace("4,5", "4,6"), drafted)


def test_a_footnote_keeps_its_number_before_it() -> None:
    note = (SourcePassage("n4", "footnote", "See there."), "4")
    assert passages_as_block([note], "r") == '<sup>4</sup> See there.\n{: src="r/n4"}'
