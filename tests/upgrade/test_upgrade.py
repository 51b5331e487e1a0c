"""RELIABILITY.md B 33: from each release, caught in the middle of its work, to this one."""

import gzip
import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from courses.authoring.models import ImportPlan
from courses.certificates.queries import by_code
from courses.cohorts.models import Assignment
from courses.mail.models import Message
from courses.outbox.models import Job
from courses.people.models import Cohort
from courses.people.site import forget_site_settings
from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.models import Answer, Attempt, Grade
from courses.quizzes.services import submit_attempt
from elearning.backup.postgres import Player
from tests.support import make_quizzes
from tests.support.jobs import run_jobs
from tests.support.prepared import NO_SERVERS, migrate, prepared
from tests.support.servers import PostgresServer, execute, url_of
from tests.support.stand import copy_sqlite, database_config, speaking_to
from tests.upgrade.make_dump import DATA, this_release
from tests.upgrade.schema import schema

pytestmark = pytest.mark.timeout(600)  # the first test of a dump waits for all its migrations
UPGRADED = "upgraded"
DUMPS = sorted(path.name.removesuffix(".sql.gz") for path in DATA.glob("*.sql.gz"))


def test_this_release_has_its_dumps() -> None:
    wanted = {f"{this_release()}.sqlite", f"{this_release()}.postgresql"}
    assert wanted <= set(DUMPS), "run python -m tests.upgrade.make_dump and commit what it makes"


def test_dumps_stay_small() -> None:
    assert max(path.stat().st_size for path in DATA.iterdir()) < 300_000


class Old:
    """A site of an earlier release, upgraded: Django speaks to it. `ledger`: what it promised."""

    def __init__(self, ledger: dict[str, Any]) -> None:
        self.ledger = ledger

    def attempt(self, name: str) -> Attempt:
        return Attempt.objects.get(public_id=self.ledger["attempts"][name])


def params() -> list[Any]:
    marks = {"sqlite": [pytest.mark.embedded], "postgresql": [pytest.mark.postgres]}
    return [pytest.param(name, marks=marks[name.rpartition(".")[2]]) for name in DUMPS]


@dataclass(frozen=True)
class Upgraded:
    """A dump, loaded and migrated; each test works on a copy. `database`: its folder, or its name
    on `server`."""

    name: str
    database: Path | str
    server: PostgresServer | None = None


@pytest.fixture(scope="module", params=params())
def upgraded(request: pytest.FixtureRequest) -> Iterator[Upgraded]:
    name = request.param
    if name.endswith(".sqlite"):
        yield Upgraded(name, prepared(f"upgraded-{name}", partial(upgrade_sqlite, name)))
        return
    request.getfixturevalue("postgres_server")  # skips where there is none
    data = prepared(f"upgraded-{name}", partial(upgrade_postgres, name))
    with PostgresServer(data_of=data) as server:
        yield Upgraded(name, UPGRADED, server)


def dump(name: str) -> str:
    return gzip.decompress((DATA / f"{name}.sql.gz").read_bytes()).decode()


def upgrade_sqlite(name: str, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        database.executescript(dump(name))
    migrate({"VAR_DIR": str(folder), **NO_SERVERS})


def upgrade_postgres(name: str, folder: Path) -> None:
    with PostgresServer() as server:
        execute(server, f"CREATE DATABASE {UPGRADED}")
        with psycopg.connect(url_of(server, UPGRADED)) as loading:
            loading.execute("SELECT 1")
            Player(loading.pgconn).play(iter(dump(name).encode().splitlines(keepends=True)))
        urls = {"DATABASE_URL": url_of(server, UPGRADED)}
        migrate({**NO_SERVERS, "VAR_DIR": str(folder), **urls})
        server.keep_data(folder)


@contextmanager
def a_database(server: PostgresServer, *, like: str) -> Iterator[str]:
    name = f"old_{secrets.token_hex(4)}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {like}")
    yield name
    execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def on_copy(
    source: Path | str, folder: Path, server: PostgresServer | None = None
) -> Iterator[None]:
    """Django speaks to a copy of that database."""
    if isinstance(source, Path):
        copy_sqlite(source, folder)
        with speaking_to(database_config({"VAR_DIR": str(folder)})):
            yield
        return
    assert server is not None
    with a_database(server, like=source) as name:
        env = {"VAR_DIR": str(folder), "DATABASE_URL": url_of(server, name)}
        with speaking_to({**database_config(env), "OPTIONS": {}}):
            yield


