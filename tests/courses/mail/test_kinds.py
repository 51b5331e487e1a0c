from courses.mail.kinds import KINDS
from elearning.env import BASE_DIR


def test_every_kind_of_mail_has_a_name() -> None:
    written = BASE_DIR.glob("templates/mail/*.subject.txt")
    assert set(KINDS) == {path.name.removesuffix(".subject.txt") for path in written}
