"""Reads the courses of `content/library/` as plain data, without Django and without the loader.

The loader lives in `courses.catalog`; this smaller reader lets the data be tested by itself.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LIBRARY = Path(__file__).parents[2] / "content" / "library"
REPORTS = LIBRARY.parents[2] / "shared" / "reports"

ATTRIBUTES = re.compile(r'\{: #(?P<key>[a-z0-9-]+)(?: src="(?P<src>[^"]*)")?\}')
CALL_OUT = re.compile(r"::: (note|example|warning|key) .+")
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
    slug: str
    data: dict[str, Any]
    texts: dict[str, Text]


def slugs() -> list[str]:
    return sorted(path.parent.name for path in LIBRARY.glob("*/course.yaml"))


def read_course(slug: str) -> Course:
    folder = LIBRARY / slug
    data = yaml.safe_load((folder / "course.yaml").read_text("utf-8"))
    texts = {language: _read_text(folder, language) for language in data["languages"]}
    return Course(slug, data, texts)


def _read_text(folder: Path, language: str) -> Text:
    _, front, body = (folder / f"{language}.md").read_text("utf-8").split("---\n", 2)
    parts = re.split(r"^# lesson: ([a-z0-9-]+)$", body, flags=re.MULTILINE)
    lessons = {key: _blocks(text) for key, text in zip(parts[1::2], parts[2::2], strict=True)}
    return Text(language, yaml.safe_load(front), lessons)


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
    starts = {"- ": "list", "1. ": "numbered", "| ": "table"}
    return next((kind for start, kind in starts.items() if first.startswith(start)), "paragraph")


def words(blocks: list[Block]) -> int:
    """Words that a learner reads: no marks of tables, lists and call-outs."""
    text = re.sub(r"^:::( \w+)?|^\d\. |[|#*-]", " ", "\n".join(b.text for b in blocks), flags=re.M)
    return sum(1 for word in text.split() if re.search(r"\w", word))
