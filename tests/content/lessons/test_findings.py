"""What should be looked at before a lesson is read by learners."""

import pytest

from content.lessons.findings import Read, Shown, findings

TEXT = Shown("paragraph", "Couriers carry cash over the border.")
HEADING = Shown("heading", "Banks", 2)


def found(
    *blocks: Shown, title: str = "Cash", minutes: int = 6, aims: tuple[str, ...] = ("A",)
) -> list[str]:
    return list(findings(Read(title, minutes, aims, blocks)))


def test_a_lesson_that_is_right_has_nothing() -> None:
    assert found(TEXT, HEADING, TEXT) == []


@pytest.mark.parametrize(("minutes", "name"), [(21, ["long"]), (20, []), (2, []), (1, ["short"])])
def test_minutes_are_measured(minutes: int, name: list[str]) -> None:
    assert found(TEXT, minutes=minutes) == name


def test_aims_and_titles_are_looked_at() -> None:
    assert found(TEXT, aims=(" ",), title="T" * 101) == ["aimless", "title"]


def test_a_heading_wants_text_and_may_have_deeper_ones_first() -> None:
    deeper = Shown("heading", "Transfers", 3)
    assert found(HEADING, deeper, TEXT) == []
    assert found(TEXT, HEADING) == ["bare"]
    assert found(deeper, HEADING, TEXT) == ["bare"]


def test_a_heading_that_says_the_title_again_is_told() -> None:
    assert found(HEADING, TEXT, title="Banks.") == ["repeated"]


def test_what_is_announced_should_come() -> None:
    lead = Shown("paragraph", "The nine reports are these :")
    assert found(lead, Shown("list", "One")) == []
    assert found(lead, HEADING, TEXT) == ["announced"]
    assert found(TEXT, Shown("paragraph", "九份报告：")) == ["announced"]


@pytest.mark.parametrize(
    "text",
    ["Publié en 2020 1 . Puis", "le secteur privé .", "sur un r ang élevé", "touchés , puis"],
)
def test_what_a_file_left_behind_is_told(text: str) -> None:
    assert found(Shown("paragraph", text)) == ["left_over"]


@pytest.mark.parametrize(
    "text",
    ["Il y a 3,5 pour cent.", "Point b) et c).", "Да, и в том.", "Plan B is here.", "et ... puis"],
)
def test_what_is_written_so_is_not(text: str) -> None:
    assert found(Shown("paragraph", text)) == []
