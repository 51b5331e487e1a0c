from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from courses.quizzes.errors import OutOfStep
from courses.quizzes.types.base import MalformedAnswer
from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import Ladder

SPEC: dict[str, Any] = {
    "stem": "A customer comes to your counter.",
    "start": "n1",
    "marking": "path",
    "again": True,
    "nodes": [
        {
            "id": "n1",
            "title": "At the counter",
            "scene": "She wants to pay in *9,000* in cash.",
            "ending": False,
            "outcome": "",
            "worth": "",
            "choices": [
                {
                    "id": "c1",
                    "text": "Ask where it comes from",
                    "target": "n2",
                    "points": "1",
                    "feedback": "A **fair** question.",
                },
                {"id": "c2", "text": "Take it", "target": "n3", "points": "", "feedback": ""},
            ],
        },
        {
            "id": "n2",
            "title": "The answer",
            "scene": "She says: savings.",
            "ending": False,
            "outcome": "",
            "worth": "",
            "choices": [
                {
                    "id": "c3",
                    "text": "Report your doubts",
                    "target": "n4",
                    "points": "2",
                    "feedback": "",
                },
                {"id": "c4", "text": "Let it pass", "target": "n3", "points": "0", "feedback": ""},
                {
                    "id": "c5",
                    "text": "Ask again",
                    "target": "n1",
                    "points": "0",
                    "feedback": "",
                    "not_after": "c5",
                },
            ],
        },
        {
            "id": "n3",
            "title": "A year later",
            "scene": "The police call.",
            "ending": True,
            "outcome": "The money was gone.",
            "worth": "0",
            "choices": [],
        },
        {
            "id": "n4",
            "title": "The report",
            "scene": "The unit thanks you.",
            "ending": True,
            "outcome": "Well done.",
            "worth": "100",
            "choices": [],
        },
    ],
    "feedback": "General feedback.",
}


def walk(*choices: str, spec: dict[str, Any] | None = None) -> list[dict[str, str]]:
    """The steps as the server writes them, without time."""
    value: Any = None
    member = kind("scenario")
    made = member.prepare(spec or SPEC, language="en")
    for choice in choices:
        value = member.follow(made, value, {"from": len(value or []), "choice": choice}, None)
    return value or []


def step(node: str, choice: str) -> dict[str, str]:
    return {"node": node, "choice": choice, "at": ""}


RIGHT = [step("n1", "c1"), step("n2", "c3")]
LADDER = Ladder(
    spec=SPEC,
    right=RIGHT,
    wrong=[step("n1", "c2")],
    partly=([step("n1", "c1"), step("n2", "c4")], Decimal(1) / 3),
    half=[step("n1", "c1")],
    posted={"q": ["1.c3"], "q-go": ["1"]},
    malformed=("c1", ["0.c1"], {"n1": "c1"}, "0.c9", "-1.c1", "x.c1", 3, "0.c1;", "٠.c1"),
)
SPEC_OF = kind("scenario").prepare(SPEC, language="en")
NOON = datetime(2026, 11, 21, 12, 0, 0, 123_000, tzinfo=UTC)


def test_a_step_is_written_with_its_scene_and_the_servers_time() -> None:
    value = kind("scenario").follow(SPEC_OF, None, {"from": 0, "choice": "c1"}, NOON)
    assert value == [{"node": "n1", "choice": "c1", "at": "2026-11-21T12:00:00.123+00:00"}]


@pytest.mark.parametrize("start", [0, 1, 3, 9999])
def test_a_step_from_elsewhere_is_out_of_step(start: int) -> None:
    value = walk("c1", "c5")
    with pytest.raises(OutOfStep):
        kind("scenario").follow(SPEC_OF, value, {"from": start, "choice": "c2"}, NOON)


@pytest.mark.parametrize(
    ("before", "choice"),
    [(("c1",), "c1"), (("c1", "c5", "c1"), "c5"), (("c2",), "c3"), ((), "")],
    ids=["of another scene", "its condition does not hold", "after the end", "restart at once"],
)
def test_a_choice_that_is_not_open_is_refused(before: tuple[str, ...], choice: str) -> None:
    value = walk(*before)
    with pytest.raises(MalformedAnswer) as caught:
        kind("scenario").follow(SPEC_OF, value, {"from": len(value), "choice": choice}, NOON)
    assert not isinstance(caught.value, OutOfStep)


def test_starting_again_is_for_the_author_to_allow() -> None:
    once = kind("scenario").prepare({**SPEC, "again": False}, language="en")
    with pytest.raises(MalformedAnswer):
        kind("scenario").follow(once, walk("c2"), {"from": 1, "choice": ""}, NOON)


def test_two_hundred_steps_are_the_end() -> None:
    value = [step("n1", "c1"), step("n2", "")] * 100
    with pytest.raises(MalformedAnswer, match="200 steps"):
        kind("scenario").follow(SPEC_OF, value, {"from": 200, "choice": "c1"}, NOON)


def test_the_best_try_counts_and_all_are_kept() -> None:
    value = walk("c1", "c3", "", "c2")
    assert [one["choice"] for one in value] == ["c1", "c3", "", "c2"]
    mark = kind("scenario").grade(SPEC_OF, value)
    assert (mark.fraction, mark.outcome) == (Decimal(1), "right")
    assert (mark.parts["tries"], mark.parts["best"], mark.parts["points"]) == (2, 0, "3")


