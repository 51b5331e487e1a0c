"""What the buttons of a scenario's form do to its scenes: open, add, link, drop. Pure."""

from typing import Any

from courses.quizzes.types.scenario.board import (
    AT,
    BOARD,
    CHOICE_SHARED,
    CHOICE_TEXTS,
    MOST_KEPT,
    ROWS,
    SCENE_TEXTS,
    Item,
    Values,
    closed,
    merged,
    opened,
    written,
)

START = "start"
OPENED = "opened"  # among the values: a button has just opened the scene
LINKED = "linked"  # among the values: the row whose choice has just got a new scene


def new_scene(scene_id: str) -> Item:
    return {
        "id": scene_id,
        "worth": "",
        "ending": False,
        "texts": {name: {} for name in SCENE_TEXTS},
        "choices": [],
    }


def acted(values: Values, action: str, *, new_id: str) -> dict[str, Any]:
    """The form's values after a button.

    "open:<id>" shows a scene, "scene:" adds one and shows it, "link:<row>" adds one, lets that
    choice lead to it and stays there, "start:<id>" starts there, "drop:<id>" removes a scene.
    """
    verb, _colon, name = action.partition(":")
    scenes = merged(values)
    ids = [scene["id"] for scene in scenes]
    if verb == "open" and name in ids:
        return _showing(values, scenes, name)
    if verb == "scene" and len(scenes) < MOST_KEPT:
        return _showing(values, [*scenes, new_scene(new_id)], new_id)
    if verb == "link" and values.get(AT) in ids and len(scenes) < MOST_KEPT:
        linked = _linked(values, scenes, name, new_id)
        return _staying(values, [*linked, new_scene(new_id)], new_id)
    if verb == "start" and name in ids:
        return {**values, START: name}
    if verb == "drop" and name in ids and len(ids) > 1:
        return _dropped(values, scenes, name)
    return dict(values)


def _showing(values: Values, scenes: list[Item], scene_id: str) -> dict[str, Any]:
    scene = next(scene for scene in scenes if scene["id"] == scene_id)
    return {**closed(values), **opened(scene), BOARD: written(scenes), OPENED: "1"}


def _staying(values: Values, scenes: list[Item], new_id: str) -> dict[str, Any]:
    """At the choice that leads to the new scene: those beside it are still to be written."""
    scene = next(scene for scene in scenes if scene["id"] == values.get(AT))
    row = [choice["target"] for choice in scene["choices"]].index(new_id)
    shown = {**closed(values), **opened(scene), BOARD: written(scenes)}
    rows = max(int(shown[ROWS]), int(values[ROWS])) if _is_number(values.get(ROWS)) else shown[ROWS]
    return {**shown, ROWS: str(rows), LINKED: str(row)}


def _is_number(text: object) -> bool:
    return isinstance(text, str) and text.isdecimal() and len(text) < 4


def _linked(values: Values, scenes: list[Item], row: str, new_id: str) -> list[Item]:
    """The open scene with that choice leading to the new one."""
    wanted = str(values.get(f"choices-{row}-id") or "")
    return [
        {**scene, "choices": _leading(scene["choices"], wanted, new_id)}
        if scene["id"] == values.get(AT)
        else scene
        for scene in scenes
    ]


def _leading(choices: list[Item], wanted: str, target: str) -> list[Item]:
    """A choice of which nothing was written yet is added."""
    if not any(choice["id"] == wanted for choice in choices):
        empty: Item = dict.fromkeys(CHOICE_SHARED, "")
        empty["texts"] = {name: {} for name in CHOICE_TEXTS}
        choices = [*choices, {**empty, "id": wanted}]
    return [{**one, "target": target} if one["id"] == wanted else one for one in choices]


def _dropped(values: Values, scenes: list[Item], scene_id: str) -> dict[str, Any]:
    """Choices that led to it lead nowhere; the author is told by the test for dead ends."""
    left = [_without(scene, scene_id) for scene in scenes if scene["id"] != scene_id]
    start = left[0]["id"] if values.get(START) == scene_id else values.get(START, "")
    shown = values.get(AT) if values.get(AT) != scene_id else left[0]["id"]
    return {**_showing(values, left, str(shown)), START: start}


def _without(scene: Item, scene_id: str) -> Item:
    choices = [
        {**one, "target": "" if one["target"] == scene_id else one["target"]}
        for one in scene["choices"]
    ]
    return {**scene, "choices": choices}
