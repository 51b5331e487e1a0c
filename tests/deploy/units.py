"""Reads systemd units as far as the tests need: sections, drop-ins, specifiers, command lines."""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.deploy.places import DOCS, Places

COMMON = "parcours-.service.d/common.conf"


@dataclass(frozen=True, slots=True)
class Unit:
    """`values["Service"]["ExecStart"]` is a list: a key may stand more than once."""

    name: str
    instance: str = ""
    values: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def one(self, section: str, key: str) -> str:
        """The value that holds: the last."""
        return self.values[section][key][-1]

    def command(self, environment: Mapping[str, str]) -> list[str]:
        """The words of ExecStart, its variables filled in as systemd does."""
        line = self.one("Service", "ExecStart").replace("%%", "\0")
        line = line.replace("%i", self.instance).replace("\0", "%")
        return [expand(word, environment) for word in shlex.split(line)]

    def environment(self) -> dict[str, str]:
        """Of its Environment= lines, then its EnvironmentFile= ones, which win."""
        service = self.values["Service"]
        words = [word for line in service.get("Environment", []) for word in shlex.split(line)]
        found = dict(word.split("=", 1) for word in words)
        for name in service.get("EnvironmentFile", []):
            file = Path(name.replace("%i", self.instance).removeprefix("-"))
            if file.exists() or not name.startswith("-"):
                found.update(read_environment_file(file))
        return found


def expand(word: str, environment: Mapping[str, str]) -> str:
    return re.sub(r"\$\{(\w+)\}", lambda match: environment[match[1]], word)


def read_unit(name: str, places: Places) -> Unit:
    """A unit of docs/deploy with its drop-in, such as `parcours-worker@short.service`."""
    stem, _, rest = name.partition("@")
    instance = rest.removesuffix(".service")
    file = f"{stem}@.service" if rest else name
    parts = [file] if not name.endswith(".service") else [file, COMMON]
    unit = Unit(name, instance)
    for part in parts:
        for section, key, value in lines_of(places.here((DOCS / part).read_text())):
            unit.values.setdefault(section, {}).setdefault(key, []).append(value)
    return unit


def lines_of(text: str) -> Iterator[tuple[str, str, str]]:
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            yield section, key, value


def read_environment_file(path: Path) -> dict[str, str]:
    lines = [line for line in path.read_text().splitlines() if line and line[0] != "#"]
    pairs = (line.partition("=") for line in lines)
    return {key: "".join(shlex.split(value)) for key, _, value in pairs}
