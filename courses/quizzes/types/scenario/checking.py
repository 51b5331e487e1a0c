"""What a scenario must be. Its shape first; dead ends are looked for where the shape is well."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.types.base import Problem
from courses.quizzes.types.checks import common_problems, text_of, text_problems, too_long
from courses.quizzes.types.scenario.dead_ends import findings_of
from courses.quizzes.types.scenario.graph import BY_ENDING, documents, graph_of, number_of
from courses.quizzes.types.scenario.wording import problem_of
from courses.quizzes.types.values import Spec

MOST_SCENES = 100
MOST_CHOICES = 10
MOST_POINTS = 100
MAX_TITLE = 120
BY_PATH = "path"
MARKINGS = (BY_PATH, BY_ENDING)
_ID = re.compile(r"^[A-Za-z0-9_-]{1,40}$")


def problems_of(spec: Spec) -> list[Problem]:
    found = [*common_problems(spec), *_whole_problems(spec), *_scene_problems(spec)]
    if found:
        return found
    return [problem_of(spec, finding) for finding in findings_of(graph_of(spec))]


def _whole_problems(spec: Spec) -> Iterator[Problem]:
    scenes = documents(spec.get("nodes"))
    if not scenes:
        yield Problem("nodes", _("Write the first scene."), may_wait=True)
    if len(scenes) > MOST_SCENES:
        words = _("There are %(count)d scenes. A scenario can have %(most)d at most.")
        yield Problem("nodes", words % {"count": len(scenes), "most": MOST_SCENES})
    if spec.get("marking", BY_PATH) not in MARKINGS:
        yield Problem("marking", _("Choose how the scenario is marked."))


def _scene_problems(spec: Spec) -> Iterator[Problem]:
    scenes = documents(spec.get("nodes"))[: MOST_SCENES + 1]
    ids = Counter(_ids(spec))
    missing = _("Give this scene a title.")
    same = _("Scene %(number)d has this title already.")
    yield from text_problems(scenes, "nodes", "title", missing, same)
    for index, scene in enumerate(scenes):
        field = f"nodes.{index}"
        yield from _id_problems(scene, f"{field}.id", ids)
        yield from _text_problems(scene, field)
        choices = documents(scene.get("choices"))
        yield from _choice_list_problems(choices, field)
        for number, choice in enumerate(choices[: MOST_CHOICES + 1]):
            yield from _choice_problems(choice, f"{field}.choices.{number}", ids)


def _ids(spec: Spec) -> Iterator[str]:
    """Scenes and choices share one set of ids: a condition names either."""
    for scene in documents(spec.get("nodes")):
        yield text_of(scene, "id")
        yield from (text_of(choice, "id") for choice in documents(scene.get("choices")))


def _id_problems(row: Mapping[str, Any], field: str, ids: Counter[str]) -> Iterator[Problem]:
    own = text_of(row, "id")
    if not _ID.match(own) or ids[own] > 1:
        words = _("Each scene and each choice needs an id of its own: letters, digits, - and _.")
        yield Problem(field, words)


def _text_problems(scene: Mapping[str, Any], field: str) -> Iterator[Problem]:
    yield from too_long(scene, "title", f"{field}.title", most=MAX_TITLE)
    yield from too_long(scene, "scene", f"{field}.scene")
    yield from too_long(scene, "outcome", f"{field}.outcome")
    if not text_of(scene, "scene"):
        yield Problem(f"{field}.scene", _("Write what happens in this scene."), may_wait=True)
    worth = number_of(scene.get("worth"))
    if text_of(scene, "worth") and (worth is None or not 0 <= worth <= 100 or worth % 1):
        words = _("Write what this ending is worth as a whole number of percent, from 0 to 100.")
        yield Problem(f"{field}.worth", words)


def _choice_list_problems(choices: list[Mapping[str, Any]], field: str) -> Iterator[Problem]:
    if len(choices) > MOST_CHOICES:
        words = _("There are %(count)d choices. A scene can have %(most)d at most.")
        yield Problem(f"{field}.title", words % {"count": len(choices), "most": MOST_CHOICES})
    missing = _("Write this choice, or leave all of its fields empty.")
    same = _("This choice says the same as choice %(number)d.")
    yield from text_problems(choices[:MOST_CHOICES], f"{field}.choices", "text", missing, same)


def _choice_problems(choice: Mapping[str, Any], field: str, ids: Counter[str]) -> Iterator[Problem]:
    yield from _id_problems(choice, f"{field}.id", ids)
    yield from too_long(choice, "feedback", f"{field}.feedback")
    for name in ("points", "least", "most"):
        if text_of(choice, name) and not _is_points(number_of(choice.get(name))):
            words = _("Write points as a number from -%(most)d to %(most)d, such as 2 or -1.")
            yield Problem(f"{field}.{name}", words % {"most": MOST_POINTS})
    least, most = number_of(choice.get("least")), number_of(choice.get("most"))
    if least is not None and most is not None and least > most:
        yield Problem(f"{field}.most", _("“At most” is below “at least”: this is never so."))
    for name in ("after", "not_after"):
        if text_of(choice, name) and text_of(choice, name) not in ids:
            words = _("This condition names a scene or choice that is not there. Choose again.")
            yield Problem(f"{field}.{name}", words)


def _is_points(number: Decimal | None) -> bool:
    """In hundredths at most: what is shown is what counts."""
    return number is not None and abs(number) <= MOST_POINTS and number * 100 % 1 == 0
