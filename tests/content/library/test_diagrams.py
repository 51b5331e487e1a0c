"""The diagrams of the courses that ship: ours, sayable in words, and labelled in each language."""

from typing import Any

from content.diagrams import BadDiagram, label_names, read
from tests.content.library.telling import tell
from tests.support.library import Course

SMALLEST_LETTERS = 15.0


def drawing(course: Course, row: dict[str, Any]) -> str:
    """What the file holds, "" where it cannot be taken: told once."""
    try:
        return read((course.folder / "pictures" / row["file"]).read_text("utf-8"))
    except (OSError, ValueError, BadDiagram):
        return ""


def test_each_drawing_is_there_and_taken(course: Course) -> None:
    for row in course.rows("diagrams"):
        try:
            read((course.folder / "pictures" / row["file"]).read_text("utf-8"))
        except (OSError, ValueError, BadDiagram) as error:
            tell([f"pictures/{row['file']}: {error}"])


def test_each_diagram_is_said_and_labelled_in_every_language(course: Course) -> None:
    for row in course.rows("diagrams"):
        names = set(label_names(drawing(course, row) or '<svg viewBox="0 0 1 1"/>'))
        for text in course.texts.values():
            at = f"{text.language} diagrams.{row['key']}"
            said = (text.front.get("diagrams") or {}).get(row["key"]) or {}
            tell(f"{at}: no {name}" for name in ("title", "text") if not said.get(name))
            labels = set(said.get("labels") or {})
            tell(f"{at}.labels.{name}: missing" for name in sorted(names - labels))
            tell(f"{at}.labels.{name}: not in the drawing" for name in sorted(labels - names))


def test_letters_are_large_enough_to_read(course: Course) -> None:
    for row in course.rows("diagrams"):
        sizes = [part.split('"')[0] for part in drawing(course, row).split('font-size="')[1:]]
        tell(
            f"pictures/{row['file']}: letters of {size}"
            for size in sizes
            if float(size) < SMALLEST_LETTERS
        )