def test_points_count_once_however_often_one_goes_round() -> None:
    mark = kind("scenario").grade(SPEC_OF, walk("c1", "c5", "c1"))
    assert mark.parts["points"] == "1"
    assert (mark.outcome, mark.parts["ended"]) == ("partly", False)


def test_who_has_all_points_but_no_end_is_partly_right() -> None:
    nodes = [*SPEC["nodes"][:1], {**SPEC["nodes"][1]}, *SPEC["nodes"][2:]]
    nodes[1]["choices"] = [{**one, "points": "0"} for one in nodes[1]["choices"]]
    spec = kind("scenario").prepare({**SPEC, "nodes": nodes}, language="en")
    assert kind("scenario").grade(spec, walk("c1")).outcome == "partly"
    assert kind("scenario").grade(spec, walk("c1", "c3")).outcome == "right"


@pytest.mark.parametrize(("choices", "fraction"), [(("c1", "c3"), 1), (("c2",), 0), (("c1",), 0)])
def test_by_ending_only_the_ending_counts(choices: tuple[str, ...], fraction: int) -> None:
    spec = kind("scenario").prepare({**SPEC, "marking": "ending"}, language="en")
    assert kind("scenario").grade(spec, walk(*choices)).fraction == fraction


@pytest.mark.parametrize("odd", [[1], [{}], [{"node": 1, "choice": "c1"}], "c1", [{"node": "n1"}]])
def test_a_value_that_is_no_walk_earns_nothing(odd: Any) -> None:
    assert kind("scenario").grade(SPEC_OF, odd).fraction == 0


def test_an_answer_is_said_by_its_scenes() -> None:
    words = kind("scenario").in_words(SPEC_OF, walk("c1", "c3"))
    assert words == "At the counter → The answer → The report"
    assert kind("scenario").in_words(SPEC_OF, None) == ""


def test_the_page_shows_one_scene_and_no_other() -> None:
    html = kind("scenario").render(SPEC_OF, prefix="q", value=walk("c1"))
    assert 'value="1.c3"' in html and "She says: savings." in html
    assert "A <strong>fair</strong> question." in html
    assert "The unit thanks you." not in html and "The police call." not in html


def test_a_choice_that_is_shut_is_not_offered() -> None:
    html = kind("scenario").render(SPEC_OF, prefix="q", value=walk("c1", "c5", "c1"))
    assert "Ask again" in html  # on the way so far
    assert 'value="3.c5"' not in html


def test_a_recorded_way_is_not_carried_by_the_form() -> None:
    value = kind("scenario").follow(SPEC_OF, None, {"from": 0, "choice": "c1"}, NOON)
    assert "q-path" not in kind("scenario").render(SPEC_OF, prefix="q", value=value)


def test_review_names_the_better_choice_only_where_keys_are_shown() -> None:
    member, value = kind("scenario"), walk("c1", "c4")
    mark = member.grade(SPEC_OF, value)
    shown = member.render_review(SPEC_OF, value=value, mark=mark, reveal=True)
    hidden = member.render_review(SPEC_OF, value=value, mark=mark, reveal=False)
    assert shown.count("Better here:") == 1 and "Report your doubts" in shown
    assert "Better here:" not in hidden and "Report your doubts" not in hidden
    assert "The money was gone." in hidden


def test_review_of_a_way_without_end_says_where_one_stopped() -> None:
    member, value = kind("scenario"), walk("c1")
    html = member.render_review(SPEC_OF, value=value, mark=member.grade(SPEC_OF, value))
    assert "You stopped at “The answer”, before an end." in html


def test_on_paper_it_is_a_book_to_play() -> None:
    html = kind("scenario").render_print({**SPEC_OF, "start": "n2"})
    assert html.index("1. The answer") < html.index("2. At the counter")
    assert "go to 3" in html and "(not if you passed: Ask again)" in html


def test_preview_plays_from_what_its_form_carries() -> None:
    member = kind("scenario")
    assert member.read_played(SPEC_OF, {"q-path": ["c1"], "q": ["1.c3"]}, "q") == RIGHT
    assert member.read_played(SPEC_OF, {"q-path": [""]}, "q") is None
    assert member.read_played(SPEC_OF, {"q-path": ["c2.~"]}, "q") == [
        step("n1", "c2"),
        step("n3", ""),
    ]
    with pytest.raises(MalformedAnswer):
        member.read_played(SPEC_OF, {"q-path": ["c3"]}, "q")


def test_a_button_without_a_choice_is_told_so() -> None:
    member = kind("scenario")
    with pytest.raises(MalformedAnswer, match="Choose how to go on"):
        member.check_value(SPEC_OF, member.read_value({"q-go": ["1"]}, "q"))


def test_structure_is_everything_but_texts() -> None:
    member = kind("scenario")
    french = [{**node, "title": "Autre", "scene": "Autre"} for node in SPEC["nodes"]]
    assert member.structure({**SPEC, "nodes": french}) == member.structure(SPEC)
    moved = [{**SPEC["nodes"][0], "choices": []}, *SPEC["nodes"][1:]]
    assert member.structure({**SPEC, "nodes": moved}) != member.structure(SPEC)
