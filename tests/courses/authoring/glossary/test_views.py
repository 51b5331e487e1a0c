"""The words of a course in the studio: written, changed by two, removed, brought back."""

from pathlib import Path
from typing import Any

import pytest

from courses.catalog.aids.models import Term
from courses.catalog.aids.queries import entries_of
from courses.catalog.aids.services import set_glossary
from courses.catalog.models import Course, CourseStaff, LessonVersion
from courses.catalog.services import save_lesson
from tests.support import make, make_reports
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


class Desk:
    """A course in two languages, and its instructor's browser."""

    def __init__(self) -> None:
        self.teacher = make.instructor()
        self.course: Course = make.course(languages=["en", "fr"])
        CourseStaff.objects.create(course=self.course, user=self.teacher)
        self.client = make.client_for(self.teacher)
        self.address = f"/studio/courses/{self.course.slug}/glossary/"

    def add(self, term: str = "layering", text: str = "Hiding.", **more: Any) -> Any:
        data = {"base": 0, "term-en": term, "text-en": text} | more
        return self.client.post(f"{self.address}new/", data)

    def change(self, key: str, **more: Any) -> Any:
        return self.client.post(f"{self.address}words/{key}/", more)

    def page(self, language: str = "en") -> str:
        return str(self.client.get(f"{self.address}?language={language}").content.decode())


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_word_is_added_in_one_language_and_missed_in_the_other(desk: Desk) -> None:
    assert "No word yet" in desk.page()
    assert desk.add().status_code == 302
    term = Term.objects.get()
    assert (term.key, term.terms, term.texts) == (
        "layering",
        {"en": "layering"},
        {"en": "Hiding."},
    )
    assert "Not in" in desk.page()
    desk.change("layering", base=term.revision, **{"term-en": "layering", "term-fr": "empilage"})
    assert "Not in" not in desk.page()
    assert "empilage" in desk.page("fr")


def test_a_meaning_typed_by_hand_is_not_credited_to_the_report(desk: Desk, tmp_path: Path) -> None:
    passage = make_reports.stored_report(tmp_path).passages.exclude(text="").first()
    assert passage is not None
    source = {"label": "R, para. 1", "report": "r", "passage": passage.pk, "locator": passage.key}
    treaty = {"label": "T", "report": None, "passage": None, "locator": "art._2"}
    entry = {"key": "w", "terms": {"en": "w"}, "texts": {"en": ""}, "sources": [source, treaty]}
    set_glossary(desk.course, [entry])
    assert "Used in" in desk.page()
    quoted = {"term-en": "w", "text-en": passage.text[:30]}
    desk.change("w", base=1, **quoted)
    assert Term.objects.get().sources == [source, treaty]
    desk.change("w", base=2, **quoted | {"term-en": "word"})
    assert Term.objects.get().sources == [source, treaty]
    desk.change("w", base=3, **{"term-en": "word", "text-en": "What I say that it means."})
    assert Term.objects.get().sources == [treaty]


