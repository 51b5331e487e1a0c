"""The courses that ship cite paragraphs that exist, and figures that stand in them."""

import hashlib
import re
from functools import cache
from pathlib import Path

import pytest

from content.importing.pipeline import read
from tests.content.library.telling import blocks, tell
from tests.support.library import REPORTS, Block, Course

# Says of itself that nothing in it is drawn from a report.
INVENTED = re.compile(r"\binvented\b|\binventée?s?\b", re.I)

needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="shared reports not present")


def test_each_source_is_declared_and_each_declared_source_is_used(course: Course) -> None:
    cited = {source for _, block in blocks(course) for source, _ in block.sources}
    declared = set(course.data.get("sources") or {})
    tell(f"{source} is cited and not declared" for source in sorted(cited - declared))
    tell(f"{source} is declared and not cited" for source in sorted(declared - cited))


def test_treaties_are_cited_by_article_and_reports_by_paragraph(course: Course) -> None:
    tell(
        f"{at}: {source}/{locator}: " + ("art._N" if form != r"\d+" else "a paragraph's number")
        for at, block in blocks(course)
        for source, locator in block.sources
        if not re.fullmatch(form := form_of(course, source), locator)
    )


def form_of(course: Course, source: str) -> str:
    return r"art\._\d+" if course.data["sources"].get(source, {}).get("treaty") else r"\d+"


@cache
def reports_by_sha() -> dict[str, Path]:
    return {hashlib.sha256(p.read_bytes()).hexdigest(): p for p in REPORTS.iterdir()}


@cache
def paragraphs(sha: str) -> dict[str, str]:
    """{number: text} of a report's body, with the items and footnotes that belong to each."""
    path = reports_by_sha()[sha]
    passages = read(path.read_bytes(), filename=path.name).passages
    notes = {p.key: p.text for p in passages if p.kind == "footnote"}
    found = dict[str, list[str]]()
    for passage in passages:
        number = passage.key.split(".")[0]
        if number.isdecimal():
            called = [notes.get(f"fn{call}", "") for call in passage.calls]
            found.setdefault(number, []).extend([passage.text, *called])
    return {number: " ".join(texts) for number, texts in found.items()}


def cited_paragraphs(course: Course, block: Block) -> dict[str, str]:
    """Text of each cited paragraph of a visible report, by `source/number`."""
    shas = {key: source.get("sha256") for key, source in course.data["sources"].items()}
    return {
        f"{key}/{locator}": paragraphs(sha).get(locator.removeprefix("art._"), "")
        for key, locator in block.sources
        if (sha := shas.get(key))
    }


@needs_reports
def test_each_source_with_a_checksum_is_a_visible_report(course: Course) -> None:
    tell(
        f"sources.{key}: no report has this sha256"
        for key, source in course.data["sources"].items()
        if not source.get("treaty") or source.get("sha256")
        if source.get("sha256") not in reports_by_sha()
    )


@needs_reports
def test_each_cited_paragraph_of_a_visible_report_exists(course: Course) -> None:
    tell(
        f"{at}: there is no {name}"
        for at, block in blocks(course)
        for name, text in cited_paragraphs(course, block).items()
        if not text
    )


@needs_reports
def test_figures_stand_in_the_cited_paragraphs(course: Course) -> None:
    for at, block in blocks(course):
        found = cited_paragraphs(course, block)
        if len(found) == len(block.sources) > 0 and not INVENTED.search(block.text):
            missing = figures(block.text) - figures(" ".join(found.values()))
            tell(f"{at}: {figure} stands in no paragraph it cites" for figure in sorted(missing))


def figures(text: str) -> set[str]:
    """Numbers of two digits and more, without years and thousands marks."""
    plain = re.sub(r"(?<=\d)[\s,]+(?=\d{3}\b)", "", text)
    return {n for n in re.findall(r"\b\d{2,}\b", plain) if not re.fullmatch(r"20[0-3]\d", n)}
