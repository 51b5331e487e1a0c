"""Made-up answers are right, wrong and partly right, and what grading and pages take."""

from collections import Counter
from random import Random
from typing import Any

import pytest

from courses.cohorts.population.guesses import guess
from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import as_stored
from tests.courses.quizzes.types.test_hotspot import SPEC as SPOT
from tests.courses.quizzes.types.test_hotspot import TestSeveral
from tests.courses.quizzes.types.test_scenario import SPEC as STORY

SEVERAL = TestSeveral.SEVERAL
BY_ENDING = {**STORY, "marking": "ending"}


def outcomes(name: str, written: dict[str, Any], *, knows: bool) -> Counter[str]:
    member = kind(name)
    spec = member.prepare(written, language="en")
    draw = Random(7)
    values = [guess(name, spec, draw, knows=knows) for _ in range(60)]
    if not member.is_walked:
        assert all(as_stored(member, spec, value) == value for value in values)
    return Counter(member.grade(spec, value).outcome for value in values)


@pytest.mark.parametrize(
    ("name", "spec"),
    [
        ("hotspot", SPOT),
        ("hotspot", {**SPOT, "no_list": True}),
        ("hotspot", SEVERAL),
        ("scenario", STORY),
        ("scenario", BY_ENDING),
    ],
)
def test_who_knows_is_right(name: str, spec: dict[str, Any]) -> None:
    assert outcomes(name, spec, knows=True) == {"right": 60}


@pytest.mark.parametrize(("name", "spec"), [("hotspot", SEVERAL), ("scenario", STORY)])
def test_who_does_not_is_wrong_or_partly_right(name: str, spec: dict[str, Any]) -> None:
    assert outcomes(name, spec, knows=False).keys() >= {"wrong", "partly"}


def test_a_wrong_place_is_wrong() -> None:
    assert outcomes("hotspot", SPOT, knows=False) == {"wrong": 60}


def test_a_way_is_one_that_can_be_walked() -> None:
    member = kind("scenario")
    spec, draw = member.prepare(STORY, language="en"), Random(3)
    for _ in range(30):
        walked: Any = []
        for step in guess("scenario", spec, draw, knows=draw.random() < 0.5):
            sent = {"from": len(walked), "choice": step["choice"]}
            walked = member.follow(spec, walked, sent, None)
        assert 0 < len(walked) <= 40
