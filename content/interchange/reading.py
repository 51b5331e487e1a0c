"""A package read: unpacked, decoded, its documents checked one by one and against each other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from content.interchange.crossing import cross_check
from content.interchange.marked import Marked, Path, read_yaml
from content.interchange.package import COURSE, LANGUAGE, unpack
from content.interchange.problems import BadPackage, Found, Problem
from content.interchange.schema import COURSE as COURSE_SHAPE
from content.interchange.schema import FRONT
from content.interchange.shapes import Checker
from content.interchange.specs import KINDS
from content.interchange.texts import decode

LESSON = re.compile(r"^# lesson:[ \t]*([\w-]+)[ \t]*$", re.ASCII)
NEAR_LESSON = re.compile(r"^#{1,3}[ \t]*lesson\b", re.IGNORECASE)
ESCAPED = re.compile(r"^\\(\\*# lesson:)")
Place = tuple[int, int]


@dataclass(slots=True)
class Language:
    """One language file. `lines` is {lesson key: line of its heading}, `starts` that of the first
    line of its text."""

    front: dict[str, Any] = field(default_factory=dict)
    lessons: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Package:
    """A course as its files have it. `marks` is {file: {path: (line, column)}}."""

    data: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, Language] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    marks: dict[str, dict[Path, Place]] = field(default_factory=dict)

    def at(self, file: str, path: Path) -> Place:
        return Marked(marks=self.marks.get(file, {})).at(path)


def read_package(data: bytes) -> tuple[Package, list[Problem]]:
    """The package as far as it can be read, and everything that is wrong with it."""
    found = Found()
    try:
        files = unpack(data, found)
    except BadPackage as error:
        return Package(), [error.problem]
    if found.errors:
        return Package(), found.problems
    return read_files(files, found)


def read_files(
    files: Mapping[str, bytes], found: Found | None = None
) -> tuple[Package, list[Problem]]:
    """As read_package, of files already unpacked: {name: bytes}."""
    found = found or Found()
    package = Package(files={n: data for n, data in files.items() if n.startswith("pictures/")})
    if COURSE not in files:
        found.add("no_course_file", COURSE)
        return package, found.problems
    if (text := decode(files[COURSE], COURSE, found)) is not None:
        package.data = _course(text, package, found)
    for name in sorted(files):
        if (known := LANGUAGE.fullmatch(name)) and (
            text := decode(files[name], name, found)
        ) is not None:
            package.texts[known[1]] = _language(name, text, package, found)
    if not found.errors:
        _check_specs(package, found)
        cross_check(package, found)
    return package, found.problems


def _course(text: str, package: Package, found: Found) -> dict[str, Any]:
    marked = read_yaml(text, COURSE, found)
    if marked is None:
        return {}
    package.marks[COURSE] = marked.marks
    return COURSE_SHAPE.take(marked.value, (), Checker(COURSE, marked, found))


def _language(name: str, text: str, package: Package, found: Found) -> Language:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        found.add("no_front", name, 1, 1)
        return Language()
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        found.add("front_open", name, 1, 1)
        return Language()
    made = Language()
    marked = read_yaml("\n".join(lines[1:end]) + "\n", name, found, lines_before=1)
    if marked is not None:
        package.marks[name] = marked.marks
        made.front = FRONT.take(marked.value, (), Checker(name, marked, found))
        _remember_raws(made.front, marked)
    _lessons(name, lines, end + 1, made, found)
    return made


def _remember_raws(front: dict[str, Any], marked: Marked) -> None:
    """Questions are checked once their kind is known: how their scalars were written goes along."""
    front["_raws"] = {path: raw for path, raw in marked.raws.items() if path[:1] == ("questions",)}


def _lessons(name: str, lines: list[str], start: int, made: Language, found: Found) -> None:
    current, body = "", list[str]()
    for number, line in enumerate(lines[start:], start + 1):
        if head := LESSON.match(line):
            _close(made, current, body)
            current, body = head[1], []
            if current in made.lessons:
                found.add("lesson_twice", name, number, 1, lesson=current)
            made.lessons[current] = ""
            made.lines[current] = number
        elif NEAR_LESSON.match(line) and line.startswith("# "):
            found.add("bad_lesson_line", name, number, 1, text=line)
        elif not current and line.strip():
            found.add("stray_text", name, number, 1)
            return
        else:
            body.append(ESCAPED.sub(r"\1", line))
    _close(made, current, body)


def _close(made: Language, key: str, body: list[str]) -> None:
    if key:
        empty = next((at for at, line in enumerate(body) if line.strip()), len(body))
        made.starts[key] = made.lines[key] + 1 + empty
        made.lessons[key] = tidy_body("\n".join(body))


def tidy_body(text: str) -> str:
    """A lesson's text as files have it: no empty lines at its ends, one \\n behind the last."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()
    return text + "\n" if text else ""


def _check_specs(package: Package, found: Found) -> None:
    kinds = {entry["key"]: entry["kind"] for entry in package.data.get("questions", ())}
    for code, language in package.texts.items():
        name, raws = f"{code}.md", language.front.pop("_raws", {})
        marked = Marked(None, package.marks.get(name, {}), raws)
        checker = Checker(name, marked, found)
        for key, spec in language.front.get("questions", {}).items():
            shape = KINDS.get(kinds.get(key, ""))
            if shape is not None:
                language.front["questions"][key] = shape.take(spec, ("questions", key), checker)
