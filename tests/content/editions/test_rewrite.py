"""A block gives way to another and nothing around it changes."""

import pytest

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


def as_drafted(block: str, *passages: SourcePassage, language: str = "fr") -> bool:
    return is_as_drafted(block, [(one, one.number) for one in passages], "r", language=language)


def test_a_draft_is_known_again_whatever_its_attributes_and_spaces() -> None:
    said = SourcePassage("1", "paragraph", "It *is* so ; see www.unodc.org.", ("4",))
    drafted = passages_as_block([(said, "1")], "r")
    assert drafted.endswith('{: src="r/1"}')
    assert as_drafted(described(drafted, sources=["s/1"], key="k"), said)
    assert as_drafted(drafted.replace(" ;", "\u00a0;"), said)
    assert not as_drafted(drafted.replace("so", "not so"), said)


ITEM = SourcePassage("9.b", "item", "De renforcer leurs moyens ;", (), "b")
NEXT = SourcePassage("9.c", "item", "D'agir.", (), "c")


@pytest.mark.parametrize(
    "told",
    [
        "Renforcer leurs moyens.",
        "- b) De renforcer leurs moyens.",
        "- b) De renforcer leurs moyens ;",
    ],
)
def test_an_item_is_known_again_in_each_way_that_a_draft_tells_it(told: str) -> None:
    assert as_drafted(f'{told}\n{{: src="r/9.b"}}', ITEM)


@pytest.mark.parametrize(
    "edited",
    [
        "Renforcer les moyens.",
        "Renforcer leurs moyens",
        "Renforcer leurs moyens !",
        "Renforcer leurs moyens ;",
        "renforcer leurs moyens.",
        "De renforcer leurs moyens.",
        "Renforcer *leurs* moyens.",
        "- Renforcer leurs moyens.",
        "- De renforcer leurs moyens.",
        "- c) De renforcer leurs moyens.",
        "- b) de renforcer leurs moyens.",
        "- b) De renforcer leurs moyens,",
    ],
)
def test_the_smallest_edit_of_an_item_is_an_edit(edited: str) -> None:
    assert not as_drafted(f'{edited}\n{{: src="r/9.b"}}', ITEM)


def test_the_smallest_edit_of_a_list_is_an_edit() -> None:
    drafted = '- b) De renforcer leurs moyens ;\n- c) D\'agir.\n{: src="r/9.b r/9.c"}'
    assert as_drafted(drafted, ITEM, NEXT)
    for old, new in [(" ;", "."), ("agir.", "agir"), ("c)", "d)"), ("D'agir", "d'agir")]:
        assert not as_drafted(drafted.replace(old, new), ITEM, NEXT)


def test_the_smallest_edit_of_a_paragraph_is_an_edit() -> None:
    said = SourcePassage("9", "paragraph", "The share was 4,5,", ("4",), "", ((4, 9, "em"),))
    drafted = passages_as_block([(said, "")], "r")
    assert as_drafted(drafted, said, language="en")
    for old, new in [("5,", "5."), ("The", "the"), ("*", ""), ("4,5", "4,6"), ("<sup>4</sup>", "")]:
        assert old in drafted
        assert not as_drafted(drafted.replace(old, new), said, language="en")


def test_a_footnote_keeps_its_number_before_it() -> None:
    note = (SourcePassage("n4", "footnote", "See there."), "4")
    assert passages_as_block([note], "r") == '<sup>4</sup> See there.\n{: src="r/n4"}'


def test_a_footnote_keeps_its_italics_and_links_as_a_draft_does() -> None:
    note = SourcePassage("n4", "footnote", "See The Way, www.unodc.org.", (), "", ((4, 11, "em"),))
    told = "<sup>4</sup> See *The Way*, [www.unodc.org](https://www.unodc.org)."
    assert passages_as_block([(note, "4")], "r") == f'{told}\n{{: src="r/n4"}}'
    assert is_as_drafted(told, [(note, "4")], "r", language="en")
