"""Sending to a real SMTP server, and to one that refuses, is down, or was cut off."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from courses.mail.models import Message, Suppression
from courses.mail.sending import retry_stuck, send_message
from courses.mail.services import queue_mail
from courses.outbox.errors import Transient
from courses.outbox.models import Job
from courses.people.models import User
from tests.support.jobs import run_jobs
from tests.support.mail_sink import MailSink
from tests.support.servers import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return User.objects.create_user("reader@example.org", name="A Reader", language="fr")


def mail_goes_to(settings: Settings, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 60


@pytest.fixture
def sink(mail_sink: MailSink, settings: Settings) -> MailSink:
    mail_goes_to(settings, mail_sink.port)
    return mail_sink


def mail_to(user: User, **more: object) -> Message:
    context = {"activate_url": "https://example.org/confirm/"}
    return queue_mail("account_confirm", context=context, user=user, **more)  # type: ignore[arg-type]


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_a_mail_goes_out_as_text_and_html_under_its_own_id(reader: User, sink: MailSink) -> None:
    message = mail_to(reader)
    run_jobs()
    (sent,) = sink.messages
    assert sent["Message-ID"] == message.message_id
    assert sent["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in sent.iter_parts()] == ["text/plain", "text/html"]
    assert sink.recipients == [["reader@example.org"]]
    assert (state_of(message), message.sent_at is not None) == ("sent", True)


def test_running_the_job_twice_sends_once(reader: User, sink: MailSink) -> None:
    message = mail_to(reader)
    send_message(message.pk)
    send_message(message.pk)
    assert len(sink.messages) == 1


def test_29_a_4xx_is_tried_again_under_the_same_id(reader: User, sink: MailSink) -> None:
    sink.answers = ["451 Try later"]
    message = mail_to(reader)
    run_jobs(failures_expected=True)
    assert (state_of(message), message.error) == ("queued", "451 Try later")
    run_jobs(at=timezone.now() + timedelta(minutes=1))
    assert state_of(message) == "sent"
    assert [sent["Message-ID"] for sent in sink.messages] == [message.message_id]


def test_29_a_5xx_is_for_good_and_says_nothing_of_the_address(reader: User, sink: MailSink) -> None:
    sink.answers = ["554 Too salty"]
    message = mail_to(reader)
    run_jobs()
    assert (state_of(message), message.error) == ("failed", "554 Too salty")
    assert not Suppression.objects.exists()


def test_a_dead_address_gets_no_more_mail(reader: User, sink: MailSink) -> None:
    sink.unknown.add(reader.email)
    first, second = mail_to(reader), mail_to(reader)
    run_jobs()
    assert (state_of(first), first.error) == ("failed", "550 No such person")
    assert (state_of(second), second.error) == ("dropped", "The address takes no such mail.")
    assert Suppression.objects.get().email == reader.email


def test_29_a_server_that_is_down_is_tried_again_later(reader: User, settings: Settings) -> None:
    mail_goes_to(settings, free_port())
    message = mail_to(reader)
    run_jobs(failures_expected=True)
    assert state_of(message) == "queued"
    assert Job.objects.get().state == Job.State.DUE


def test_29_a_server_that_hangs_after_the_text_gets_one_copy_more_under_the_same_id(
    reader: User, sink: MailSink, settings: Settings
) -> None:
    """It has the mail and does not say so: nobody can know, so it is sent again (RFC 1047)."""
    sink.answers = ["hang"]
    message = mail_to(reader)
    settings.EMAIL_TIMEOUT = 5
    run_jobs(failures_expected=True)
    assert (state_of(message), len(sink.messages)) == ("queued", 1)
    settings.EMAIL_TIMEOUT = 60
    run_jobs(at=timezone.now() + timedelta(minutes=1))
    assert state_of(message) == "sent"
    assert [sent["Message-ID"] for sent in sink.messages] == [message.message_id] * 2


def test_29_a_server_down_for_an_hour_kills_no_job(reader: User, settings: Settings) -> None:
    mail_goes_to(settings, free_port())
    mail_to(reader)
    for _ in range(40):
        run_jobs(at=timezone.now() + timedelta(minutes=3), failures_expected=True)
    job = Job.objects.get()
    assert job.state == Job.State.DUE
    assert job.due_at - timezone.now() < timedelta(minutes=3)


def test_30_no_mail_to_the_suspended(reader: User, sink: MailSink) -> None:
    """Whatever held when it was queued."""
    message = mail_to(reader)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    run_jobs()
    assert (state_of(message), message.error) == ("dropped", "The account is suspended.")
    assert sink.messages == []


def test_30_an_erased_mail_ends_clean(reader: User, sink: MailSink) -> None:
    mail_to(reader).delete()
    run_jobs()
    assert sink.messages == []


def test_stopped_mail_is_dropped_and_necessary_mail_is_not(reader: User, sink: MailSink) -> None:
    Suppression.objects.create(email=reader.email, kind="account_confirm", reason="asked")
    stopped, needed = mail_to(reader, necessary=False), mail_to(reader)
    run_jobs()
    assert (state_of(stopped), state_of(needed)) == ("dropped", "sent")


def test_unnecessary_mail_can_be_stopped_with_one_click(reader: User, sink: MailSink) -> None:
    mail_to(reader, necessary=False)
    run_jobs()
    (sent,) = sink.messages
    assert "/mail/stop/" in sent["List-Unsubscribe"]
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_mail_in_anothers_hands_is_left_alone(reader: User, sink: MailSink) -> None:
    message = mail_to(reader)
    Message.objects.update(state="sending", claimed_at=timezone.now())
    with pytest.raises(Transient):
        send_message(message.pk)
    assert sink.messages == []


def test_a_mail_whose_sender_died_is_taken_over(reader: User, sink: MailSink) -> None:
    message = mail_to(reader)
    Message.objects.update(state="sending", claimed_at=timezone.now() - timedelta(seconds=70))
    send_message(message.pk)
    assert state_of(message) == "sent"


def test_a_mail_without_a_job_is_queued_again(reader: User, sink: MailSink) -> None:
    message, in_hand = mail_to(reader), mail_to(reader)
    Message.objects.update(created_at=timezone.now() - timedelta(minutes=4))
    Job.objects.filter(args={"message_id": message.pk}).delete()
    assert retry_stuck() == 1
    run_jobs()
    assert (state_of(message), state_of(in_hand)) == ("sent", "sent")
    assert len(sink.messages) == 2
