"""Which paragraphs of a course rest on one that stands elsewhere, or nowhere."""

from dataclasses import replace

from content.planning.resting import resting
from content.planning.values import PlanPassage
from tests.content.planning.sections import written

FIRST = "The Blue Harbour Programme trained officers of nine ports."
LEANS = "This programme was given to three more ports."


def test_what_goes_on_from_the_paragraph_before_it_rests_on_that() -> None:
    said = written((1, "Ports", [("paragraph", FIRST), ("paragraph", LEANS)]))
    assert resting(*said, "en") == {102: 101}


def test_what_the_paragraph_before_it_is_missing_of_rests_on_nothing() -> None:
    made, texts = written((1, "Ports", [("paragraph", FIRST), ("paragraph", LEANS)]))
    apart = replace(made[0], passages=(made[0].passages[0], PlanPassage(102, "109", 8)))
    assert resting([apart], texts, "en") == {102: None}


def test_what_goes_on_from_another_section_rests_on_nothing() -> None:
    said = written((1, "Ports", [("paragraph", FIRST)]), (1, "More", [("paragraph", LEANS)]))
    assert resting(*said, "en") == {102: None}


def test_what_stands_alone_rests_on_none() -> None:
    said = written((1, "Ports", [("paragraph", FIRST), ("paragraph", FIRST)]))
    assert resting(*said, "en") == {}
