"""Library courses: loaded from their folders, quietly a second time."""

from pathlib import Path

import pytest
from PIL import Image

from courses.catalog.aids.models import Diagram, Term
from courses.catalog.aids.queries import Word, draft_words, guide_of
from courses.catalog.errors import LibraryError
from courses.catalog.library import load_course
from courses.catalog.models import Course, LessonVersion, Picture
from courses.catalog.queries import draft_outline
from courses.catalog.services import problems_before_publishing
from tests.support import make

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parents[3] / "content/library/organised-crime-first-steps"

YAML = """
slug: small
languages: [en]
modules: [{key: m1, lessons: [one, two]}]
"""
ENGLISH = """---
title: Small
lessons: {one: {title: One}, two: {title: Two, minutes: 9}}
modules: {m1: {title: First}}
---
# lesson: one
Text of one.

# lesson: two
Text of two.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "course.yaml").write_text(YAML)
    (tmp_path / "en.md").write_text(ENGLISH)
    return tmp_path


def test_the_course_that_ships_can_be_published_as_it_is() -> None:
    course = load_course(FOLDER)
    assert problems_before_publishing(course) == []
    assert len(draft_outline(course, "fr").lessons) == 3


def test_blocks_of_its_languages_stand_side_by_side() -> None:
    load_course(FOLDER)
    versions = LessonVersion.objects.filter(lesson__key="what-it-is")
    keys = [[b["key"] for b in v.blocks if b["kind"] != "heading"] for v in versions]
    assert keys[0] == keys[1]


def test_loading_again_changes_nothing(folder: Path) -> None:
    load_course(folder)
    load_course(folder)
    assert (Course.objects.count(), LessonVersion.objects.count()) == (1, 2)


def test_a_changed_text_becomes_a_version(folder: Path) -> None:
    load_course(folder)
    (folder / "en.md").write_text(ENGLISH.replace("Text of one", "Other text"))
    load_course(folder)
    assert LessonVersion.objects.count() == 3


def test_what_the_files_no_longer_have_leaves_the_draft(folder: Path) -> None:
    load_course(folder)
    (folder / "course.yaml").write_text(YAML.replace("[one, two]", "[two]"))
    outline = draft_outline(load_course(folder), "en")
    assert [(x.key, x.title, x.minutes) for x in outline.lessons] == [("two", "Two", 9)]


def test_a_course_of_somebody_with_that_address_is_left_alone(folder: Path) -> None:
    make.course(title="Small")
    with pytest.raises(LibraryError):
        load_course(folder)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("course.yaml", "- a list"),
        ("course.yaml", "a: [b"),
        ("en.md", "# lesson: one"),
        ("en.md", "---\ntitle: [\n---\n"),
        ("en.md", ENGLISH.replace("# lesson: two", "")),
    ],
)
def test_files_that_cannot_be_used_are_named(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text)
    with pytest.raises(LibraryError):
        load_course(folder)
    assert not Course.objects.exists()


# Words, diagrams, guide, notices, pictures


WHOLE = """
slug: small
languages: [en]
modules: [{key: m1, lessons: [one, two]}]
diagrams: [{key: way, file: way.svg, mirror: true}]
"""
WORDS = """---
title: Small
lessons: {one: {title: One, notice: This may distress.}, two: {title: Two, minutes: 9}}
modules: {m1: {title: First}}
glossary: {layering: {term: layering, text: Hiding the trail.}}
guide: |
  ## For whom
  For those who teach it.
diagrams: {way: {title: The way, text: From cash to a house., labels: {start: Cash}}}
---
# lesson: one
Text on layering.

!diagram way
{: #way}

# lesson: two
![a seal](pictures/seal.png)
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    '<text data-label="start" x="50" y="50"/></svg>'
)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "way.svg").write_text(SVG)
    Image.new("RGB", (40, 20), "red").save(tmp_path / "pictures" / "seal.png")
    (tmp_path / "course.yaml").write_text(WHOLE)
    (tmp_path / "en.md").write_text(WORDS)
    return tmp_path


def blocks(key: str) -> list[dict[str, str]]:
    version = LessonVersion.objects.filter(lesson__key=key).order_by("-number").first()
    assert version is not None
    found: list[dict[str, str]] = version.blocks
    return found


def test_lessons_link_to_words_show_diagrams_and_say_what_may_distress(whole: Path) -> None:
    course = load_course(whole)
    linked, shown = blocks("one")
    assert 'href="#term-layering"' in linked["html"]
    assert (shown["kind"], shown["title"]) == ("diagram", "The way")
    assert shown["text"] == "From cash to a house." and ">Cash<" in shown["html"]
    assert LessonVersion.objects.get(lesson__key="one").notice == "This may distress."
    assert draft_words(course, "en") == [Word("layering", "layering", "Hiding the trail.")]
    assert course.has_guide and "<h2>For whom</h2>" in guide_of(course, "en")


def test_pictures_of_lessons_are_for_their_readers(whole: Path) -> None:
    course = load_course(whole)
    picture = course.pictures.get()
    assert (picture.alt, picture.for_questions) == ("a seal", False)
    assert f"/pictures/{picture.key}" in blocks("two")[0]["html"]


def test_loading_a_whole_course_again_changes_nothing(whole: Path) -> None:
    load_course(whole)
    load_course(whole)
    assert LessonVersion.objects.count() == 2
    assert Term.objects.count() == Diagram.objects.count() == Picture.objects.count() == 1


def test_what_the_files_no_longer_have_goes(whole: Path) -> None:
    load_course(whole)
    (whole / "course.yaml").write_text(YAML)
    (whole / "en.md").write_text(ENGLISH)
    course = load_course(whole)
    assert not Term.objects.filter(removed_at=None).exists() and not Diagram.objects.exists()
    assert not course.has_guide and guide_of(course, "en") == ""
    assert not LessonVersion.objects.filter(lesson__key="one").order_by("-number")[0].notice


def test_a_changed_drawing_changes_the_lessons_that_show_it(whole: Path) -> None:
    load_course(whole)
    (whole / "pictures" / "way.svg").write_text(SVG.replace("50", "60"))
    load_course(whole)
    newest = LessonVersion.objects.values_list("lesson__key", "number").order_by("pk")
    assert list(newest) == [("one", 1), ("two", 1), ("one", 2)]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("!diagram way", "!diagram none", "one .en.: There is no diagram “none”"),
        ("way: {title", "other: {title", "the diagram “way” has no words in “en”"),
        ("pictures/seal.png", "pictures/none.png", "there is no picture pictures/none.png"),
    ],
)
def test_what_is_missing_is_named_and_nothing_kept(
    whole: Path, was: str, becomes: str, said: str
) -> None:
    (whole / "en.md").write_text(WORDS.replace(was, becomes))
    with pytest.raises(LibraryError, match=said):
        load_course(whole)
    assert not Course.objects.exists()


def test_a_drawing_with_a_script_is_refused(whole: Path) -> None:
    (whole / "pictures" / "way.svg").write_text(SVG.replace("<text", "<script/><text"))
    with pytest.raises(LibraryError, match="<script> is not taken"):
        load_course(whole)
