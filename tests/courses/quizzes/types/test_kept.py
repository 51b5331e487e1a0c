from decimal import Decimal
from typing import Any

import pytest

from courses.quizzes.types import kept
from courses.quizzes.types.registry import kind

ERROR = "quizzes/kinds/error.html"
SPEC: dict[str, Any] = {
    "stem": "Which?",
    "choices": [
        {"id": "a", "text": "This", "correct": True},
        {"id": "b", "text": "That", "correct": False},
    ],
}


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_drawn", {})


def test_the_same_question_is_drawn_once_and_looks_the_same() -> None:
    known = kind("single_choice")
    pages = [known.render(known.prepare(SPEC, language="en"), prefix="q1") for _ in range(2)]
    assert pages[0] is pages[1]


@pytest.mark.parametrize(
    "other",
    [
        {"prefix": "q2"},
        {"value": "b"},
        {"order": ["b", "a"]},
        {"disabled": True},
        {"error": "No."},
        {"points": Decimal(2), "spec": SPEC | {"stem": "Who?"}},
        {"spec": SPEC, "language": "fr"},
    ],
)
def test_what_differs_is_drawn_by_itself(other: dict[str, Any]) -> None:
    known = kind("single_choice")

    def page(*, spec: dict[str, Any] = SPEC, language: str = "en", **said: Any) -> str:
        return known.render(
            known.prepare(spec, language=language), **({"prefix": "q1", "order": ["a", "b"]} | said)
        )

    drawn_first = page()
    beside_it = page(**other)
    kept._drawn.clear()
    assert page(**other) == beside_it != drawn_first


def test_what_somebody_wrote_is_not_kept() -> None:
    known = kind("short_text")
    spec = known.prepare({"stem": "What?", "accepted": ["this"]}, language="en")
    known.render(spec, prefix="q1", value="My own words")
    assert not kept._drawn


def test_what_is_more_than_plain_data_is_drawn_anew() -> None:
    page = kept.draw_once(ERROR, {"error": "No.", "something": object()}, language="en")
    assert page
    assert not kept._drawn


def test_when_there_are_too_many_all_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for number in range(3):
        kept.draw_once(ERROR, {"error": number}, language="en")
    assert len(kept._drawn) == 1


def test_what_is_far_too_long_does_not_fill_the_memory() -> None:
    page = kept.draw_once(ERROR, {"error": "x" * kept.LONGEST}, language="en")
    assert "x" * kept.LONGEST in page
    assert not kept._drawn
