"""Authors a scenario: one scene at a time, beside a map of all of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from courses.quizzes.types.form_parts import (
    FEEDBACK_OPEN,
    STEM,
    Row,
    RowGroup,
    Text,
    Variants,
    new_id,
)
from courses.quizzes.types.forms import QuestionForm
from courses.quizzes.types.scenario import board, board_actions
from courses.quizzes.types.scenario.dead_ends import findings_of
from courses.quizzes.types.scenario.graph import BY_ENDING, graph_of
from courses.quizzes.types.scenario.layers import Map, map_of
from courses.quizzes.types.scenario.wording import problem_of
from courses.quizzes.types.values import Spec

if TYPE_CHECKING:
    from courses.quizzes.types.base import Problem

BY_PATH = "path"
MARKING_CHOICES = [
    (BY_PATH, gettext_lazy("By the path taken: points of the choices, against the best path")),
    (BY_ENDING, gettext_lazy("By the ending: what the ending reached is worth")),
]
SCENE = (
    Text("node-title", gettext_lazy("Title of the scene"), lines=1),
    Text("node-scene", gettext_lazy("What happens"), lines=4),
    Text("node-outcome", gettext_lazy("If this is an ending: what came of it")),
)
CHOICES = RowGroup(
    name="choices",
    title=gettext_lazy("Choices in this scene"),
    row_label=gettext_lazy("Choice"),
    add_label=gettext_lazy("Add another choice"),
    texts=(
        Text("text", gettext_lazy("Text"), lines=1),
        Text("feedback", gettext_lazy("Said with the next scene")),
    ),
    hidden=("id",),
    least=2,
)
SHARED = (*board.CHOICE_SHARED, *board.SCENE_SHARED, "ending")
CONDITIONS = ("after", "not_after")
# In a bigger story a condition names scenes only, or its lists alone would make the page slow.
MOST_NAMED = 200
PATHS = re.compile(r"nodes\.(\d+)(?:\.choices\.(\d+))?\.(\w+)")


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A choice of the open scene: its texts, where it leads, what it asks."""

    row: Row
    index: int
    target: BoundField
    points: BoundField
    conditions: list[BoundField]
    has_conditions: bool
    leads_to: tuple[str, str] | None  # the scene's id and title


@dataclass(frozen=True, slots=True)
class SceneEntry:
    """A scene in the list beside the map; `choices` are (text, title of the scene it leads to)."""

    id: str
    title: str
    is_open: bool
    is_start: bool
    is_ending: bool
    choices: list[tuple[str, str]]
    said: list[str]


