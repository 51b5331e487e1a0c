"""Several at once queue the same mail: it is one."""

import pytest
from django.db import transaction

from courses.mail.models import Message
from courses.mail.services import queue_mail
from courses.outbox.models import Job
from tests.support import make
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_mail_queued_eight_times_at_once_is_one_mail_and_one_job() -> None:
    reader = make.person(email="reader@example.org")
    context = {"activate_url": "https://x.test/"}

    def queue(_number: int) -> int:
        with transaction.atomic():
            return queue_mail("account_confirm", context=context, user=reader, dedupe_key="once").pk

    for _round in range(5):
        Message.objects.all().delete()
        Job.objects.all().delete()
        outcomes = at_once(8, queue)
        assert outcomes == [Message.objects.get().pk] * 8
        assert Job.objects.count() == 1
