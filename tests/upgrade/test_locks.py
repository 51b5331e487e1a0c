"""Goal 10: no migration holds up a learner for more than five seconds.

Read from the statements themselves, as PostgreSQL gets them, because no clock in a test on a small
database would show it: what scans or rewrites a table that grows with the learners, or runs Python
over it, must be measured on a large one first and then stand in MEASURED, with what was found.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pytest_django import DjangoDbBlocker

from courses.models import (
    Answer,
    Attempt,
    Enrolment,
    Extension,
    Grade,
    Job,
    LessonProgress,
    Membership,
    Message,
    User,
)
from tests.support.servers import PostgresServer
from tests.support.stand import database_config, speaking_to

FIRST_RELEASE = {"courses": "0007", "content": "0002"}
GROWING = {
    model._meta.db_table
    for model in (
        Answer,
        Attempt,
        Enrolment,
        Extension,
        Grade,
        Job,
        LessonProgress,
        Membership,
        Message,
        User,
    )
}
SLOW = (
    re.compile(r"ALTER COLUMN \S+ (SET NOT NULL|TYPE|SET DATA TYPE)"),
    re.compile(r"ADD COLUMN (?!.*\b(DEFAULT|NULL)\b)"),
    re.compile(r"ADD COLUMN .* DEFAULT \S*\("),
    re.compile(r"ADD (CONSTRAINT|COLUMN) .*(UNIQUE|CHECK|PRIMARY KEY)"),
    re.compile(r"^CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)"),
    re.compile(r"^(UPDATE|DELETE|INSERT)"),
    re.compile(r"CANNOT BE WRITTEN AS SQL"),
)
# {migration: what was measured, on how many rows}
MEASURED = {
    "courses.0009_outages": "1,000,000 extensions, two busy cores: index 0.7 s, constraint 2.3 s",
    "courses.0020_quiz_grades": "1,000,000 people: index by name 2.9 s of CPU, in one process",
    "courses.0025_kinds_of_extensions": "1,000,000 extensions: 11 s; nobody waits for these rows",
    "courses.0029_plan_steps": "500 open plans of 20 steps: under a minute on a busy machine; "
    "no learner waits for plans",
    "courses.0021_staff_acts": "1,000,000 attempts, 800 MB: index 1.4 s of CPU, in one process",
}


def statements() -> Iterator[tuple[str, str]]:
    """(migration, statement) of every migration since the first release."""
    loader = MigrationLoader(connection)
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        if app in FIRST_RELEASE and name[:4] > FIRST_RELEASE[app]:
            for statement in loader.collect_sql([(migration, False)]):
                yield f"{app}.{name}", statement


def is_slow(statement: str) -> bool:
    touched = {table for table in GROWING if f'"{table}"' in statement.split("REFERENCES")[0]}
    unknown = "CANNOT BE WRITTEN AS SQL" in statement
    return bool(touched or unknown) and any(rule.search(statement) for rule in SLOW)


@pytest.fixture
def _on_postgres(
    postgres_server: PostgresServer, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    config = database_config({"VAR_DIR": str(tmp_path), "DATABASE_URL": postgres_server.url})
    with django_db_blocker.unblock(), speaking_to({**config, "OPTIONS": {}}):
        yield


@pytest.mark.postgres
@pytest.mark.usefixtures("_on_postgres")
def test_33_no_migration_rewrites_or_scans_what_grows_unmeasured() -> None:
    slow = {name: statement for name, statement in statements() if is_slow(statement)}
    assert {name: text for name, text in slow.items() if name not in MEASURED} == {}


@pytest.mark.parametrize(
    ("statement", "slow"),
    [
        ('ALTER TABLE "courses_answer" ADD COLUMN "x" integer DEFAULT 0 NOT NULL;', False),
        ('ALTER TABLE "courses_answer" ADD COLUMN "x" integer NULL;', False),
        ('ALTER TABLE "courses_answer" ADD COLUMN "x" uuid DEFAULT gen_random_uuid();', True),
        ('ALTER TABLE "courses_answer" ALTER COLUMN "x" SET NOT NULL;', True),
        ('ALTER TABLE "courses_answer" ALTER COLUMN "x" TYPE bigint;', True),
        ('CREATE INDEX "i" ON "courses_answer" ("x");', True),
        ('CREATE INDEX CONCURRENTLY "i" ON "courses_answer" ("x");', False),
        ('CREATE INDEX "i" ON "courses_course" ("x");', False),
        ('ALTER TABLE "courses_new" ADD CONSTRAINT "u" UNIQUE ("a");', False),
        ('ALTER TABLE "courses_grade" ADD CONSTRAINT "u" UNIQUE ("a");', True),
        ("-- THIS OPERATION CANNOT BE WRITTEN AS SQL", True),
    ],
)
def test_the_rules_know_slow_statements(statement: str, slow: bool) -> None:
    assert is_slow(statement) is slow
