"""The pages of teaching guides: made, edited, made anew, brought back, printed."""

from typing import Any

import pytest
from django.test import Client

from courses.authoring.guides.queries import guide_of
from courses.authoring.guides.services import take_as_made
from courses.catalog.aids.models import ModuleGuide
from courses.catalog.aids.services import set_module_guide
from courses.catalog.models import Course, CourseStaff
from courses.catalog.services import save_lesson
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


class Desk:
    """A course of one module, and its instructor's browser."""

    def __init__(self, **fields: Any) -> None:
        teacher = make.instructor()
        self.course: Course = make.course(**fields)
        CourseStaff.objects.create(course=self.course, user=teacher)
        self.module = make.module(self.course)
        self.lesson = make.lesson(self.module, body="First.", title="What a group is")
        self.client: Client = make.client_for(teacher)
        self.address = f"/studio/courses/{self.course.slug}/guides/{self.module.key}/"

    def send(self, body: str, **more: str) -> Any:
        guide = guide_of(self.course, self.module, "en")
        data = {"body": body, "base": guide.revision, "made_of": guide.made_of, "act": "save"}
        return self.client.post(self.address, data | more)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def state(desk: Desk) -> str:
    return guide_of(desk.course, desk.module, "en").state


def test_a_guide_is_made_from_the_module_until_somebody_writes(desk: Desk) -> None:
    page = desk.client.get(desk.address)
    assert page.status_code == 200 and "## Outline" in page.content.decode()
    assert state(desk) == "proposed" and not ModuleGuide.objects.exists()
    answer = desk.client.post(
        desk.address,
        {
            "body": "## Mine\r\n\r\nBegin <b>here</b><script>x</script>.",
            "base": "0",
            "made_of": guide_of(desk.course, desk.module, "en").made_of,
        },
    )
    assert answer.status_code == 302
    row = ModuleGuide.objects.get()
    assert row.text == "## Mine\n\nBegin <b>here</b><script>x</script>."
    assert "<script" not in row.html and state(desk) == "edited"


def test_a_changed_module_leaves_an_edited_guide_behind_until_it_is_looked_through(
    desk: Desk,
) -> None:
    desk.send("Mine.")
    save_lesson(desk.lesson, language="en", title="What a gang is", body="First.")
    assert state(desk) == "behind"
    page = desk.client.get(desk.address).content.decode()
    assert "The module has changed since this guide was written." in page
    assert "What a gang is" in page
    desk.send("Mine, with a comma.")
    assert state(desk) == "behind"
    desk.send("Mine, up to date.", is_looked_through="on")
    assert state(desk) == "edited"


