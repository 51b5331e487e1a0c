"""Mail on hold after a restore."""

import ast
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from courses.mail import hold
from courses.mail.models import MailHold, Message
from courses.mail.services import message_id_for, queue_mail
from courses.people.models import User
from courses.people.site import forget_site_settings, site_settings
from elearning.env import BASE_DIR
from tests.support import make
from tests.support.jobs import run_jobs
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

BACKUP_AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def reader() -> User:
    return make.person(email="reader@example.org")


@pytest.fixture
def administrator() -> User:
    return make.administrator()


def mail_to(user: User, key: str | None = None) -> Message:
    context = {"activate_url": "https://x.test/"}
    return queue_mail("account_confirm", context=context, user=user, dedupe_key=key)


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_a_mail_made_anew_for_the_same_key_is_the_same_mail(reader: User) -> None:
    first = mail_to(reader, "graded:1").message_id
    Message.objects.all().delete()
    assert mail_to(reader, "graded:1").message_id == first
    assert mail_to(reader, "graded:2").message_id != first


def test_mails_without_a_key_are_each_their_own(reader: User) -> None:
    assert mail_to(reader).message_id != mail_to(reader).message_id


def test_two_sites_never_share_a_message_id(settings: Settings) -> None:
    ours = message_id_for("graded:1")
    settings.SECRET_KEY = "that of another site"
    assert message_id_for("graded:1") != ours


def test_only_what_somebody_asked_for_has_no_key() -> None:
    """Whatever the site writes by itself can be told apart after a restore, and held."""
    without = [
        path.relative_to(BASE_DIR).as_posix()
        for path in sorted((BASE_DIR / "courses").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "queue_mail"
        and "dedupe_key" not in {keyword.arg for keyword in call.keywords}
    ]
    assert without == ["courses/mail/allauth.py"]


def test_what_waited_at_the_backup_is_held_even_when_somebody_had_asked_for_it(
    reader: User,
) -> None:
    mail_to(reader, "graded:1")
    mail_to(reader)
    assert hold.hold_mail(backup_at=BACKUP_AT) == 2
    run_jobs()
    assert states() == ["held", "held"]


def test_what_the_site_writes_by_itself_is_held_and_what_is_asked_for_now_goes(
    reader: User,
) -> None:
    hold.hold_mail(backup_at=BACKUP_AT)
    mail_to(reader, "graded:1")
    mail_to(reader)
    run_jobs()
    assert states() == ["held", "sent"]


def test_holding_twice_is_one_hold(reader: User) -> None:
    hold.hold_mail(backup_at=BACKUP_AT)
    hold.hold_mail(backup_at=timezone.now())
    assert MailHold.objects.get().backup_at == BACKUP_AT


def test_sending_ends_the_hold_and_sends_each_once(reader: User, administrator: User) -> None:
    mail_to(reader, "graded:1")
    hold.hold_mail(backup_at=BACKUP_AT)
    mail_to(reader, "graded:2")
    run_jobs()
    assert hold.send_held(by=administrator) == 2
    run_jobs()
    assert states() == ["sent", "sent"]
    assert hold.hold_in_force() is None
    assert hold.send_held(by=administrator) is None


def test_after_the_hold_mail_goes_as_ever(reader: User, administrator: User) -> None:
    hold.hold_mail(backup_at=BACKUP_AT)
    hold.drop_held(by=administrator)
    mail_to(reader, "graded:1")
    run_jobs()
    assert states() == ["sent"]


def test_dropping_can_be_taken_back(reader: User, administrator: User) -> None:
    mail_to(reader, "graded:1")
    hold.hold_mail(backup_at=BACKUP_AT)
    assert hold.drop_held(by=administrator) == 1
    run_jobs()
    assert states() == ["dropped"]
    assert hold.undo_drop() == 1
    assert (states(), hold.hold_in_force() is None) == (["held"], False)
    assert hold.undo_drop() is None


def test_a_mail_whose_hold_ended_while_its_sender_looked_is_sent(reader: User) -> None:
    message = mail_to(reader, "graded:1")
    assert hold.held_back(message) is False
    assert states() == ["queued"]


def test_administrators_are_told_where_they_look(reader: User, administrator: User) -> None:
    client = make.client_for(administrator)
    for page in ("/manage/", "/mail/"):
        assert "Mail is on hold" not in client.get(page).content.decode()
    hold.hold_mail(backup_at=BACKUP_AT)
    for page in ("/manage/", "/mail/"):
        html = client.get(page).content.decode()
        assert "Mail is on hold" in html
        assert 'href="/mail/held/"' in html


def post(client: Client, path: str) -> str:
    return client.post(path, follow=True).content.decode()


def test_the_page_counts_asks_and_takes_back(reader: User, administrator: User) -> None:
    client = make.client_for(administrator)
    assert "No mail is on hold." in client.get("/mail/held/").content.decode()
    mail_to(reader, "graded:1")
    hold.hold_mail(backup_at=BACKUP_AT)
    assert "End the hold and send 1 mail" in client.get("/mail/held/").content.decode()
    assert "1 mail will not be sent" in post(client, "/mail/held/drop/")
    assert "1 mail is on hold again" in post(client, "/mail/held/undo/")
    assert "1 mail is on its way" in post(client, "/mail/held/send/")
    assert "No mail is on hold any more" in post(client, "/mail/held/drop/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_held_mail_costs_the_same_for_any_number(
    reader: User, administrator: User, rows: int
) -> None:
    client = make.client_for(administrator)
    for number in range(rows):
        mail_to(reader, f"graded:{number}")
    hold.hold_mail(backup_at=BACKUP_AT)
    client.get("/mail/held/")
    forget_site_settings()
    site_settings()
    with assert_queries(4):
        client.get("/mail/held/")