class ScenarioForm(QuestionForm):
    texts = (STEM, FEEDBACK_OPEN)
    groups = (CHOICES,)

    # --- The scenes -----------------------------------------------------------------------

    @cached_property
    def scenes(self) -> list[board.Item]:
        """All of them, with what stands in the fields of the open one."""
        return board.merged(self.data if self.is_bound else self.initial)

    def add_shared(self) -> None:
        source = self.data if self.is_bound else self.initial
        if not self.scenes:
            first = board_actions.new_scene(new_id())
            values = {board.BOARD: board.written([first]), board.AT: first["id"]}
            self.initial = {board_actions.START: first["id"], **self.initial, **values}
            self.data = {**source, **self.initial} if self.is_bound else self.data
            del self.scenes
        for name in (board.BOARD, board.AT, board_actions.START):
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
        for text in SCENE:
            self._add_texts(text.name, text)
        if self.initial.get(board_actions.OPENED):
            title = self.fields[f"{SCENE[0].name}-{self.languages[0]}"]
            title.widget.attrs["autofocus"] = True
        linked = self.fields.get(f"choices-{self.initial.get(board_actions.LINKED)}-target")
        if linked:
            linked.widget.attrs["autofocus"] = True
        self._add_settings()
        self._name_targets()

    def _add_settings(self) -> None:
        self.fields["node-ending"] = forms.BooleanField(
            required=False, label=_("The story ends here")
        )
        self.fields["node-worth"] = forms.CharField(
            required=False,
            label=_("What this ending is worth, in percent"),
            help_text=_("Only where the ending is marked."),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        )
        self.fields["marking"] = forms.CharField(
            required=False,
            label=_("How the scenario is marked"),
            initial=BY_PATH,
            widget=forms.RadioSelect(choices=MARKING_CHOICES),
        )
        self.fields["again"] = forms.BooleanField(
            required=False, label=_("Learners may start again; their best way counts")
        )

    def add_row_fields(self, group: RowGroup, prefix: str) -> None:
        typed = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-short"})
        for name, label in (
            ("points", _("Points")),
            ("least", _("Only with at least so many points")),
            ("most", _("Only with at most so many points")),
        ):
            self.fields[f"{prefix}-{name}"] = forms.CharField(
                required=False, label=label, widget=typed
            )
        for name, label in (
            ("target", _("Leads to")),
            ("after", _("Only after")),
            ("not_after", _("Not after")),
        ):
            self.fields[f"{prefix}-{name}"] = forms.CharField(
                required=False, label=label, widget=forms.Select
            )

    def _name_targets(self) -> None:
        """Selects show titles, not ids."""
        titles = list(self.titles.items())
        choices = self._choice_texts()
        if len(titles) + len(choices) > MOST_NAMED:
            used = self._named_in_conditions()
            choices = [(choice, text) for choice, text in choices if choice in used]
        passed = [*titles, *choices]
        for index in range(self.row_count(CHOICES)):
            self._choices(f"choices-{index}-target", [("", _("Nowhere yet")), *titles])
            for name in CONDITIONS:
                self._choices(f"choices-{index}-{name}", [("", _("No condition")), *passed])

    def _named_in_conditions(self) -> set[str]:
        names = [f"choices-{i}-{n}" for i in range(self.row_count(CHOICES)) for n in CONDITIONS]
        return {self.written(name) for name in names}

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        widget = self.fields[name].widget
        assert isinstance(widget, forms.Select)
        widget.choices = choices

    @cached_property
    def titles(self) -> dict[str, str]:
        """{scene id: "3. At the counter"}."""
        numbered = enumerate(self.scenes, 1)
        return {one["id"]: board.title_of(one, n, self.languages) for n, one in numbered}

    def _choice_texts(self) -> list[tuple[str, str]]:
        return [
            (choice["id"], f"{self.titles[scene['id']]} → {self._text(choice)}")
            for scene in self.scenes
            for choice in scene["choices"]
        ]

    def _text(self, choice: board.Item) -> str:
        texts = choice["texts"]["text"]
        return next((texts[code] for code in self.languages if texts.get(code)), "…")

    # --- For the template -----------------------------------------------------------------

    @property
    def scene_fields(self) -> Variants:
        return self._variants([text.name for text in SCENE])

    @property
    def ending_field(self) -> BoundField:
        return self["node-ending"]

    @property
    def worth_field(self) -> BoundField:
        return self["node-worth"]

    @property
    def count_field(self) -> BoundField:
        return self[board.ROWS]

    @property
    def choice_rows(self) -> list[ChoiceRow]:
        return [self._choice_row(index) for index in range(self.row_count(CHOICES))]

    def _choice_row(self, index: int) -> ChoiceRow:
        prefix = f"choices-{index}"
        names = [f"{prefix}-{name}" for name in ("least", "most", "after", "not_after")]
        target = self.written(f"{prefix}-target")
        return ChoiceRow(
            row=self._row(CHOICES, index),
            index=index,
            target=self[f"{prefix}-target"],
            points=self[f"{prefix}-points"],
            conditions=[self[name] for name in names],
            has_conditions=any(self.written(name) or name in self.errors for name in names),
            leads_to=(target, self.titles[target]) if target in self.titles else None,
        )

    @property
    def folds_choices(self) -> bool:
        """An ending has no choices: what is empty there only stands in the way."""
        return bool(self["node-ending"].value()) and not self.used_rows(CHOICES)

    @property
    def open_title(self) -> str:
        return self.titles.get(self.written(board.AT), "")

    @cached_property
    def shown_spec(self) -> dict[str, Any]:
        """In the first language in which something stands; for the map and the test."""
        drafts = self.draft_specs()
        return next(iter(drafts.values()), {}) or self._draft_spec(self.languages[0])

    @property
    def map(self) -> Map:
        return map_of(graph_of(self.shown_spec), self.titles, mirrored=get_language_bidi())

    @cached_property
    def said(self) -> dict[str, list[str]]:
        """{scene id, "" for the whole: what the test for dead ends says}."""
        found: dict[str, list[str]] = {}
        if self.shown_spec["nodes"]:
            for finding in findings_of(graph_of(self.shown_spec)):
                words = problem_of(self.shown_spec, finding).message
                found.setdefault(finding.scene, []).append(words)
        return found

    @property
    def said_of_all(self) -> list[str]:
        return self.said.get("", [])

    @property
    def entries(self) -> list[SceneEntry]:
        return [self._entry(scene) for scene in self.scenes]

    def _entry(self, scene: board.Item) -> SceneEntry:
        return SceneEntry(
            id=scene["id"],
            title=self.titles[scene["id"]],
            is_open=scene["id"] == self.written(board.AT),
            is_start=scene["id"] == self.written(board_actions.START),
            is_ending=scene["ending"],
            choices=[
                (self._text(one), self.titles.get(one["target"], "")) for one in scene["choices"]
            ],
            said=self.said.get(scene["id"], []),
        )

    # --- The question ---------------------------------------------------------------------

    @classmethod
    def acted(cls, values: Mapping[str, Any], action: str) -> dict[str, Any]:
        return board_actions.acted(values, action, new_id=new_id())

    def _is_written(self, language: str) -> bool:
        return super()._is_written(language) or any(
            texts.get(language)
            for scene in self.scenes
            for item in (scene, *scene["choices"])
            for texts in item["texts"].values()
        )

    def _draft_spec(self, language: str) -> dict[str, Any]:
        spec = super()._draft_spec(language)
        del spec[CHOICES.name]
        return {
            **spec,
            "start": self.written(board_actions.START),
            "marking": self.written("marking") or BY_PATH,
            "again": bool(self["again"].value()),
            "nodes": board.nodes_in(self.scenes, language),
        }

    def preview_specs(self) -> dict[str, dict[str, Any]]:
        """The open scene, with all its choices."""
        return {code: self._only_open(spec) for code, spec in self.draft_specs().items()}

    def _only_open(self, spec: dict[str, Any]) -> dict[str, Any]:
        at = self.written(board.AT)
        free = {"least": "", "most": "", "after": "", "not_after": ""}
        nodes = [
            {**node, "choices": [{**choice, **free} for choice in node["choices"]]}
            for node in spec["nodes"]
            if node["id"] == at
        ]
        return {**spec, "start": at, "nodes": nodes}

    # --- Checking -------------------------------------------------------------------------

    @cached_property
    def _told(self) -> dict[str, str]:
        """{path of a shared part that something is wrong with: the language that said so}."""
        return {}

    def _show(self, problem: "Problem", language: str) -> None:
        """What is wrong with what the languages share is said in the first one's words; what is
        wrong in a scene that is not open says which one it is."""
        found = PATHS.fullmatch(problem.field)
        is_shared = found is not None and found[3] in SHARED
        if is_shared and self._told.setdefault(problem.field, language) != language:
            return
        scene = self._scene_id(int(found[1])) if found else ""
        if not scene or scene == self.written(board.AT):
            super()._show(problem, language)
            return
        message = self._naming(self.titles.get(scene, ""), problem.message)
        if not self.has_said(None, message):
            self.add_error(None, message)

    def _naming(self, title: str, message: str) -> str:
        if title.partition(". ")[2] in message:
            return message
        return _("Scene %(scene)s: %(problem)s") % {"scene": title, "problem": message}

    def _scene_id(self, index: int) -> str:
        nodes = self._draft_spec(self.languages[0])["nodes"]
        return str(nodes[index]["id"]) if index < len(nodes) else ""

    def field_for(self, path: str, language: str) -> str:
        found = PATHS.fullmatch(path)
        if path == "nodes":
            return f"node-title-{self.languages[0]}"
        if not found:
            return super().field_for(path, language)
        if self._scene_id(int(found[1])) != self.written(board.AT):
            return ""
        prefix = "node"
        if found[2] is not None:
            prefix = f"choices-{self.used_rows(CHOICES)[int(found[2])]}"
        name = f"{prefix}-{found[3]}"
        return name if name in self.fields else f"{name}-{language}"

    def is_row_marked(self, group: RowGroup, index: int) -> bool:
        """A choice that leads somewhere is one, though it says nothing yet."""
        names = [name for name in board.CHOICE_SHARED if name != "id"]
        return any(self.written(f"choices-{index}-{name}") for name in names)

    # --- Opening --------------------------------------------------------------------------

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        scenes = board.board_of(specs)
        start = next((one for one in scenes if one["id"] == spec.get("start")), None)
        shown = start or next(iter(scenes), None)
        return {
            **super().initial_from(specs),
            "marking": spec.get("marking", BY_PATH),
            "again": spec.get("again") is True,
            board_actions.START: spec.get("start", ""),
            board.BOARD: board.written(scenes),
            **(board.opened(shown) if shown else {}),
        }