@pytest.fixture
def old(
    upgraded: Upgraded,
    tmp_path: Path,
    django_db_blocker: DjangoDbBlocker,
    settings: Settings,
) -> Iterator[Old]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_db_blocker.unblock(), on_copy(upgraded.database, tmp_path, upgraded.server):
        forget_site_settings()
        yield Old(json.loads((DATA / f"{upgraded.name}.json").read_text()))
    forget_site_settings()


def test_33_an_upgraded_database_is_made_like_a_fresh_one(
    old: Old,
    upgraded: Upgraded,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    found = schema()
    on_sqlite = upgraded.server is None
    fresh = request.getfixturevalue("migrated_sqlite" if on_sqlite else "migrated_postgres")
    server = None if on_sqlite else request.getfixturevalue("postgres_server")
    with on_copy(fresh, tmp_path_factory.mktemp("fresh"), server):
        assert found ^ schema() == set()


def test_33_no_answer_is_lost_and_the_late_ones_stay_late(old: Old) -> None:
    promised = {
        operation: (fingerprint(value), late)
        for operation, (value, late) in old.ledger["answers"].items()
    }
    stored = Answer.objects.filter(operation_id__in=list(promised))
    found = {str(row.operation_id): (row.value_hash, row.is_late) for row in stored}
    assert found == promised
    assert all(fingerprint(row.value) == row.value_hash for row in Answer.objects.all())


def test_33_an_open_attempt_goes_on_is_submitted_and_graded(old: Old) -> None:
    attempt = old.attempt("open")
    make_quizzes.save(attempt, "a", place=0, sequence=10)
    make_quizzes.save(attempt, "190", place=2, sequence=11)
    make_quizzes.save(attempt, "Palermo", place=3, sequence=12)
    submit_attempt(attempt.public_id, attempt.user)
    run_jobs()
    graded = old.attempt("open")
    assert (graded.state, graded.score, graded.passed) == ("graded", Decimal(4), True)
    assert Message.objects.filter(dedupe_key=f"attempt_graded:{attempt.pk}").count() == 1


def test_33_jobs_of_the_old_release_run(old: Old) -> None:
    assert Job.objects.filter(state="due", due_at__lte=timezone.now()).exists()
    run_jobs()
    assert not Job.objects.filter(state="due", due_at__lte=timezone.now()).exists()
    assert not Job.objects.filter(state="dead").exists()
    submitted = old.attempt("submitted")
    assert (submitted.state, submitted.score) == ("graded", Decimal(2))
    assert Grade.objects.filter(attempt=submitted).count() == 1


def test_33_attempts_whose_time_was_up_are_submitted_by_the_clock(old: Old) -> None:
    run_jobs()
    over, late = old.attempt("over"), old.attempt("late")
    assert [(one.state, one.submitted_by, one.score) for one in (over, late)] == [
        ("graded", "clock", Decimal(2)),
        ("graded", "clock", Decimal(2)),
    ]
    assert len(late.snapshot or {}) == 2  # the third answer came too late


def test_33_mail_that_waited_goes_once(old: Old, mailoutbox: list[Any]) -> None:
    waited = list(Message.objects.filter(state="queued").values_list("message_id", flat=True))
    assert len(waited) == old.ledger["mails"] > 0
    run_jobs()
    run_jobs()
    sent = [mail.extra_headers["Message-ID"] for mail in mailoutbox]
    assert len(sent) == len(set(sent))
    assert set(waited) <= set(sent)


def test_33_certificates_cohorts_and_plans_are_there(old: Old) -> None:
    certificate = by_code(old.ledger["code"])
    assert certificate is not None
    assert certificate.revoked_at is None
    assert Cohort.objects.get().memberships.count() == 4
    assert Assignment.objects.count() == 1
    assert ImportPlan.objects.get().title == old.ledger["plan"]
