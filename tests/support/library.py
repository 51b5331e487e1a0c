"""Reads the courses of `content/library/` as plain data, without Django and without the loader.

The loader lives in `courses.catalog`; this smaller reader lets the data be tested by itself.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LIBRARY = Path(__file__).parents[2] / "content" / "library"
REPORTS = LIBRARY.parents[2] / "shared" / "reports"

ATTRIBUTES = re.compile(r'\{: #(?P<key>[a-z0-9-]+)(?: src="(?P<src>[^"]*)")?\}')
CALL_OUT = re.compile(r"::: (note|example|warning|key|distressing|instead) .+")
DIAGRAM = re.compile(r"!diagram ([a-z0-9-]+)")
HEADING = re.compile(r"(##|###) .+")


@dataclass(frozen=True)
class Block:
    """One block of a lesson; `sources` are pairs of source key and locator."""

    key: str
    kind: str
    text: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Text:
    """One language of a course: the front matter and the blocks of each lesson."""

    language: str
    front: dict[str, Any]
    lessons: dict[str, list[Block]]


@dataclass(frozen=True)
class Course:
    """`texts` holds the languages whose file is there; `missing` names the others."""

    slug: str
    data: dict[str, Any]
    texts: dict[str, Text]
    missing: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        return LIBRARY / self.slug

    @property
    def first(self) -> Text:
        return next(iter(self.texts.values()))

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A list of course.yaml, empty where the course has none."""
        return self.data.get(name) or []

    def question(self, key: str) -> dict[str, Any]:
        return next((row for row in self.rows("questions") if row["key"] == key), {})


class Unreadable(Exception):
    """A file of a course that cannot be read; the message names it and the line."""


def slugs() -> list[str]:
    """Courses with a text in one language at least; a folder that is only begun is none yet."""
    return sorted({path.parent.name for path in LIBRARY.glob("*/??.md")})


@cache
def read_course(slug: str) -> Course:
    """Read once, for tests that only look. Raises Unreadable."""
    folder = LIBRARY / slug
    if not (folder / "course.yaml").is_file():
        raise Unreadable(f"{slug}/course.yaml is missing")
    data = _yaml(folder / "course.yaml", (folder / "course.yaml").read_text("utf-8"))
    languages = data.get("languages") or []
    there = [code for code in languages if (folder / f"{code}.md").is_file()]
    if not there:
        raise Unreadable(f"{slug}/course.yaml: no file for any of its languages {languages}")
    texts = {code: _read_text(folder / f"{code}.md") for code in there}
    return Course(slug, data, texts, tuple(code for code in languages if code not in there))


def _yaml(path: Path, text: str) -> dict[str, Any]:
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        place = f"{path.parent.name}/{path.name}"
        raise Unreadable(f"{place}: " + " ".join(str(error).split())) from error
    if not isinstance(data, dict):
        raise Unreadable(f"{path.parent.name}/{path.name}: no mapping")
    return data


def _read_text(path: Path) -> Text:
    parts = path.read_text("utf-8").split("---\n", 2)
    if len(parts) < 3:
        raise Unreadable(f"{path.parent.name}/{path.name}: no front matter between --- and ---")
    # A first line, so that the numbers of lines in errors are those of the file.
    front = _yaml(path, "\n" + parts[1])
    found = re.split(r"^# lesson: ([a-z0-9-]+)$", parts[2], flags=re.MULTILINE)
    lessons = {key: _blocks(text) for key, text in zip(found[1::2], found[2::2], strict=True)}
    return Text(path.stem, front, lessons)


def _blocks(text: str) -> list[Block]:
    return [_block(chunk) for chunk in _chunks(text)]


def _chunks(text: str) -> list[list[str]]:
    """Lines between blank lines; a blank line inside a call-out does not part."""
    chunks: list[list[str]] = [[]]
    open_call_out = False
    for line in text.splitlines():
        if line.startswith(":::"):
            open_call_out = line != ":::"
        if line or open_call_out:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _block(lines: list[str]) -> Block:
    found = ATTRIBUTES.fullmatch(lines[-1])
    content = lines[:-1] if found else lines
    sources = (found["src"] or "").split() if found else []
    pairs = tuple((source, locator) for source, _, locator in (s.partition("/") for s in sources))
    return Block(found["key"] if found else "", _kind(content[0]), "\n".join(content), pairs)


def _kind(first: str) -> str:
    if found := CALL_OUT.fullmatch(first):
        return found[1]
    if found := HEADING.fullmatch(first):
        return found[1]
    if DIAGRAM.fullmatch(first):
        return "diagram"
    starts = {"- ": "list", "1. ": "numbered", "| ": "table"}
    return next((kind for start, kind in starts.items() if first.startswith(start)), "paragraph")


def words(blocks: list[Block]) -> int:
    """Words that a learner reads: no marks of tables, lists and call-outs, and what stands in
    place of a distressing part not beside it."""
    read = [b.text for b in blocks if b.kind not in ("diagram", "instead")]
    text = re.sub(r"^:::( \w+)?|^\d\. |[|#*-]", " ", "\n".join(read), flags=re.M)
    return sum(1 for word in text.split() if re.search(r"\w", word))
