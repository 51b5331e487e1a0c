import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from courses.authoring.plans.services import plan_for
from courses.catalog.models import Lesson, LessonVersion, Picture
from courses.people.models import User
from tests.support.make import client_for, course, instructor, lesson
from tests.support.make_reports import stored_report
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher() -> User:
    return instructor()


@pytest.fixture
def client(teacher: User) -> Client:
    return client_for(teacher)


@pytest.fixture
def alpha(teacher: User) -> Lesson:
    return lesson(course(by=teacher, languages=["en", "fr"]), title="Alpha", key="alpha")


def address(of: Lesson, more: str = "") -> str:
    return f"/studio/courses/{of.course.slug}/lessons/{of.key}/{more}"


def post(client: Client, of: Lesson, more: str = "", **fields: object) -> Any:
    data = {"title": "Alpha", "body": "New text.", "objectives": "", "base": 1, **fields}
    return client.post(address(of, more), data)


def newest(of: Lesson, language: str = "en") -> LessonVersion:
    return of.versions.filter(language=language).latest("number")


def test_saving_makes_a_version_by_its_author(client: Client, alpha: Lesson, teacher: User) -> None:
    assert post(client, alpha, objectives="One\n\nTwo ").status_code == 302
    version = newest(alpha)
    assert (version.number, version.body, version.author) == (2, "New text.", teacher)
    assert (version.objectives, version.autosaved) == (["One", "Two"], False)


def test_autosave_answers_with_number_and_time(client: Client, alpha: Lesson) -> None:
    answer = json.loads(post(client, alpha, "save/").content)
    assert answer["base"] == 2
    assert len(answer["saved"].split(":")) == 3
    assert newest(alpha).autosaved


def test_autosaves_of_one_sitting_are_one_entry_of_the_history(
    client: Client, alpha: Lesson
) -> None:
    base = 1
    for number in range(5):
        answer = post(client, alpha, "save/", body=f"Text {number}.", base=base)
        base = json.loads(answer.content)["base"]
    versions = alpha.versions.filter(language="en").order_by("number")
    assert [version.body for version in versions][1:] == ["Text 4."]


def test_the_other_language_is_a_text_of_its_own(client: Client, alpha: Lesson) -> None:
    post(client, alpha, "?language=fr", body="Texte.")
    assert (newest(alpha, "fr").body, newest(alpha).number) == ("Texte.", 1)


def test_a_text_changed_elsewhere_is_shown_beside_ones_own(client: Client, alpha: Lesson) -> None:
    post(client, alpha, body="Theirs.")
    answer = post(client, alpha, body="Mine.")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs." in page and "Mine." in page and 'name="base" value="2"' in page
    assert newest(alpha).body == "Theirs."
    post(client, alpha, body="Mine.", base=2)
    assert newest(alpha).body == "Mine."


def test_autosave_never_overwrites_another_tab(client: Client, alpha: Lesson) -> None:
    post(client, alpha, "save/", body="Theirs.")
    answer = post(client, alpha, "save/", body="Mine.")
    assert (answer.status_code, newest(alpha).body) == (409, "Theirs.")
    assert "problem" in json.loads(answer.content)


def test_a_missing_title_keeps_the_text_on_the_page(client: Client, alpha: Lesson) -> None:
    answer = post(client, alpha, title="", body="Not lost.")
    assert (answer.status_code, "Not lost." in answer.content.decode()) == (422, True)
    assert post(client, alpha, "save/", title="").status_code == 422


def test_a_text_that_is_too_long_is_refused_with_advice(client: Client, alpha: Lesson) -> None:
    answer = post(client, alpha, body="é" * 150_000)
    assert answer.status_code == 422
    assert "Divide it into two lessons" in answer.content.decode()
    assert newest(alpha).number == 1


def test_preview_without_script_keeps_what_was_typed_and_saves_nothing(
    client: Client, alpha: Lesson
) -> None:
    page = post(client, alpha, act="preview", body="Some *new* text.").content.decode()
    assert "<em>new</em>" in page and "Some *new* text." in page
    assert newest(alpha).number == 1


def test_the_preview_part_is_sanitised(client: Client, alpha: Lesson) -> None:
    page = post(client, alpha, "preview/", body="<script>alert(1)</script> Hi").content.decode()
    assert "<script" not in page and "Hi" in page


def test_the_preview_shows_marks_and_names_those_that_lead_nowhere(
    client: Client, alpha: Lesson, tmp_path: Path
) -> None:
    slug = stored_report(tmp_path).slug
    body = f'One.\n{{: src="{slug}/5"}}\n\nTwo.\n{{: src="{slug}/999"}}'
    page = post(client, alpha, "preview/", body=body).content.decode()
    assert "¶5" in page and "not found" in page


def test_passages_of_ones_reports_are_found_and_can_be_cited(
    client: Client, alpha: Lesson, teacher: User, tmp_path: Path
) -> None:
    report = stored_report(tmp_path)
    search = address(alpha, "passages/") + "?passage=paragraph+7"
    assert "No passage of your reports" in client.get(search).content.decode()
    plan_for(report, teacher)
    assert f'src="{report.slug}/7"' in client.get(search).content.decode()


def picture_of(kind: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, kind)
    return SimpleUploadedFile("picture", out.getvalue())


def test_a_picture_with_words_gives_the_line_to_insert(client: Client, alpha: Lesson) -> None:
    answer = post(client, alpha, act="picture", picture=picture_of("PNG"), alt="A teal field")
    picture = Picture.objects.get()
    page = answer.content.decode()
    assert f"![A teal field](/pictures/{picture.key})" in page
    assert "New text." in page


@pytest.mark.parametrize(
    ("file", "alt"),
    [
        (picture_of("PNG"), ""),
        (SimpleUploadedFile("x.png", b"<svg onload='alert(1)'></svg>"), "A drawing"),
    ],
)
def test_a_picture_without_words_or_that_is_none_is_refused_and_nothing_is_lost(
    client: Client, alpha: Lesson, file: SimpleUploadedFile, alt: str
) -> None:
    file.seek(0)
    answer = post(client, alpha, act="picture", picture=file, alt=alt)
    assert answer.status_code == 422
    assert "New text." in answer.content.decode()
    assert not Picture.objects.exists()


def test_history_shows_what_changed_and_leads_back(client: Client, alpha: Lesson) -> None:
    original = newest(alpha).body
    post(client, alpha, body="Another text.")
    assert "Version 2" in client.get(address(alpha, "history/")).content.decode()
    page = client.get(address(alpha, "history/2/")).content.decode()
    assert "Another text." in page and "diff-out" in page
    client.post(address(alpha, "history/1/restore/"))
    assert (newest(alpha).number, newest(alpha).body) == (3, original)
    assert client.get(address(alpha, "history/99/")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_costs_the_same_for_any_number_of_versions(
    client: Client, alpha: Lesson, count: int
) -> None:
    for number in range(count):
        post(client, alpha, body=f"Text {number}.", base=number + 1)
    client.get(address(alpha, "history/"))
    with assert_queries(6):
        client.get(address(alpha, "history/"))
