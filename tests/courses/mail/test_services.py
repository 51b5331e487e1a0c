import pytest
from django.contrib.auth import get_user_model

from courses.mail.models import Message
from courses.mail.services import queue_mail
from courses.outbox.models import Job
from courses.people.models import User
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return User.objects.create_user("reader@example.org", name="A Reader", language="fr")


def queue_confirmation(user: User, **more: object) -> Message:
    context = {"activate_url": "https://example.org/confirm?a=1&b=2"}
    return queue_mail("account_confirm", context=context, user=user, **more)  # type: ignore[arg-type]


def test_a_mail_is_stored_with_the_job_that_sends_it(reader: User) -> None:
    message = queue_confirmation(reader)
    job = Job.objects.get()
    assert (job.task, job.args) == ("mail.send", {"message_id": message.pk})
    assert (message.to, message.user, message.state) == (reader.email, reader, "queued")


def test_a_mail_speaks_the_recipients_language(reader: User) -> None:
    assert queue_confirmation(reader).language == "fr"
    assert queue_confirmation(reader, language="en").language == "en"


def test_a_language_without_a_catalogue_falls_back_to_the_sites_own(reader: User) -> None:
    assert queue_confirmation(reader, language="ru").language == "en"


def test_text_keeps_its_ampersands_and_html_escapes_them(reader: User) -> None:
    message = queue_confirmation(reader)
    assert "confirm?a=1&b=2" in message.text
    assert "confirm?a=1&amp;b=2" in message.html


def test_the_same_dedupe_key_is_one_mail_and_one_job(reader: User) -> None:
    first = queue_confirmation(reader, dedupe_key="once")
    assert queue_confirmation(reader, dedupe_key="once") == first
    assert Job.objects.count() == 1


def test_only_mail_that_is_not_necessary_offers_to_stop(reader: User) -> None:
    assert "/mail/stop/" not in queue_confirmation(reader).text
    assert "/mail/stop/" in queue_confirmation(reader, necessary=False).text


def test_a_line_break_in_a_value_cannot_reach_the_subject(reader: User) -> None:
    context = {"activate_url": "x", "site": {"name": "One\r\nBcc: two@example.org"}}
    message = queue_mail("account_confirm", context=context, user=reader, language="en")
    assert "\n" not in message.subject and "\r" not in message.subject


def test_queueing_costs_two_writes(reader: User) -> None:
    queue_confirmation(reader)
    with assert_queries(2):
        queue_confirmation(reader, dedupe_key="once")


def test_a_mail_to_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        queue_mail("account_confirm", context={})
    assert get_user_model().objects.count() == 0
