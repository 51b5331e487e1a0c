"""A copy of a course is whole: its texts, words, drawings, questions and quizzes."""

import pytest

from courses.authoring.interchange.documents import documents_of
from courses.authoring.interchange.duplicating import duplicate_course
from courses.catalog.aids.queries import draft_words
from courses.catalog.models import Course
from courses.catalog.queries import draft_outline
from tests.courses.authoring.interchange.whole import whole_course
from tests.support import make

pytestmark = pytest.mark.django_db


def test_a_copy_has_the_texts_and_is_a_draft_of_its_own() -> None:
    original = make.published_course(title="One", languages=["en", "fr"])
    copy = duplicate_course(original, by=make.instructor(), title="Two")
    assert (copy.slug, copy.status, copy.titles["en"]) == ("two", Course.Status.DRAFT, "Two")
    assert [x.key for x in draft_outline(copy, "fr").lessons] == ["lesson-1", "lesson-2"]
    make.version(copy.lessons.get(key="lesson-1"), title="Changed")
    assert draft_outline(original, "en").lessons[0].title == "Lesson 1"


def test_a_copy_has_everything_but_the_name() -> None:
    original = whole_course()
    copy = duplicate_course(original, by=None, title="Two")
    first, second = documents_of(original), documents_of(copy)
    assert second.data == first.data | {"slug": "two"}
    first.fronts["en"]["title"] = "Two"
    assert (second.fronts, second.bodies, second.files) == (
        first.fronts,
        first.bodies,
        first.files,
    )


def test_a_copy_has_its_own_words_guide_and_notices() -> None:
    copy = duplicate_course(whole_course(), by=None, title="Two")
    assert copy.has_guide and copy.diagrams.get().is_mirrored
    assert len(draft_words(copy, "en")) == 2
    version = copy.lessons.get(key="begin").versions.get(language="en")
    assert version.notice == "It may distress.\nReally."
