from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from courses.mail.files import FileBackend, path_for


@pytest.fixture
def folder(settings: Settings) -> Path:
    return Path(settings.MAIL_DIR)


def mail(message_id: str = "<abc123@localhost>") -> EmailMessage:
    return EmailMessage("Grüße", "Text", to=["a@example.org"], headers={"Message-ID": message_id})


def test_a_mail_becomes_one_file_that_mail_programs_read(folder: Path) -> None:
    assert FileBackend().send_messages([mail()]) == 1
    (file,) = folder.iterdir()
    assert file.name == "abc123.eml"
    assert message_from_bytes(file.read_bytes(), policy=policy.default)["Subject"] == "Grüße"


def test_the_same_mail_twice_is_one_file(folder: Path) -> None:
    FileBackend().send_messages([mail(), mail()])
    assert len(list(folder.iterdir())) == 1


def test_no_message_id_leaves_the_folder(folder: Path) -> None:
    assert path_for("<../../etc/passwd@x>") == folder / "etcpasswd.eml"
