"""The form: one scene at a time, the others carried along, nothing typed lost by any button."""

from typing import Any

import pytest

from courses.quizzes.types.base import authored
from courses.quizzes.types.registry import kind
from courses.quizzes.types.scenario import board
from courses.quizzes.types.scenario.forms import ScenarioForm
from tests.courses.quizzes.types.test_scenario import SPEC, SPEC_OF

FRENCH = kind("scenario").prepare(
    {**SPEC, "nodes": [{**node, "title": f"{node['title']} (fr)"} for node in SPEC["nodes"]]},
    language="fr",
)


def opened(values: dict[str, Any] | None = None) -> ScenarioForm:
    initial = values or ScenarioForm.initial_from({"en": SPEC_OF, "fr": FRENCH})
    return ScenarioForm(kind=kind("scenario"), languages=["en", "fr"], initial=initial)


def posted(values: dict[str, Any]) -> ScenarioForm:
    return ScenarioForm(values, kind=kind("scenario"), languages=["en", "fr"])


def values_of() -> dict[str, Any]:
    stored = ScenarioForm.initial_from({"en": SPEC_OF, "fr": FRENCH})
    return {name: value for name, value in stored.items() if value not in ("", None, False)}


def test_it_opens_at_the_start() -> None:
    form = opened()
    assert form.open_title == "1. At the counter"
    assert form.written("node-title-fr") == "At the counter (fr)"
    assert form.written("choices-0-target") == "n2"


@pytest.mark.parametrize("scene", ["n1", "n2", "n3", "n4"])
def test_whichever_scene_is_open_all_of_them_are_saved(scene: str) -> None:
    values = ScenarioForm.acted(values_of(), f"open:{scene}")
    form = posted(values)
    assert form.is_valid(), form.errors
    for code, spec in (("en", SPEC_OF), ("fr", FRENCH)):
        again = kind("scenario").prepare(form.specs[code], language=code)
        assert authored(again) == authored(spec)


def test_what_was_typed_is_kept_when_another_scene_is_opened() -> None:
    values = {**values_of(), "node-title-en": "At the desk", "choices-1-points": "-1"}
    form = posted(ScenarioForm.acted(values, "open:n3"))
    nodes = form.draft_specs()["en"]["nodes"]
    assert (nodes[0]["title"], nodes[0]["choices"][1]["points"]) == ("At the desk", "-1")
    assert form.written("node-outcome-en") == "The money was gone."


def test_a_choice_leads_to_a_new_scene() -> None:
    values = {**values_of(), "choices-2-text-en": "Fetch the head", "choices-2-id": "c9"}
    form = posted(ScenarioForm.acted(values, "link:2"))
    nodes = form.draft_specs()["en"]["nodes"]
    assert len(nodes) == 5 and form.written(board.AT) == nodes[0]["id"]
    assert nodes[0]["choices"][2]["target"] == nodes[4]["id"]


def test_one_stays_at_the_choice_that_leads_to_a_new_scene() -> None:
    values = {**values_of(), "choices-2-text-en": "Fetch the head", "choices-2-id": "c9"}
    values |= {"choices-3-id": "c8", "choices-rows": "5"}
    form = opened(ScenarioForm.acted(values, "link:2"))
    led = [row.leads_to[1] if row.leads_to else "" for row in form.choice_rows]
    assert led[2:] == ["5. …", "", ""]
    assert form.fields["choices-2-target"].widget.attrs["autofocus"]
    assert not form.folds_choices


def test_an_ending_folds_its_empty_choices() -> None:
    assert opened(ScenarioForm.acted(values_of(), "open:n3")).folds_choices is True


def test_a_removed_scene_leaves_choices_that_lead_nowhere() -> None:
    form = posted(ScenarioForm.acted(values_of(), "drop:n3"))
    assert not form.is_valid()
    said = [str(words) for words in form.errors["choices-1-target"]]
    assert said == [
        "In “At the counter”, the choice “Take it” leads nowhere. Choose the scene it leads to."
    ]
    assert any("“The answer”" in words for words in form.non_field_errors())


def test_the_story_can_start_elsewhere() -> None:
    form = posted(ScenarioForm.acted(values_of(), "start:n2"))
    assert form.draft_specs()["en"]["start"] == "n2"


@pytest.mark.parametrize("action", ["open:gone", "drop:", "start:x", "link:x", "scene:", "", "odd"])
@pytest.mark.parametrize("text", ["", "{", "[1,2]", '[{"id":1,"choices":[3]}]', "[" * 5000])
def test_odd_buttons_and_boards_break_nothing(action: str, text: str) -> None:
    values = {**values_of(), board.BOARD: text}
    form = posted(ScenarioForm.acted(values, action))
    form.is_valid()
    assert form.entries and form.choice_rows and form.map


def test_a_problem_in_a_closed_scene_names_it() -> None:
    values = ScenarioForm.acted({**values_of(), "node-scene-en": ""}, "open:n3")
    form = posted(values)
    assert not form.is_valid()
    assert form.non_field_errors() == [
        "Scene 1. At the counter: Write what happens in this scene.",
        "As it is, it can be saved as a draft: tick “Keep as a draft” below.",
    ]


def test_preview_shows_the_open_scene_alone() -> None:
    form = posted(ScenarioForm.acted(values_of(), "open:n2"))
    spec = form.preview_specs()["en"]
    html = kind("scenario").render(kind("scenario").prepare(spec, language="en"), prefix="q")
    assert "She says: savings." in html and "Ask again" in html and "9,000" not in html
