import pytest
from django.test import Client
from pytest_django import Settings

from courses.mail.models import Message, Suppression
from courses.mail.services import latest_link_for, queue_mail
from courses.mail.unsubscribe import unsubscribe_url
from courses.people.models import User
from courses.people.site import forget_site_settings, site_settings
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

LOCAL = {"host": "localhost"}


@pytest.fixture
def administrator() -> User:
    return User.objects.create_user("admin@example.org", is_administrator=True)


@pytest.fixture
def reader() -> User:
    return User.objects.create_user("reader@example.org", name="A Reader")


def mail_to(user: User) -> Message:
    return queue_mail("account_confirm", context={"activate_url": "https://x.test/"}, user=user)


@pytest.mark.parametrize("page", ["/mail/", "/mail/1/", "/mail/1/sheet/"])
def test_mail_is_for_administrators(client: Client, reader: User, page: str) -> None:
    assert client.get(page).status_code == 302
    client.force_login(reader)
    assert client.get(page).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_mail_costs_the_same_for_any_number(
    client: Client, administrator: User, reader: User, rows: int
) -> None:
    for _ in range(rows):
        mail_to(reader)
    client.force_login(administrator)
    client.get("/mail/")
    forget_site_settings()
    site_settings()
    with assert_queries(6):
        response = client.get("/mail/?state=queued&text=reader")
    assert response.content.decode().count("reader@example.org") == rows


def test_a_mail_is_shown_in_a_frame_that_may_run_nothing(
    client: Client, administrator: User, reader: User
) -> None:
    message = mail_to(reader)
    client.force_login(administrator)
    assert f"/mail/{message.pk}/sheet/" in client.get(f"/mail/{message.pk}/").content.decode()
    sheet = client.get(f"/mail/{message.pk}/sheet/")
    assert sheet["Content-Security-Policy"].startswith("default-src 'none';")
    assert "sandbox" in sheet["Content-Security-Policy"]
    assert "allow-scripts" not in sheet["Content-Security-Policy"]
    assert sheet["X-Frame-Options"] == "SAMEORIGIN"


def test_who_signs_up_on_this_machine_can_open_the_mail(client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, headers=LOCAL)
    User.objects.create_user("reader@example.org", password="quite long enough")
    client.post("/accounts/password/reset/", {"email": "reader@example.org"}, headers=LOCAL)
    page = client.get("/accounts/password/reset/done/", headers=LOCAL).content.decode()
    link = page.partition('href="/mail/open/')[2].partition('"')[0]
    shown = client.get(f"/mail/open/{link}", headers=LOCAL).content.decode()
    assert "/accounts/password/reset/key/" in shown
    assert client.get(f"/mail/open/{link}sheet/", headers=LOCAL).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"host": "site.example"}, {**LOCAL, "X-Forwarded-For": "192.0.2.1"}],
)
def test_mail_opens_nowhere_but_on_this_machine(
    client: Client, reader: User, headers: dict[str, str], settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    mail_to(reader)
    request = client.get("/health/live", headers=LOCAL).wsgi_request
    link = latest_link_for(request, reader.email)
    assert link is not None
    assert client.get(link, headers=LOCAL).status_code == 200
    assert client.get(link, headers=headers).status_code == 404


def test_mail_that_goes_out_opens_nowhere(client: Client, reader: User, settings: Settings) -> None:
    mail_to(reader)
    request = client.get("/health/live", headers=LOCAL).wsgi_request
    settings.SCALED = True
    assert latest_link_for(request, reader.email) is None


@pytest.mark.parametrize("token", ["made-up", "1", "MQ:aaaa:bbbb"])
def test_a_forged_link_is_a_404(client: Client, reader: User, token: str) -> None:
    mail_to(reader)
    assert client.get(f"/mail/open/{token}/", headers=LOCAL).status_code == 404
    assert client.get(f"/mail/stop/{token}/").status_code == 404


def test_stopping_a_kind_asks_first_and_stops_on_post(client: Client) -> None:
    url = unsubscribe_url("Reader@example.org", "reminder")
    assert client.get(url).status_code == 200
    assert not Suppression.objects.exists()
    assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.post(url).status_code == 200
    assert Suppression.objects.get().email == "reader@example.org"
