"""A source line whose text was cut is found, and put where a person says."""

import pytest

from content.editions.keeping import Held
from content.editions.lone import Belongs, Lone, lone_sources, set_apart, with_placed
from content.markup.render import render_blocks

ONE = "Couriers carried cash over the border in small amounts."
TWO = "Two States reported cases to the Board in the first quarter."
THREE = "Banks told the office of every transfer that they could not explain."
BEFORE = [Held(f"p{n}", text, (f"r/{n}",)) for n, text in enumerate([ONE, TWO, THREE], start=1)]


def line(n: int) -> str:
    return f'{{: #p{n} src="r/{n}"}}'


WHOLE = f"{ONE}\n{line(1)}\n\n{TWO}\n{line(2)}\n\n{THREE}\n{line(3)}"
CUT = f"{ONE}\n{line(1)}\n\n{line(2)}\n\n{THREE}\n{line(3)}"


def found(body: str, before: list[Held] = BEFORE, body_before: str = WHOLE) -> list[Lone]:
    return lone_sources(body, render_blocks(body), before, body_before)


def placed(body: str, belongs: Belongs, before: list[Held] = BEFORE) -> str:
    decided = dict.fromkeys(found(body, before), belongs)
    return with_placed(body, render_blocks(body), decided)


def sources(body: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(block.text, block.sources) for block in render_blocks(body)]


def test_a_line_below_its_text_is_not_lone() -> None:
    assert found(WHOLE) == []


def test_a_lone_line_is_found_between_its_neighbours() -> None:
    assert found(CUT) == [Lone(3, ("r/2",), above=0, below=1, was=TWO)]


def test_a_lone_line_says_nothing_about_the_text_above() -> None:
    assert sources(CUT) == [(ONE, ("r/1",)), (THREE, ("r/3",))]


@pytest.mark.parametrize(
    "body",
    [
        f"{ONE}\n{line(1)}\n{line(2)}\n\n{THREE}\n{line(3)}",  # the empty lines went as well
        f"{ONE}\n\n{line(2)}",  # the text above has no line of its own
        f"{line(2)}\n\n{THREE}\n{line(3)}",  # at the top
        f"## Cash\n\n{line(2)}\n\n{THREE}\n{line(3)}",
        f"- a\n- b\n\n{line(2)}\n\n- c",
    ],
)
def test_it_is_found_however_much_was_cut(body: str) -> None:
    assert [one.sources for one in found(body)] == [("r/2",)]
    assert ("r/2",) not in [own for _text, own in sources(body)]


def test_it_is_found_right_below_a_text_that_had_no_source() -> None:
    before = [Held("p1", ONE), *BEFORE[1:]]
    assert [one.line for one in found(f"{ONE}\n{line(2)}\n\n{THREE}\n{line(3)}", before)] == [1]


def test_a_source_that_one_adds_or_copies_by_hand_is_not_lone() -> None:
    before = [Held("p1", ONE), *BEFORE[1:]]
    assert found(WHOLE.replace(line(1), '{: src="r/2"}'), before) == []
    both = '{: #p1 src="r/1 r/2"}'
    assert found(f"{ONE}\n{both}\n\n{THREE}\n{line(3)}") == []


def test_an_empty_line_above_the_line_of_a_text_that_is_there_needs_no_question() -> None:
    (one,) = found(WHOLE.replace(f"{TWO}\n", f"{TWO}\n\n"))
    assert one.is_own
    reworded = WHOLE.replace(f"{TWO}\n", "Two States reported cases to the Board this year.\n\n")
    assert found(reworded)[0].is_own


def test_what_was_lone_before_is_asked_about_again() -> None:
    above = f"{ONE}\n\n{line(2)}"
    (one,) = found(above, [Held("p1", ONE, ("r/2",))], above)
    assert not one.is_own


def test_a_line_in_code_is_code() -> None:
    assert found(f"```\n\n{line(2)}\n```\n\n{ONE}\n{line(1)}") == []


def test_it_is_taken_out() -> None:
    assert placed(CUT, Belongs.NOWHERE) == f"{ONE}\n{line(1)}\n\n{THREE}\n{line(3)}"


def test_it_goes_to_the_text_above_or_below_beside_their_own() -> None:
    above, below = placed(CUT, Belongs.ABOVE), placed(CUT, Belongs.BELOW)
    assert sources(above) == [(ONE, ("r/1", "r/2")), (THREE, ("r/3",))]
    assert sources(below) == [(ONE, ("r/1",)), (THREE, ("r/3", "r/2"))]
    assert found(above) == found(below) == []


def test_one_right_below_a_text_can_leave_it() -> None:
    before = [Held("p1", ONE), *BEFORE[1:]]
    body = f"{ONE}\n{line(2)}\n{THREE}\n{line(3)}"
    assert sources(placed(body, Belongs.NOWHERE, before)) == [(ONE, ()), (THREE, ("r/3",))]
    below = placed(body, Belongs.BELOW, before)
    assert sources(below) == [(ONE, ()), (THREE, ("r/3", "r/2"))]
    assert sources(placed(body, Belongs.ABOVE, before))[0] == (ONE, ("r/2",))


def test_lists_do_not_run_together_where_a_line_is_taken_out() -> None:
    body = f"- a\n\n{line(2)}\n\n- c\n{line(3)}"
    assert sources(placed(body, Belongs.NOWHERE)) == [("a", ()), ("c", ("r/3",))]


def test_several_lines_go_each_its_way() -> None:
    body = f"{line(1)}\n\n{line(2)}\n\n{THREE}\n{line(3)}"
    one, two = found(body)
    decided = {one: Belongs.NOWHERE, two: Belongs.BELOW}
    text = with_placed(body, render_blocks(body), decided)
    assert text == f'{THREE}\n{{: #p3 src="r/3 r/2"}}'


def test_its_own_line_says_the_key_of_a_text_still() -> None:
    body = WHOLE.replace(f"{TWO}\n", f"{TWO}\n\n")
    assert placed(body, Belongs.ABOVE) == WHOLE


@pytest.mark.parametrize(
    "body",
    [
        f"{ONE}\n{line(2)}\n{THREE}\n{line(3)}",
        f"{ONE}\n{{: lang=fr}}\n{line(2)}\n\n{THREE}\n{line(3)}",
        f"## Cash\n{line(2)}\n\n{ONE}\n\n{THREE}\n{line(3)}",
        f"- a\n- b\n{line(2)}\n- c\n\n{THREE}\n{line(3)}",
        f"::: note\n{ONE}\n:::\n{line(2)}\n\n{THREE}\n{line(3)}",
        f"    code\n{line(2)}\n\n{THREE}\n{line(3)}",
    ],
)
def test_one_right_below_a_text_is_set_apart_and_describes_none(body: str) -> None:
    bare = [(text, own if own != ("r/2",) else ()) for text, own in sources(body)]
    before = [Held(f"p{n}", text, own) for n, (text, own) in enumerate(bare)] + [BEFORE[1]]
    (one,) = found(body, before)
    apart = set_apart(body, [one])
    assert sources(apart) == bare
    assert apart.replace(f"\n\n{line(2)}", f"\n{line(2)}") == body
    assert [each.line for each in found(apart, before)] == [one.line + 1], "it is asked about"
    assert set_apart(apart, found(apart, before)) == apart


def test_what_stands_alone_already_is_left_where_it_is() -> None:
    body = f"{ONE}\n{line(1)}\n{line(2)}\n\n{THREE}\n{line(3)}"
    assert set_apart(body, found(body)) == body
