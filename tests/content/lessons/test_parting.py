"""Lessons parted and joined keep their sources, footnotes, definitions and levels of headings."""

import pytest

from content.lessons.headings import levelled, without_title
from content.lessons.parting import CannotJoin, first_note, joined, parted

BODY = """\
Couriers carry cash.<sup>1</sup>
{: src="r/1"}

### Banks

Banks tell the office.<sup>2</sup>
{: #banks src="r/2"}

## Notes

<sup>1</sup> In the north.
{: src="r/n1"}

<sup>2</sup> In the south.
{: src="r/n2"}
"""


def line_of(text: str, body: str = BODY) -> int:
    return body.split("\n").index(text)


def test_each_part_has_the_footnotes_that_it_calls() -> None:
    first, second = parted(BODY, line_of("### Banks"))
    assert first == (
        'Couriers carry cash.<sup>1</sup>\n{: src="r/1"}\n\n## Notes\n\n'
        '<sup>1</sup> In the north.\n{: src="r/n1"}\n'
    )
    assert second == (
        '## Banks\n\nBanks tell the office.<sup>2</sup>\n{: #banks src="r/2"}\n\n## Notes\n\n'
        '<sup>2</sup> In the south.\n{: src="r/n2"}\n'
    )


def test_parts_that_are_joined_again_are_the_text_that_they_were_but_for_levels() -> None:
    first, second = parted(BODY, line_of("### Banks"))
    assert joined(first, second, title="Other") == BODY.replace("### Banks", "## Banks")


def test_a_footnote_of_another_report_with_the_same_number_stays_with_its_own() -> None:
    body = (
        'A.<sup>1</sup>\n{: src="r/1"}\n\nB.<sup>1</sup>\n{: src="s/1"}\n\n'
        '## Notes: R\n\n<sup>1</sup> Of R.\n{: src="r/n1"}\n\n'
        '## Notes: S\n\n<sup>1</sup> Of S.\n{: src="s/n1"}\n'
    )
    first, second = parted(body, line_of("B.<sup>1</sup>", body))
    assert "Of R." in first and "Of S." not in first
    assert "Of S." in second and "Of R." not in second


def test_a_footnote_that_nothing_calls_goes_with_the_second_part() -> None:
    body = "A.\n\nB.\n\n## Notes\n\n<sup>9</sup> Stray.\n"
    first, second = parted(body, 2)
    assert (first, second) == ("A.\n", "B.\n\n## Notes\n\n<sup>9</sup> Stray.\n")


def test_definitions_go_where_they_are_used() -> None:
    body = "See [one][a] and OECD.\n\n[a]: https://example.org\n*[OECD]: A club\n\nOECD alone.\n"
    first, second = parted(body, line_of("OECD alone.", body))
    assert first == "See [one][a] and OECD.\n\n[a]: https://example.org\n*[OECD]: A club\n"
    assert second == "OECD alone.\n\n*[OECD]: A club\n"


def test_what_is_joined_stands_under_its_title_with_its_headings_below() -> None:
    assert joined("A.\n", "B.\n\n## C\n\nD.\n", title="1. Two *stars*") == (
        "A.\n\n## 1\\. Two \\*stars\\*\n\nB.\n\n### C\n\nD.\n"
    )


def test_nothing_is_put_between_when_one_text_is_empty() -> None:
    assert joined("", "B.\n", title="") == "B.\n"
    assert joined("A.\n", "", title="Two") == "A.\n"


def test_labels_that_mean_two_things_are_not_joined() -> None:
    with pytest.raises(CannotJoin, match="a"):
        joined("[x][a]\n\n[a]: https://one.org\n", "[y][a]\n\n[a]: https://two.org\n", title="T")


def test_paragraphs_that_begin_raised_are_no_footnotes_without_a_heading() -> None:
    assert first_note(["A.", "<sup>1</sup> Raised."]) == 2
    assert first_note(["A.", "## Notes", "<sup>1</sup> Note."]) == 1


def test_headings_begin_at_the_second_level_and_leave_none_out() -> None:
    assert levelled("#### A\n\n###### B\n\n#### C\n\n```\n# no heading\n```\n") == (
        "## A\n\n### B\n\n## C\n\n```\n# no heading\n```\n"
    )


def test_the_heading_that_became_the_title_goes() -> None:
    assert without_title("## A\n\n### B\n\nC.\n") == "## B\n\nC.\n"
    assert without_title("No heading.\n\n## B\n") == "No heading.\n\n## B\n"
