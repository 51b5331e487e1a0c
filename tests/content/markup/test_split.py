"""Where one block ends and the next begins."""

import pytest

from content.markup.split import split_blocks


def sources(markdown: str) -> list[str]:
    return [block.source for block in split_blocks(markdown)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One,\nstill one.", ["One,\nstill one."]),
        ("## Head\nText.", ["## Head", "Text."]),
        ("Intro:\n- a\n- b", ["Intro:", "- a\n- b"]),
        ("Founded in\n1986. A year.", ["Founded in\n1986. A year."]),
        ("- a\n\n- b", ["- a\n\n- b"]),
        ("- a\n\n  more of a", ["- a\n\n  more of a"]),
        ("- a\n\nText.", ["- a", "Text."]),
        ("- a\n\n1. b", ["- a", "1. b"]),
        ("```\na\n\nb\n```\nText.", ["```\na\n\nb\n```", "Text."]),
        ("```\nnever closed\n\nb", ["```\nnever closed\n\nb"]),
        ("a\r\n\r\nb", ["a", "b"]),
        ("", []),
        ("\n\n \n", []),
    ],
)
def test_blocks_end_where_a_reader_sees_them_end(markdown: str, expected: list[str]) -> None:
    assert sources(markdown) == expected


def test_key_and_sources_stand_on_the_last_line() -> None:
    (block,) = split_blocks('Text.\n{: #def src="untoc/art._2 a-76-121/18"}')
    assert (block.source, block.key) == ("Text.", "def")
    assert block.sources == ("untoc/art._2", "a-76-121/18")


def test_a_callout_is_one_block_with_its_title_and_the_key_after_it() -> None:
    one, two = split_blocks("::: note In a breath\na\n\nb\n:::\n{: #k}\n\nText.")
    assert (one.callout, one.title, one.source, one.key) == ("note", "In a breath", "a\n\nb", "k")
    assert two.source == "Text."


def test_a_callout_still_open_ends_at_the_empty_line() -> None:
    one, two = split_blocks("::: key Mind\na\n\nText.")
    assert (one.callout, one.source, two.source) == ("key", "a", "Text.")


def test_a_callout_of_an_unknown_kind_stays_text() -> None:
    (block,) = split_blocks("::: danger\na\n:::")
    assert block.callout == ""


def test_link_definitions_reach_the_blocks_that_may_use_them() -> None:
    one, two = split_blocks("See [here][x].\n\nNo link.\n\n[x]: https://example.org")
    assert one.source.endswith("[x]: https://example.org")
    assert two.source == "No link."


LINED = """# Head

One
two.
{: src="a/1"}

- a
- b

  c
{: #key}

::: note Mind
inside
:::

```
code

more
```
!diagram plan
::: note open
left

Last.
"""


def test_each_block_knows_its_lines() -> None:
    lines = LINED.split("\n")
    found = ["\n".join(lines[one.lines[0] : one.lines[1]]) for one in split_blocks(LINED)]
    assert [text.split("\n")[0] for text in found] == [
        "# Head", "One", "- a", "::: note Mind", "```", "!diagram plan", "::: note open", "Last.",
    ]  # fmt: skip
    assert found[1].endswith('src="a/1"}') and found[2].endswith("{: #key}")
    assert found[3].endswith(":::") and found[4].endswith("more\n```")
