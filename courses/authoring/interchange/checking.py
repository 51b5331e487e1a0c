"""What only the site can tell of a package: texts rendered, questions and pictures tried."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from content import markup
from content.diagrams import BadDiagram
from content.diagrams import read as read_diagram
from content.interchange.problems import Found
from content.interchange.reading import Package
from content.interchange.shapes import nearest
from content.markup.split import lone_lines
from courses.catalog.errors import PictureRefused
from courses.catalog.lessons import why_not_shown
from courses.catalog.models import Course, Lesson
from courses.catalog.pictures import encode
from courses.catalog.queries import newest_versions
from courses.quizzes.bank.errors import NotValid
from courses.quizzes.bank.variants import check_specs
from courses.quizzes.models import Question
from courses.quizzes.types.registry import kind

COURSE = "course.yaml"


def check_package(package: Package, found: Found, course: Course | None) -> None:
    """Everything that saving would refuse, told by line. `course`: the one to be updated."""
    _languages(package, found)
    keys = _lessons(package, found)
    if course is not None:
        for version in newest_versions(Lesson.objects.filter(course=course)):
            block_keys = {block["key"] for block in version.blocks}
            keys.setdefault(version.lesson.key, set()).update(block_keys)
    _questions(package, keys, found)
    _pictures(package, found)


def _languages(package: Package, found: Found) -> None:
    known = dict(settings.LANGUAGES)
    for at, code in enumerate(package.data["languages"]):
        if code not in known:
            place = package.at(COURSE, ("languages", at))
            found.add("unknown_language", COURSE, *place, language=code, words=", ".join(known))


def _lessons(package: Package, found: Found) -> dict[str, set[str]]:
    """{lesson key: keys of its blocks, in any language}."""
    keys: dict[str, set[str]] = {}
    for code, text in package.texts.items():
        for key, body in text.lessons.items():
            try:
                blocks = markup.render_blocks(body)
            except markup.MarkupError as error:
                line = text.starts[key] + _line_of(body, getattr(error, "formula", ""))
                found.add("as_told", f"{code}.md", line, 1, message=why_not_shown(error))
            else:
                keys.setdefault(key, set()).update(block.key for block in blocks)
            for lone in lone_lines(body):
                for source in lone.sources:
                    line = text.starts[key] + lone.line
                    found.notice("source_of_no_text", f"{code}.md", line, source=source)
    return keys


def _line_of(body: str, part: str) -> int:
    """Lines below the first of the text; 0 where it is not known."""
    at = body.find(part) if part else -1
    return body.count("\n", 0, at) if at >= 0 else 0


def _questions(package: Package, keys: Mapping[str, set[str]], found: Found) -> None:
    for at, entry in enumerate(package.data.get("questions", ())):
        evidence = entry.get("evidence") or {}
        block, blocks = evidence.get("block"), keys.get(evidence.get("lesson", ""), set())
        if block and block not in blocks:
            place = package.at(COURSE, ("questions", at, "evidence", "block"))
            found.add("no_block", COURSE, *place, key=block, hint=nearest(block, blocks))
        _question(package, entry, found)


def _question(package: Package, entry: Mapping[str, Any], found: Found) -> None:
    specs = dict(_specs(package, entry))
    is_draft = entry.get("state") in (Question.Status.DRAFT, Question.Status.RETIRED)
    try:
        check_specs(kind(entry["kind"]), specs, salt=entry["key"], is_draft=is_draft)
    except NotValid as error:
        for code, problems in error.problems.items():
            for problem in problems:
                path = ("questions", entry["key"], *_path(problem.field))
                file = f"{code}.md" if code else COURSE
                found.add("as_told", file, *package.at(file, path), message=problem.message)


def _specs(package: Package, entry: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """With something in the place of a picture, whose key is not made yet."""
    for code in package.data["languages"]:
        spec = package.texts[code].front.get("questions", {}).get(entry["key"])
        if spec is not None:
            named = {"picture": entry["picture"]} if entry.get("picture") else {}
            yield code, {**spec, **named}


def _path(field: str) -> Iterator[str | int]:
    for part in field.split("."):
        yield int(part) if part.isdecimal() else part


def _pictures(package: Package, found: Found) -> None:
    drawn = {
        f"pictures/{row.get('file') or row['key'] + '.svg'}"
        for row in package.data.get("diagrams", ())
    }
    for name, data in package.files.items():
        try:
            if name in drawn:
                read_diagram(data.decode("utf-8"))
            elif not name.endswith(".svg"):
                encode(io.BytesIO(data), keeps_clean=True)
        except (PictureRefused, BadDiagram, UnicodeDecodeError) as error:
            found.add("as_told", name, message=str(error))
