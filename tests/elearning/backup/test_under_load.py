"""RELIABILITY.md B 32: a backup under load, restored on an empty host; no mail goes out again."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from courses.certificates.codes import grouped
from courses.certificates.models import Certificate
from courses.mail.hold import send_held
from courses.mail.models import Message
from courses.mail.services import queue_mail
from courses.outbox.models import Job
from courses.people.models import User
from courses.people.site import forget_site_settings
from courses.quizzes.models import Answer, Attempt, Grade
from courses.quizzes.services import submit_attempt
from tests.elearning.backup.hosts import Host, Hosts
from tests.elearning.backup.load import Ledger, Load, hash_of
from tests.support import make, make_awards, make_quizzes
from tests.support.mail_sink import MailSink
from tests.support.servers import wait_for

LEARNERS = 4
SECONDS_BEFORE, SECONDS_AFTER = 1.5, 1.0


@pytest.fixture(
    params=[
        pytest.param("embedded", marks=pytest.mark.embedded),
        pytest.param("scaled", marks=[pytest.mark.postgres, pytest.mark.redis]),
    ]
)
def hosts(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    django_db_blocker: DjangoDbBlocker,
    settings: Settings,
) -> Iterator[Hosts]:
    scaled = request.param == "scaled"
    postgres = request.getfixturevalue("postgres_server") if scaled else None
    redis = request.getfixturevalue("own_redis") if scaled else None
    with django_db_blocker.unblock():
        yield Hosts(tmp_path, postgres, redis)
    forget_site_settings()


def ids_in(sink: MailSink) -> Counter[str]:
    return Counter(str(mail["Message-ID"]) for mail in sink.messages)


def wait_until_all_done(site: Host) -> None:
    """Nothing is due any more, and no mail is on its way."""

    def undone() -> list[str]:
        jobs = Job.objects.exclude(state__in=[Job.State.DONE, Job.State.DEAD])
        mails = Message.objects.filter(state__in=["queued", "sending"])
        attempts = Attempt.objects.filter(state=Attempt.State.SUBMITTED)
        left = [*jobs.filter(due_at__lte=timezone.now())[:5], *mails[:5], *attempts[:5]]
        return [f"{one} {one.__dict__}" for one in left]

    try:
        site.wait(lambda: not undone(), seconds=90, what="a quiet site")
    except TimeoutError as error:
        raise TimeoutError("\n".join([*undone(), str(error)])) from None


def submitted_and_graded_later(attempt: Attempt) -> int:
    """Its grading is certain to come after the backup, and so to be done twice; its number."""
    with transaction.atomic():
        make_quizzes.save(attempt, "a")
        submit_attempt(attempt.public_id, attempt.user)
        job = Job.objects.filter(dedupe_key=f"grade:{attempt.pk}")
        job.update(due_at=timezone.now() + timedelta(hours=1))
    return attempt.pk


def let_it_be_graded(attempt_id: int) -> None:
    """The hour is over."""
    job = Job.objects.filter(dedupe_key=f"grade:{attempt_id}", state=Job.State.DUE)
    assert job.update(due_at=timezone.now()) == 1


def worked_under_load(site: Host, path: Path) -> tuple[Ledger, float, int]:
    """Backed up while learners work; the ledger, when the backup began, and the attempt whose mail
    is certain to be made on both hosts."""
    quiz = make_quizzes.make_quiz(specs=make_quizzes.SPECS[:1], attempts_allowed=None)
    people = [make_quizzes.make_learner() for _ in range(LEARNERS)]
    for one in people:
        make_quizzes.enrol(one, quiz.course)
    site.switch_on()
    with Load(site.port, quiz, people) as ledger:
        time.sleep(SECONDS_BEFORE)
        site.wait(lambda: bool(ledger.saved), what="an answer saved before")
        later = submitted_and_graded_later(make_quizzes.make_attempt(quiz))
        began = time.monotonic()
        site.told("backup", str(path))
        ended = time.monotonic()
        let_it_be_graded(later)
        time.sleep(SECONDS_AFTER)
        site.wait(lambda: ledger.is_saved_after(ended), what="an answer saved after")
    assert ledger.refused == []
    return ledger, began, later


def assert_ledger_holds(ledger: Ledger, began: float) -> None:
    """Everything acknowledged before the backup began is there; nothing that nobody sent is."""
    stored = dict(Answer.objects.values_list("operation_id", "value_hash"))
    found = {str(operation): value_hash for operation, value_hash in stored.items()}
    acknowledged = {op: hash_of(value) for op, value in ledger.by(began).items()}
    assert acknowledged
    assert {op: found.get(op) for op in acknowledged} == acknowledged
    made_here = len(set(found) - ledger.sent)
    assert made_here == 1  # that of submitted_and_graded_later


def assert_nothing_is_half() -> None:
    """Each submission has its job or its grade, each grade its mail."""
    graded = set(Attempt.objects.filter(state="graded").values_list("pk", flat=True))
    assert set(Grade.objects.values_list("attempt", flat=True)) == graded
    keys = set(Message.objects.filter(kind="attempt_graded").values_list("dedupe_key", flat=True))
    assert keys == {f"attempt_graded:{pk}" for pk in graded}
    submitted = Attempt.objects.filter(state="submitted").values_list("pk", flat=True)
    jobs = Job.objects.filter(task="quizzes.grade_attempt", state__in=["due", "leased"])
    keys = set(jobs.values_list("dedupe_key", flat=True))
    assert {f"grade:{pk}" for pk in submitted} <= keys


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_32_a_backup_under_load_restores_whole_and_mails_nobody_again(
    hosts: Hosts, tmp_path: Path, mail_sink: MailSink, settings: Settings
) -> None:
    path = tmp_path / "site.tar"
    with hosts.host("before", is_migrated=True, EMAIL_URL=mail_sink.url) as site:
        settings.MEDIA_ROOT = site.folder / "media"
        certificate = make_awards.certificate(make.person(name="Ana Ruiz"))
        ledger, began, later = worked_under_load(site, path)
        key = f"attempt_graded:{later}"
        wait_until_all_done(site)
        twice = Message.objects.get(dedupe_key=key).message_id
        site.switch_off()
    sent = ids_in(mail_sink)
    assert set(sent.values()) == {1}

    with hosts.host("after", EMAIL_URL=mail_sink.url) as site:
        restored = site.told("restore", str(path))
        forget_site_settings()
        assert_ledger_holds(ledger, began)
        assert_nothing_is_half()
        assert_certificate_stands(site, certificate)
        assert restored["held_mails"] == Message.objects.filter(state="held").count()

        let_it_be_graded(later)
        site.switch_on()
        wait_until_all_done(site)
        assert Attempt.objects.filter(state="graded").exists()
        assert ids_in(mail_sink) == sent
        assert_who_asks_gets_mail(mail_sink)
        asked = ids_in(mail_sink) - sent

        held = Message.objects.filter(state="held")
        again = set(held.filter(message_id__in=sent).values_list("message_id", flat=True))
        anew = Message.objects.get(dedupe_key=key)
        assert (anew.state, anew.message_id) == ("held", twice)
        assert twice in again
        assert send_held(by=make.administrator()) is not None
        wait_until_all_done(site)
        assert all(ids_in(mail_sink)[one] == 2 for one in again)
        assert max((ids_in(mail_sink) - asked).values()) <= 2


def assert_certificate_stands(site: Host, certificate: Certificate) -> None:
    told = site.told("verify_certificate", grouped(certificate.code))
    assert (told["name"], told["status"]) == ("Ana Ruiz", "valid")
    name = str(Certificate.objects.get(code=certificate.code).pdf.name)
    document = (site.folder / "media" / name).read_bytes()
    assert hashlib.sha256(document).hexdigest() == certificate.pdf_sha256


def assert_who_asks_gets_mail(sink: MailSink) -> None:
    """What has no dedupe key goes at once, hold or not."""
    before = len(sink.messages)
    user = User.objects.filter(name="Ana Ruiz").get()
    with transaction.atomic():
        queue_mail("account_confirm", context={"activate_url": "https://x.test/"}, user=user)
    wait_for(lambda: len(sink.messages) == before + 1, seconds=30, what="the mail asked for")
