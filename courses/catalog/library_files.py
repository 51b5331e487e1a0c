"""The files of one course, of the library or out of a package (content/library/README.md)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from content.interchange.reading import tidy_body
from content.yaml_files import load_yaml
from courses.catalog.errors import LibraryError

LESSON = re.compile(r"^# lesson:[ \t]*([\w-]+)[ \t]*$", re.MULTILINE)
ESCAPED = re.compile(r"^\\(\\*# lesson:)", re.MULTILINE)
FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """One language of a course: its front matter, and {lesson key: Markdown}."""

    front: dict[str, Any]
    lessons: dict[str, str]


@dataclass(frozen=True, slots=True)
class CourseFiles:
    """`pictures` is {file name: bytes}.

    `is_whole`: what the files do not say is as if it had never been set, as in a package; the
    library leaves it as it is. A package may also lack a text in some of its languages.
    """

    data: dict[str, Any]
    texts: dict[str, LanguageFile]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    is_whole: bool = False

    @property
    def fronts(self) -> dict[str, dict[str, Any]]:
        return {code: text.front for code, text in self.texts.items()}


def read_folder(folder: Path) -> CourseFiles:
    """The course in a folder of the library. Raises LibraryError."""
    data = read_yaml(folder / "course.yaml")
    texts = {language: read_language(folder, language) for language in data["languages"]}
    drawn = sorted(path for path in folder.glob("pictures/*") if path.is_file())
    return CourseFiles(data, texts, {path.name: path.read_bytes() for path in drawn})


def read_yaml(path: Path) -> dict[str, Any]:
    try:
        data = load_yaml(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise _broken(path, error) from error
    if not isinstance(data, dict):
        raise _broken(path, "no mapping")
    return data


def read_language(folder: Path, language: str) -> LanguageFile:
    """The parts of <language>.md. Raises LibraryError."""
    path = folder / f"{language}.md"
    try:
        found = FRONT.match(path.read_text(encoding="utf-8"))
        front = load_yaml(found[1]) if found else None
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise _broken(path, error) from error
    if found is None or not isinstance(front, dict):
        raise _broken(path, "no front matter")
    return LanguageFile(front, dict(_bodies(found[2])))


def _bodies(text: str) -> Iterator[tuple[str, str]]:
    heads = list(LESSON.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        yield head[1], ESCAPED.sub(r"\1", tidy_body(text[head.end() : end]))


def _broken(path: Path, why: object) -> LibraryError:
    return LibraryError(_("%(file)s cannot be used: %(why)s.") % {"file": path, "why": why})
