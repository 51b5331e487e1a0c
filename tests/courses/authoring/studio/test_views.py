import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from courses.catalog.models import Course, Lesson, Module
from courses.catalog.services import add_staff
from courses.people.models import User
from courses.quizzes.services import create_quiz
from tests.support.make import (
    administrator,
    client_for,
    course,
    instructor,
    lesson,
    module,
    person,
    published_course,
)
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher() -> User:
    return instructor()


@pytest.fixture
def client(teacher: User) -> Client:
    return client_for(teacher)


def step(client: Client, of: Course, step: str, title: str = "") -> Any:
    return client.post(f"/studio/courses/{of.slug}/step/", {"step": step, "title": title})


def titles(of: Course) -> list[list[str]]:
    modules = Module.objects.filter(course=of, removed_at=None)
    return [
        [one.key for one in m.lessons.filter(removed_at=None).order_by("position")] for m in modules
    ]


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return SimpleUploadedFile("cover.png", out.getvalue())


def settings_of(of: Course, **more: object) -> dict[str, object]:
    data = {
        "level": "advanced", "hours": "3.5", "languages": of.languages,
        "default_language": of.languages[0], "licence": "CC BY 4.0", "cover_alt": "",
    }  # fmt: skip
    for code in of.languages:
        data |= {f"title_{code}": f"Title {code}", f"summary_{code}": "S", f"aims_{code}": "A\nB"}
    return {**data, **more}


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_costs_the_same_for_any_number_of_courses(
    client: Client, teacher: User, count: int
) -> None:
    for _ in range(count):
        published_course(by=teacher)
    client.get("/studio/")
    with assert_queries(6):
        client.get("/studio/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_outline_costs_the_same_for_any_number_of_lessons(
    client: Client, teacher: User, count: int
) -> None:
    made = published_course(by=teacher, lessons=count)
    client.get(f"/studio/courses/{made.slug}/")
    with assert_queries(6):
        client.get(f"/studio/courses/{made.slug}/")


def test_courses_are_listed_by_their_titles_in_the_language_of_the_pages(
    client: Client, teacher: User
) -> None:
    course(title="The routes", by=teacher, languages=["en", "fr"])
    Course.objects.update(titles={"en": "The routes", "fr": "Les itinéraires"})
    assert "The routes" in client.get("/studio/").content.decode()
    User.objects.filter(pk=teacher.pk).update(language="fr")
    page = client.get("/studio/").content.decode()
    assert "Les itinéraires" in page
    assert "The routes" not in page


def test_a_course_from_nothing(client: Client, teacher: User) -> None:
    answer = client.post("/studio/new/", {"title": "Asset recovery", "language": "fr"})
    made = Course.objects.get()
    assert answer.headers["Location"] == f"/studio/courses/{made.slug}/"
    assert (made.titles, made.staff.get().user) == ({"fr": "Asset recovery"}, teacher)


def test_a_course_without_title_is_not_made(client: Client) -> None:
    answer = client.post("/studio/new/", {"title": "", "language": "fr"})
    assert (answer.status_code, Course.objects.exists()) == (422, False)


def test_modules_and_lessons_are_added_moved_removed_and_brought_back(
    client: Client, teacher: User
) -> None:
    made = course(by=teacher)
    step(client, made, "module-add:0", "First")
    step(client, made, "module-add:0", "Second")
    first, second = Module.objects.order_by("position")
    for name in ("Alpha", "Beta"):
        step(client, made, f"lesson-add:{first.pk}", name)
    alpha, beta = Lesson.objects.order_by("pk")
    step(client, made, f"lesson-down:{alpha.pk}")
    assert titles(made) == [["beta", "alpha"], []]
    step(client, made, f"lesson-down:{alpha.pk}")
    assert titles(made) == [["beta"], ["alpha"]]
    step(client, made, f"lesson-up:{alpha.pk}")
    step(client, made, f"module-up:{second.pk}")
    assert titles(made) == [[], ["beta", "alpha"]]
    step(client, made, f"lesson-remove:{beta.pk}")
    assert titles(made) == [[], ["alpha"]]
    step(client, made, f"lesson-restore:{beta.pk}")
    step(client, made, f"module-rename:{first.pk}", "Renamed")
    first.refresh_from_db()
    assert (first.titles, titles(made)[1]) == ({"en": "Renamed"}, ["beta", "alpha"])


