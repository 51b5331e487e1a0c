import pytest
from django.test import Client
from django.utils import translation

from courses.mail import allauth
from courses.mail.models import Message
from courses.people.models import User
from tests.support.jobs import run_jobs

pytestmark = pytest.mark.django_db


def test_a_password_reset_is_queued_in_the_persons_language(client: Client) -> None:
    User.objects.create_user("reader@example.org", password="quite long enough", language="fr")
    client.post("/accounts/password/reset/", {"email": "reader@example.org"})
    message = Message.objects.get()
    assert (message.kind, message.language, message.state) == ("account_reset", "fr", "queued")
    assert "/accounts/password/reset/key/" in message.text
    run_jobs()
    message.refresh_from_db()
    assert message.state == "sent"


def test_a_mail_without_a_kind_of_ours_keeps_allauths_words() -> None:
    context = {"signup_url": "https://x.test/signup?a=1&b=2"}
    with translation.override("en"):
        message = allauth.send("account/email/unknown_account", "a@example.org", context)
    assert message.kind == "account_notice"
    assert "https://x.test/signup?a=1&b=2" in message.text
    assert message.subject


@pytest.mark.parametrize("prefix", sorted(allauth.KINDS))
def test_every_kind_of_ours_has_its_words(prefix: str) -> None:
    url = "https://x.test/go"
    context = {"activate_url": url, "password_reset_url": url}
    message = allauth.send(prefix, "a@example.org", context)
    assert url in message.text and url in message.html
