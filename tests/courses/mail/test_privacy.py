import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from courses.mail import privacy
from courses.mail.files import FileBackend, path_for
from courses.mail.models import Message, Suppression
from courses.mail.sending import as_email
from courses.mail.services import queue_mail
from courses.people.models import User
from tests.support.jobs import run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return User.objects.create_user("reader@example.org", name="A Reader")


def mail_to(user: User) -> Message:
    return queue_mail("account_confirm", context={"activate_url": "https://x.test/"}, user=user)


def test_the_export_holds_what_was_written_and_stopped(reader: User) -> None:
    mail_to(reader)
    Suppression.objects.create(email=reader.email, kind="reminder", reason="asked")
    exported = privacy.export_for(reader)
    assert [mail["kind"] for mail in exported["mails"]] == ["account_confirm"]
    assert exported["stopped"] == [{"kind": "reminder", "reason": "asked"}]


def test_erasing_leaves_no_mail_row_file_or_wish(
    reader: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    message = mail_to(reader)
    FileBackend().send_messages([as_email(message)])
    Suppression.objects.create(email=reader.email, kind="reminder", reason="asked")
    with django_capture_on_commit_callbacks(execute=True):
        privacy.erase(reader)
    assert run_jobs() == 1
    assert not Message.objects.exists() and not Suppression.objects.exists()
    assert not path_for(message.message_id).exists()


def test_erasing_one_leaves_the_others(reader: User) -> None:
    other = mail_to(User.objects.create_user("other@example.org"))
    mail_to(reader)
    privacy.erase(reader)
    assert list(Message.objects.all()) == [other]
