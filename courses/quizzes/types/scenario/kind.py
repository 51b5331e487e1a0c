"""A branching scenario: scenes with choices that lead to other scenes, to an ending.

Spec: {"stem", "start": scene id, "marking": "path"|"ending", "again": bool, "nodes": [{"id",
"title", "scene", "ending": bool, "outcome", "worth": percent, "choices": [{"id", "text", "target":
scene id, "points", "feedback", "least", "most", "after", "not_after"}]}], "feedback"}.
Conditions: see graph.Choice. Prepared, it also has "most": the best that a way can earn.

The value is the steps taken, as walking.py has them; the server writes them (Kind.follow).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.errors import OutOfStep
from courses.quizzes.types.base import Kind, MalformedAnswer, Problem
from courses.quizzes.types.checks import text_of
from courses.quizzes.types.scenario.checking import BY_PATH, MOST_CHOICES, MOST_SCENES, problems_of
from courses.quizzes.types.scenario.forms import ScenarioForm
from courses.quizzes.types.scenario.graph import documents, graph_of, titles_of
from courses.quizzes.types.scenario.pages import gamebook, page_of, review_of
from courses.quizzes.types.scenario.walking import (
    AGAIN,
    chosen,
    open_choices,
    places_along,
    steps_of,
    tries_of,
)
from courses.quizzes.types.scenario.ways import ways_through
from courses.quizzes.types.values import Mark, Spec, Value

MOST_STEPS = 200
GO = "-go"
PATH = "-path"
# How many steps came before, and the choice; no choice starts again.
STEP = re.compile(r"(\d{1,4})\.([A-Za-z0-9_-]{0,40})", re.ASCII)
NUMBERS = ("points", "least", "most")
IDS = ("after", "not_after")


class Scenario(Kind):
    name = "scenario"
    form_class = ScenarioForm
    place = 130
    label = gettext_lazy("Scenario")
    purpose = gettext_lazy("A story that branches: each choice leads to another scene.")
    example = gettext_lazy(
        "A customer pays in cash and is in a hurry → Ask where the money comes from (2 points) · "
        "Let it pass → what happens then"
    )
    is_walked = True
    has_unfinished_drafts = True  # a story grows scene by scene, over days

    def validate(self, spec: Spec) -> list[Problem]:
        return problems_of(spec)

    def structure(self, spec: Spec) -> Any:
        scenes = [
            [
                text_of(row, "id"),
                row.get("ending") is True,
                text_of(row, "worth"),
                [
                    [text_of(choice, name) for name in ("id", "target", *NUMBERS, *IDS)]
                    for choice in documents(row.get("choices"))
                ],
            ]
            for row in documents(spec.get("nodes"))
        ]
        return [text_of(spec, "start"), spec.get("marking"), spec.get("again"), scenes]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        tidied = {
            "stem": text_of(spec, "stem"),
            "start": text_of(spec, "start"),
            "marking": spec.get("marking") or BY_PATH,
            "again": spec.get("again") is True,
            "nodes": [_tidy_scene(row) for row in documents(spec.get("nodes"))[:MOST_SCENES]],
            "feedback": text_of(spec, "feedback"),
        }
        return {**tidied, "most": str(ways_through(graph_of(tidied)).most or 0)}

    # --- A step, and where it leads -------------------------------------------------------

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        """A step. Who pressed the button without choosing is told so by check_value."""
        step = super().read_value(data, prefix)
        return "?" if step is None and prefix + GO in data else step

    def is_unfinished(self, spec: Spec, value: Value) -> bool:
        """No try came to an ending."""
        graph = graph_of(spec)
        ways = [places_along(graph, chosen(walked)) for walked in tries_of(steps_of(value))]
        return not any(graph.scene(way[-1].scene).is_ending for way in ways)

    def what_lacks(self, spec: Spec, value: Value) -> str:
        return _("the story has not come to an end")

    def check_value(self, spec: Spec, value: Value) -> Value:
        """A step as {"from": how many came before, "choice"}."""
        if self.is_blank(value):
            return None
        found = STEP.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise MalformedAnswer(_("Choose how to go on."))
        if found[2] and found[2] not in _choice_ids(spec):
            raise MalformedAnswer(_("This is not one of the choices. Choose again from the list."))
        return {"from": int(found[1]), "choice": found[2]}

    def follow(self, spec: Spec, standing: Value, step: Value, now: datetime | None) -> Value:
        steps = steps_of(standing)
        if step["from"] != len(steps):
            raise OutOfStep
        if len(steps) >= MOST_STEPS:
            words = _("You have taken %(most)d steps here; no more can be stored.")
            raise MalformedAnswer(words % {"most": MOST_STEPS})
        graph, walked = graph_of(spec), tries_of(steps)[-1]
        place = places_along(graph, chosen(walked))[-1]
        if not step["choice"] and not (spec.get("again") and walked):
            raise MalformedAnswer(_("There is no starting again here. Choose how to go on."))
        if step["choice"] and step["choice"] not in [c.id for c in open_choices(graph, place)]:
            raise MalformedAnswer(_("This is not one of the choices. Choose again from the list."))
        at = now.astimezone(UTC).isoformat(timespec="milliseconds") if now else ""
        return [*steps, {"node": place.scene, "choice": step["choice"], "at": at}]

    def read_played(self, spec: Spec, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        """The steps that the form carries, each tried anew, and the one it adds."""
        carried = (data.get(prefix + PATH) or [""])[-1].split(".")[:MOST_STEPS]
        walked: Value = None
        for choice in carried if carried != [""] else []:
            step = {"from": len(walked or []), "choice": "" if choice == AGAIN else choice}
            walked = self.follow(spec, walked, step, None)
        step = self.check_value(spec, self.read_value(data, prefix))
        return walked if step is None else self.follow(spec, walked, step, None)

    def in_words(self, spec: Spec, value: Value) -> str:
        """The scenes of the last try, in turn."""
        titles = titles_of(spec)
        tries = tries_of(value)
        if not any(tries):
            return ""
        places = places_along(graph_of(spec), chosen(tries[-1]))
        return " → ".join(titles.get(place.scene, place.scene) for place in places)

    # --- Pages ----------------------------------------------------------------------------

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        return page_of(spec, value)

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        return review_of(spec, value, mark)

    def render_print(self, spec: Spec, *, order: Sequence[str] | None = None) -> SafeString:
        """A book to play: numbered scenes, each choice says where to read on."""
        return self._render("print", spec, {"pages": gamebook(spec), "value": None})


def _tidy_scene(row: Mapping[str, Any]) -> dict[str, Any]:
    is_ending = row.get("ending") is True
    return {
        **{name: text_of(row, name) for name in ("id", "title", "scene")},
        "ending": is_ending,
        "outcome": text_of(row, "outcome") if is_ending else "",
        "worth": text_of(row, "worth") if is_ending else "",
        "choices": [_tidy_choice(one) for one in documents(row.get("choices"))[:MOST_CHOICES]],
    }


def _tidy_choice(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("id", "text", "target", *NUMBERS, *IDS, "feedback")
    return {name: text_of(row, name) for name in names}


def _choice_ids(spec: Spec) -> set[str]:
    return {
        text_of(choice, "id")
        for row in documents(spec.get("nodes"))
        for choice in documents(row.get("choices"))
    }


KIND = Scenario()