def test_two_instructors_see_both_texts(desk: Desk) -> None:
    seen = guide_of(desk.course, desk.module, "en").made_of
    first = {"body": "Theirs.", "base": 0, "made_of": seen}
    assert desk.client.post(desk.address, first).status_code == 302
    answer = desk.client.post(desk.address, first | {"body": "Mine."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs." in page and "Mine." in page
    assert 'role="status">Not saved yet<' in page
    assert 'name="base" value="1"' in page
    assert ModuleGuide.objects.get().text == "Theirs."
    assert desk.client.post(desk.address, first | {"body": "Mine.", "base": 1}).status_code == 302
    assert ModuleGuide.objects.get().text == "Mine."


def test_making_it_anew_shows_what_goes_and_can_be_undone(desk: Desk) -> None:
    desk.send("Only mine.")
    asked = desk.client.get(f"{desk.address}anew/").content.decode()
    assert "Only mine." in asked and "## Outline" in asked
    desk.client.post(f"{desk.address}anew/", {"base": 1})
    assert state(desk) == "proposed"
    assert "Bring the text back" in desk.client.get(desk.address).content.decode()
    desk.client.post(f"{desk.address}back/", {"base": 2})
    assert ModuleGuide.objects.get().text == "Only mine." and state(desk) == "edited"


def test_a_step_upon_an_older_state_is_refused(desk: Desk) -> None:
    desk.send("Mine.")
    answer = desk.client.post(f"{desk.address}anew/", {"base": 0}, follow=True)
    assert "Somebody changed this guide meanwhile" in answer.content.decode()
    assert state(desk) == "edited"
    again = desk.client.post(f"{desk.address}back/", {"base": 1}, follow=True)
    assert "There is no earlier text to bring back." in again.content.decode()


def test_an_empty_text_is_asked_for_at_its_field(desk: Desk) -> None:
    answer = desk.client.post(desk.address, {"body": " ", "base": 0, "made_of": "0" * 64})
    assert answer.status_code == 422
    assert "Write something, or make the guide anew" in answer.content.decode()


def test_a_text_that_cannot_be_shown_is_said_at_its_field(desk: Desk) -> None:
    sent = {"body": "字" * 90_000, "base": 0, "made_of": "0" * 64}
    answer = desk.client.post(desk.address, sent)
    assert answer.status_code == 422 and not ModuleGuide.objects.exists()


def test_a_guide_from_a_package_is_taken_as_made_of_what_came_with_it(desk: Desk) -> None:
    set_module_guide(desk.module, "en", "From elsewhere.")
    take_as_made(desk.course)
    assert state(desk) == "edited"
    revision = ModuleGuide.objects.get().revision
    set_module_guide(desk.module, "en", "From elsewhere.")
    save_lesson(desk.lesson, language="en", title="What a gang is", body="First.")
    assert state(desk) == "behind" and ModuleGuide.objects.get().revision == revision


def test_preview_stores_nothing(desk: Desk) -> None:
    part = desk.client.post(f"{desk.address}preview/", {"body": "**So**"}).content.decode()
    assert "<strong>So</strong>" in part and "<html" not in part
    page = desk.send("**So**", act="preview")
    assert b"<strong>So</strong>" in page.content
    assert not ModuleGuide.objects.exists()


def test_the_sheet_shows_the_guide_in_its_language_and_direction() -> None:
    desk = Desk(languages=["en", "ar"])
    page = desk.client.get(f"{desk.address}page/?language=ar").content.decode()
    assert 'lang="ar" dir="rtl"' in page and "سير الدرس" in page
    desk.send("Mine.")
    assert "Mine." in desk.client.get(f"{desk.address}page/").content.decode()


def test_the_sheet_says_what_is_for_the_author_on_the_screen_alone(desk: Desk) -> None:
    told = "These are proposals made from the module"
    page = desk.client.get(f"{desk.address}page/").content.decode()
    before, article = page.split("<article")
    assert told in before.split('class="no-print')[1] and told not in article
    assert "guide-line" not in page
    assert told in desk.client.get(desk.address).content.decode()
    desk.send("Mine.")
    assert told not in desk.client.get(desk.address).content.decode()


def test_a_module_without_texts_says_so() -> None:
    desk = Desk()
    desk.lesson.removed_at = desk.lesson.module.course.created_at
    desk.lesson.save()
    listed = desk.client.get(f"/studio/courses/{desk.course.slug}/guides/").content.decode()
    assert "No text yet" in listed and "Read or print" not in listed
    page = desk.client.get(f"{desk.address}page/")
    assert "nothing can be made from it" in page.content.decode()


def test_a_module_of_another_course_is_not_there(desk: Desk) -> None:
    elsewhere = make.course(title="Another")
    make.module(elsewhere)
    other = make.module(elsewhere, title="Elsewhere")
    address = f"/studio/courses/{desk.course.slug}/guides/{other.key}/"
    assert desk.client.get(address).status_code == 404


def test_a_course_without_modules_says_what_to_do() -> None:
    teacher = make.instructor()
    course = make.course()
    CourseStaff.objects.create(course=course, user=teacher)
    page = make.client_for(teacher).get(f"/studio/courses/{course.slug}/guides/")
    assert "No module yet" in page.content.decode()


@pytest.mark.parametrize("lessons", [1, 3])
def test_the_pages_take_as_many_queries_however_long_the_module(lessons: int) -> None:
    desk = Desk()
    for _ in range(lessons - 1):
        make.lesson(desk.module)
    desk.client.get(desk.address)
    with assert_queries(10):
        desk.client.get(desk.address)
    with assert_queries(10):
        desk.client.get(f"{desk.address}page/")