def test_words_stand_by_the_alphabet_of_the_language_shown(desk: Desk) -> None:
    desk.add("Zebra", **{"term-fr": "âne"})
    desk.add("ant", **{"term-fr": "zèbre"})
    english, french = desk.page(), desk.page("fr")
    assert english.index(">ant<") < english.index(">Zebra<")
    assert french.index(">âne<") < french.index(">zèbre<")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"term-en": "", "text-en": ""}, "Give the word in one language at least."),
        ({"term-fr": "", "text-fr": "Texte."}, "Give the word that this explains."),
        ({"term-en": "x" * 201}, "at most 200"),
        ({"term-en": "Layering"}, "The glossary has this word already."),
    ],
)
def test_errors_stand_at_their_fields(desk: Desk, sent: dict[str, str], said: str) -> None:
    desk.add("layering")
    answer = desk.add(**{"term": "other", **sent}) if "term-en" not in sent else desk.add(**sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and "error-summary" in page
    assert Term.objects.count() == 1


def test_a_word_without_a_latin_letter_has_an_address(desk: Desk) -> None:
    desk.add("洗钱")
    desk.add("腐败")
    assert [term.key for term in Term.objects.all()] == ["term", "term-2"]


def test_two_instructors_see_both_words(desk: Desk) -> None:
    desk.add()
    theirs = {"base": 1, "term-en": "layering", "text-en": "Theirs."}
    assert desk.change("layering", **theirs).status_code == 302
    answer = desk.change("layering", **(theirs | {"text-en": "Mine."}))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Theirs." in page and "Mine." in page
    assert 'name="base" value="2"' in page
    assert Term.objects.get().texts == {"en": "Theirs."}
    assert desk.change("layering", **(theirs | {"text-en": "Mine.", "base": 2})).status_code == 302
    assert Term.objects.get().texts == {"en": "Mine."}


def test_a_removed_word_is_in_no_list_and_can_be_brought_back(desk: Desk) -> None:
    desk.add()
    desk.client.post(f"{desk.address}words/layering/remove/")
    assert entries_of(desk.course) == [] and "What was removed" in desk.page()
    assert desk.client.get(f"{desk.address}words/layering/").status_code == 404
    desk.client.post(f"{desk.address}words/layering/restore/")
    assert [entry["key"] for entry in entries_of(desk.course)] == ["layering"]


def test_a_word_is_not_brought_back_beside_its_like(desk: Desk) -> None:
    desk.add()
    desk.client.post(f"{desk.address}words/layering/remove/")
    desk.add("Layering")
    again = desk.client.post(f"{desk.address}words/layering/restore/", follow=True)
    assert "The glossary has this word already." in again.content.decode()
    assert len(entries_of(desk.course)) == 1


def test_what_an_import_leaves_out_can_be_brought_back(desk: Desk) -> None:
    desk.add()
    desk.add("predicate offence")
    set_glossary(desk.course, entries_of(desk.course)[:1])
    assert len(entries_of(desk.course)) == 1
    assert Term.objects.filter(removed_at=None).count() == 1 and Term.objects.count() == 2


def test_lessons_are_linked_at_once_and_what_is_published_stays(desk: Desk) -> None:
    lesson = make.lesson(desk.course, body="Layering hides it.")
    edition = make.publish(desk.course)
    desk.add()
    assert "1 text of the draft was saved before" in desk.page()
    assert "Used in 1 lesson" in desk.page()
    answer = desk.client.post(f"{desk.address}link/", follow=True)
    assert "1 text is linked anew." in answer.content.decode()
    newest = lesson.versions.filter(language="en").order_by("-number")[0]
    assert newest.number == 2 and 'class="term"' in newest.blocks[0]["html"]
    pinned = [row.version for row in edition.lessons.all()]
    assert all('class="term"' not in one.blocks[0]["html"] for one in pinned)
    assert "saved before its words" not in desk.page()


def test_links_to_a_removed_word_go_too_and_minutes_stay(desk: Desk) -> None:
    desk.add()
    lesson = make.lesson(desk.course, body="Layering hides it.")
    LessonVersion.objects.filter(lesson=lesson).update(minutes=9)
    desk.client.post(f"{desk.address}words/layering/remove/")
    desk.client.post(f"{desk.address}link/")
    newest = lesson.versions.filter(language="en").order_by("-number")[0]
    assert 'class="term"' not in newest.blocks[0]["html"] and newest.minutes == 9


def test_unsaved_writing_is_left_to_its_writer(desk: Desk) -> None:
    lesson = make.lesson(desk.course, body="First.")
    other = make.instructor()
    save_lesson(
        lesson,
        language="en",
        title="A lesson",
        body="Layering hides it.",
        author=other,
        autosaved=True,
    )
    desk.add()
    answer = desk.client.post(f"{desk.address}link/", follow=True)
    assert "somebody is writing now" in answer.content.decode()
    assert lesson.versions.filter(language="en").count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_however_many_words(desk: Desk, count: int) -> None:
    for number in range(count):
        desk.add(f"word {number}")
        make.lesson(desk.course, body=f"A word {number}.")
    desk.page()
    with assert_queries(5):
        desk.page()
