"""All scenes of a scenario that is being written, in all languages, as its form carries them.

A form shows one scene; a hundred at once would be slow and hard to find one's way in. So the page
holds the others in one hidden field, as JSON, and whatever is posted is first put into it. Pure.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from courses.quizzes.types.scenario.graph import documents
from courses.quizzes.types.values import Spec

Values = Mapping[str, Any]  # what stands in a form's fields
Texts = dict[str, dict[str, str]]  # {name of the text: {language: text}}
Item = dict[str, Any]  # a scene or a choice

BOARD = "board"
AT = "at"  # the scene that the form shows
ROWS = "choices-rows"
SCENE_TEXTS = ("title", "scene", "outcome")
SCENE_SHARED = ("id", "worth")
CHOICE_TEXTS = ("text", "feedback")
CHOICE_SHARED = ("id", "target", "points", "least", "most", "after", "not_after")
MOST_KEPT = 101  # one more than can be saved, so that saving says what is wrong


def board_of(specs: Mapping[str, Spec]) -> list[Item]:
    """The scenes of a stored question, the languages side by side."""
    first = next(iter(specs.values()), {})
    return [_joined(specs, index) for index in range(len(documents(first.get("nodes"))))]


def _joined(specs: Mapping[str, Spec], index: int) -> Item:
    variants = {code: _at(documents(spec.get("nodes")), index) for code, spec in specs.items()}
    first = next(iter(variants.values()))
    choices = [
        _item(
            {code: _at(documents(row.get("choices")), number) for code, row in variants.items()},
            CHOICE_SHARED,
            CHOICE_TEXTS,
        )
        for number in range(len(documents(first.get("choices"))))
    ]
    scene = _item(variants, SCENE_SHARED, SCENE_TEXTS)
    return {**scene, "ending": first.get("ending") is True, "choices": choices}


def _at(rows: Sequence[Mapping[str, Any]], index: int) -> Mapping[str, Any]:
    return rows[index] if index < len(rows) else {}


def _item(
    variants: Mapping[str, Mapping[str, Any]], shared: Iterable[str], texts: Iterable[str]
) -> Item:
    first = next(iter(variants.values()))
    return {
        **{name: str(first.get(name) or "") for name in shared},
        "texts": {
            name: {code: str(row.get(name) or "") for code, row in variants.items()}
            for name in texts
        },
    }


# --- In a form ------------------------------------------------------------------------------


def read(text: object) -> list[Item]:
    """The scenes out of the hidden field; what is no scene is left out."""
    try:
        rows = json.loads(str(text or "[]"))
    except (ValueError, RecursionError):
        return []
    return [_read_scene(row) for row in documents(rows)[:MOST_KEPT]]


def _read_scene(row: Mapping[str, Any]) -> Item:
    choices = [
        _read_item(one, CHOICE_SHARED, CHOICE_TEXTS) for one in documents(row.get("choices"))
    ]
    return {
        **_read_item(row, SCENE_SHARED, SCENE_TEXTS),
        "ending": row.get("ending") is True,
        "choices": choices[:MOST_KEPT],
    }


def _read_item(row: Mapping[str, Any], shared: Iterable[str], texts: Iterable[str]) -> Item:
    written = row.get("texts")
    by_name = written if isinstance(written, Mapping) else {}
    return {
        **{name: str(row.get(name) or "") for name in shared},
        "texts": {name: _languages(by_name.get(name)) for name in texts},
    }


def _languages(texts: object) -> dict[str, str]:
    if not isinstance(texts, Mapping):
        return {}
    return {str(code): str(text) for code, text in texts.items() if isinstance(text, str)}


def written(scenes: Sequence[Item]) -> str:
    return json.dumps(scenes, ensure_ascii=False, separators=(",", ":"))


def merged(values: Values) -> list[Item]:
    """The scenes with what stands in the fields of the open one."""
    scenes, at = read(values.get(BOARD)), str(values.get(AT) or "")
    return [_posted(values, scene) if scene["id"] == at else scene for scene in scenes]


def _posted(values: Values, scene: Item) -> Item:
    rows = str(values.get(ROWS) or "")
    count = min(int(rows), MOST_KEPT) if rows.isdecimal() and len(rows) < 5 else 0
    choices = [
        _posted_item(values, f"choices-{n}", CHOICE_SHARED, CHOICE_TEXTS) for n in range(count)
    ]
    return {
        **_posted_item(values, "node", ("worth",), SCENE_TEXTS),
        "id": scene["id"],
        "ending": bool(values.get("node-ending")),
        "choices": [choice for choice in choices if is_begun(choice)],
    }


def _posted_item(values: Values, prefix: str, shared: Iterable[str], texts: Iterable[str]) -> Item:
    return {
        **{name: str(values.get(f"{prefix}-{name}") or "").strip() for name in shared},
        "texts": {name: _posted_texts(values, f"{prefix}-{name}-") for name in texts},
    }


def _posted_texts(values: Values, start: str) -> dict[str, str]:
    names = [name for name in values if name.startswith(start)]
    return {name.removeprefix(start): str(values[name]).strip() for name in names}


def is_begun(item: Item) -> bool:
    """Whether anything but its id was written."""
    asked = any(item.get(name) for name in (*CHOICE_SHARED[1:], "ending", "choices"))
    return asked or any(text for texts in item["texts"].values() for text in texts.values())


def opened(scene: Item) -> dict[str, Any]:
    """What the fields of a scene hold when it is opened."""
    values: dict[str, Any] = {AT: scene["id"], "node-worth": scene["worth"]}
    if scene["ending"]:
        values["node-ending"] = "on"
    values |= _text_values("node", scene["texts"])
    for index, choice in enumerate(scene["choices"]):
        prefix = f"choices-{index}"
        values |= {f"{prefix}-{name}": choice[name] for name in CHOICE_SHARED if choice[name]}
        values |= _text_values(prefix, choice["texts"])
    return {**values, ROWS: str(max(len(scene["choices"]) + 1, 2))}


def _text_values(prefix: str, texts: Texts) -> dict[str, str]:
    return {
        f"{prefix}-{name}-{code}": text
        for name, by_language in texts.items()
        for code, text in by_language.items()
    }


def closed(values: Values) -> dict[str, Any]:
    """The values without those of the open scene."""
    own = re.compile(r"(?:node|choices)-")
    return {name: value for name, value in values.items() if not own.match(name) and name != AT}


# --- As a spec ------------------------------------------------------------------------------


def nodes_in(scenes: Sequence[Item], language: str) -> list[dict[str, Any]]:
    """The scenes as one language's spec has them; untouched ones are left out."""
    targets = {choice["target"] for scene in scenes for choice in scene["choices"]}
    return [
        {
            **_in(scene, language, SCENE_SHARED, SCENE_TEXTS),
            "ending": scene["ending"],
            "choices": [
                _in(one, language, CHOICE_SHARED, CHOICE_TEXTS) for one in scene["choices"]
            ],
        }
        for scene in scenes
        if is_begun(scene) or scene["id"] in targets
    ]


def _in(item: Item, language: str, shared: Iterable[str], texts: Iterable[str]) -> dict[str, str]:
    return {
        **{name: item[name] for name in shared},
        **{name: item["texts"][name].get(language, "") for name in texts},
    }


def title_of(scene: Item, number: int, languages: Sequence[str]) -> str:
    """Its number, and its title in the first language that has one."""
    titles = scene["texts"]["title"]
    title = next((titles[code] for code in languages if titles.get(code)), "")
    return f"{number}. {title or '…'}"
