"""The list of topics and their terms, as `lists/` holds them: data, written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from content.lists import digest_of
from content.yaml_files import load_yaml

LISTS = Path(__file__).parent / "lists"
OFFICES = "offices.yaml"

# What a term of each group weighs; a topic holds from 1 on. `strong` settles it alone, so does a
# treaty cited by name; of `fair` it takes two, of `hint` four or help from a heading.
WEIGHTS = {"strong": 1.0, "treaty": 1.0, "fair": 0.5, "hint": 0.25}
AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Topic:
    """`names` and `terms` by language; `terms` as written in the list, by group.

    A term's words match in any inflection; "=" before a word asks for just that form.
    """

    key: str
    names: dict[str, str]
    terms: dict[str, dict[str, tuple[str, ...]]]

    def name(self, language: str) -> str:
        """In the language, which may name a region; else in English."""
        return self.names.get(language.partition("-")[0], self.names["en"])


@cache
def topics() -> dict[str, Topic]:
    """Every topic by its key, in the order of keys. Raises ValueError for a list that is wrong."""
    paths = [path for path in sorted(LISTS.glob("*.yaml")) if path.name != OFFICES]
    return {path.stem: _topic(path.stem, _loaded(path)) for path in paths}


@cache
def offices(language: str) -> tuple[str, ...]:
    """Names of offices that say no topic of the passage they stand in."""
    return tuple(_loaded(LISTS / OFFICES).get(language, ()))


@cache
def list_digest() -> str:
    """Twelve hexadecimal digits that change with any term of any list."""
    return digest_of(LISTS)


def _loaded(path: Path) -> dict[str, Any]:
    loaded = load_yaml(path.read_text("utf-8"))
    if not isinstance(loaded, dict):
        raise ValueError(f"{path.name} is no list of terms")
    return loaded


def _topic(key: str, data: dict[str, Any]) -> Topic:
    terms = {
        language: {group: tuple(words) for group, words in groups.items()}
        for language, groups in data["terms"].items()
    }
    unknown = {group for groups in terms.values() for group in groups} - {*WEIGHTS, AGAINST}
    if unknown:
        raise ValueError(f"{key}.yaml has groups nobody knows: {', '.join(sorted(unknown))}")
    return Topic(key=key, names=data["names"], terms=terms)
