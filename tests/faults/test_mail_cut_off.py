"""The sender killed after the mail server's 250: B 29, goal 4."""

import pytest

from courses.mail.models import Message
from tests.faults.house import House
from tests.support.mail_sink import MailSink
from tests.support.make_quizzes import answer_all, make_attempt

pytestmark = pytest.mark.timeout(900)


def test_29_killed_after_the_250_the_mail_doubles_once_under_the_same_id(
    house: House, sink: MailSink
) -> None:
    attempt = make_attempt()
    answer_all(attempt, ("a",))
    house.arm("after_smtp_250")
    with house.learner(attempt.user) as learner:
        learner.submit(attempt)
    house.reached("after_smtp_250")
    sent = Message.objects.filter(user=attempt.user, state=Message.State.SENT)
    house.wait(sent.exists, seconds=150, what="the mail marked as sent")
    message = Message.objects.get(user=attempt.user)
    copies = [str(m["Message-ID"]) for m in sink.messages if attempt.user.email in m["To"]]
    assert copies == [message.message_id] * 2
