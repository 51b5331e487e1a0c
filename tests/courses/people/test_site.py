"""What the site's settings change for its visitors."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from courses.people.models import SiteSettings, User
from courses.people.site import forget_site_settings
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    forget_site_settings()
    yield
    forget_site_settings()


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("boss@example.org", is_administrator=True))
    return client


def picture(kind: str, name: str) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return SimpleUploadedFile(name, file.getvalue(), "image/png")


def save(boss: Client, logo: SimpleUploadedFile) -> str:
    data = {"name": "School", "contact_email": "", "signup": "open", "logo": logo}
    return boss.post(reverse("people:site"), data).content.decode()


def test_the_logo_is_shown_to_every_visitor(boss: Client) -> None:
    save(boss, picture("PNG", "mark.pdf"))
    assert reverse("people:logo") in Client().get("/").content.decode()
    answer = Client().get(reverse("people:logo"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")


def test_a_site_without_logo_has_none() -> None:
    assert Client().get(reverse("people:logo")).status_code == 404


@pytest.mark.parametrize(
    "logo", [picture("GIF", "mark.gif"), SimpleUploadedFile("mark.png", b"text", "image/png")]
)
def test_a_file_that_is_no_logo_is_refused_in_words(boss: Client, logo: SimpleUploadedFile) -> None:
    assert "Choose a PNG, JPEG or WebP file." in save(boss, logo)
    assert not SiteSettings.objects.exists()


@pytest.mark.parametrize(
    ("rule", "words"),
    [("closed", "takes no new accounts"), ("invitation", "invitation mail")],
)
def test_where_nobody_signs_up_no_page_offers_it(rule: str, words: str) -> None:
    SiteSettings.objects.create(signup=rule)
    course = Client().get(f"/courses/{make.published_course().slug}/").content.decode()
    assert words in course
    assert reverse("account_signup") not in course
    assert reverse("account_signup") not in Client().get(reverse("account_login")).content.decode()
    assert words in Client().get(reverse("account_signup")).content.decode()