def test_adding_a_lesson_opens_it_in_the_editor(client: Client, teacher: User) -> None:
    made = course(by=teacher)
    within = module(made)
    answer = step(client, made, f"lesson-add:{within.pk}", "Alpha")
    assert "/lessons/alpha/" in answer.headers["Location"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("module-add:0", "Give it a title first."),
        ("lesson-up:999", "This step is not possible"),
        ("fly:1", "This step is not possible"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(
    client: Client, teacher: User, name: str, says: str
) -> None:
    answer = step(client, course(by=teacher), name)
    assert (answer.status_code, says in answer.content.decode()) == (422, True)


def test_a_lesson_of_another_course_is_out_of_reach(client: Client, teacher: User) -> None:
    other = lesson(course())
    assert step(client, course(by=teacher), f"lesson-remove:{other.pk}").status_code == 422
    other.refresh_from_db()
    assert other.removed_at is None


def test_settings_are_kept(client: Client, teacher: User) -> None:
    made = course(by=teacher)
    data = settings_of(made, languages=["en", "fr"], cover=picture(), cover_alt="A teal field")
    answer = client.post(f"/studio/courses/{made.slug}/settings/", data)
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.level, str(made.hours), made.languages) == ("advanced", "3.5", ["en", "fr"])
    assert (made.objectives, made.cover_alt) == ({"en": ["A", "B"]}, "A teal field")
    assert made.cover.size > 0


def test_a_cover_needs_words(client: Client, teacher: User) -> None:
    made = course(by=teacher)
    data = settings_of(made, cover=picture())
    answer = client.post(f"/studio/courses/{made.slug}/settings/", data)
    assert "Say in a few words what the cover shows." in answer.content.decode()
    made.refresh_from_db()
    assert (answer.status_code, made.level) == (422, "introductory")


def test_a_cover_that_is_no_picture_changes_nothing(client: Client, teacher: User) -> None:
    made = course(by=teacher)
    file = SimpleUploadedFile("cover.png", b"<svg onload='x'></svg>")
    data = settings_of(made, cover=file, cover_alt="X")
    answer = client.post(f"/studio/courses/{made.slug}/settings/", data)
    made.refresh_from_db()
    assert (answer.status_code, made.titles) == (422, {"en": "A course"})


def test_a_language_can_go_although_its_title_is_missing(client: Client, teacher: User) -> None:
    made = course(by=teacher, languages=["en", "fr"])
    data = settings_of(made, languages=["en"], title_fr="")
    assert client.post(f"/studio/courses/{made.slug}/settings/", data).status_code == 302
    made.refresh_from_db()
    assert made.languages == ["en"]


def test_publishing_makes_numbered_editions_and_says_what_changed(
    client: Client, teacher: User
) -> None:
    made = course(by=teacher)
    first = lesson(made, title="Alpha", key="alpha")
    address = f"/studio/courses/{made.slug}/publish/"
    assert "Alpha" in client.get(address).content.decode()
    client.post(address, {"notes": "First.", "after": "0"})
    lesson(first.module, title="Beta", key="beta")
    page = client.get(address).content.decode()
    assert "Since edition 1" in page and "Beta" in page
    client.post(address, {"notes": "", "after": "1"})
    assert list(made.editions.order_by("number").values_list("number", "notes")) == [
        (1, "First."),
        (2, ""),
    ]


def test_an_edition_in_which_nothing_is_new_is_advised_against(
    client: Client, teacher: User
) -> None:
    made = course(by=teacher)
    lesson(made)
    address = f"/studio/courses/{made.slug}/publish/"
    assert "Publish the course" in client.get(address).content.decode()
    client.post(address, {"notes": "", "after": "0"})
    assert "Neither a lesson nor a question has changed" in client.get(address).content.decode()


def test_a_draft_course_leads_to_its_preview(client: Client, teacher: User) -> None:
    made = course(by=teacher)
    first = lesson(made)
    preview = reverse("learning:preview", args=[made.slug, first.key])
    assert preview in client.get(f"/studio/courses/{made.slug}/").content.decode()
    assert client.get(preview).status_code == 200


def test_the_publish_form_sent_twice_is_one_edition(client: Client, teacher: User) -> None:
    made = course(by=teacher)
    lesson(made)
    for _ in range(2):
        client.post(f"/studio/courses/{made.slug}/publish/", {"notes": "", "after": "0"})
    assert made.editions.count() == 1


def test_what_keeps_a_course_from_being_published_is_listed(client: Client, teacher: User) -> None:
    made = course(by=teacher)
    lesson(made, title="Empty", body="")
    create_quiz(made, titles={"en": "Test"})
    answer = client.post(f"/studio/courses/{made.slug}/publish/", {"notes": "", "after": "0"})
    page = answer.content.decode()
    assert (answer.status_code, made.editions.count()) == (409, 0)
    assert "“Empty” is empty" in page and "“Test” has no questions" in page


def test_a_broken_quiz_publishes_nothing_at_all(client: Client, teacher: User) -> None:
    made = course(by=teacher)
    lesson(made)
    create_quiz(made, titles={"en": "Test"})
    client.post(f"/studio/courses/{made.slug}/publish/", {"notes": "", "after": "0"})
    made.refresh_from_db()
    assert (made.status, made.editions.count()) == ("draft", 0)


def test_duplicating_leaves_the_first_as_it_was(client: Client, teacher: User) -> None:
    made = published_course(by=teacher)
    client.post(f"/studio/courses/{made.slug}/duplicate/")
    copy = Course.objects.exclude(pk=made.pk).get()
    assert (copy.title(), copy.status, copy.lessons.count()) == ("A course (copy)", "draft", 2)


def test_archiving_asks_first_and_can_be_taken_back(client: Client, teacher: User) -> None:
    made = published_course(by=teacher)
    address = f"/studio/courses/{made.slug}/archive/"
    assert "Put this course into the archive?" in client.get(address).content.decode()
    client.post(address)
    made.refresh_from_db()
    assert made.status == "archived"
    client.post(address, {"restore": "1"})
    made.refresh_from_db()
    assert made.status == "published"


PAGES = ("", "settings/", "publish/", "archive/", "lessons/lesson-1/", "lessons/lesson-1/history/")


@pytest.mark.parametrize("page", PAGES)
def test_a_course_is_there_for_its_staff_and_administrators_alone(page: str) -> None:
    made = published_course()
    mine = instructor()
    add_staff(made, mine)
    address = f"/studio/courses/{made.slug}/{page}"
    assert client_for(mine).get(address).status_code == 200
    assert client_for(administrator()).get(address).status_code == 200
    assert client_for(instructor()).get(address).status_code == 404
    assert client_for(person()).get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("path", ["step/", "duplicate/", "lessons/lesson-1/save/"])
def test_nothing_is_changed_by_asking_for_a_page(client: Client, teacher: User, path: str) -> None:
    made = published_course(by=teacher)
    assert client.get(f"/studio/courses/{made.slug}/{path}").status_code == 405
