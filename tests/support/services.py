"""Session fixtures of real servers; a missing program skips by name, or fails under CI."""

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest

from tests.support.mail_sink import MailSink
from tests.support.prepared import migrated_postgres
from tests.support.servers import Missing, PostgresServer, RedisServer, chromium


def not_here(reason: str) -> NoReturn:
    """Skips by name; with CI=true a skip would hide a missing part, so it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    try:
        server = PostgresServer(data_of=migrated_postgres())
    except Missing as missing:
        not_here(str(missing))
    with server:
        yield server


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    try:
        server = RedisServer()
    except Missing as missing:
        not_here(str(missing))
    with server:
        yield server


@pytest.fixture
def mail_sink() -> Iterator[MailSink]:
    with MailSink() as sink:
        yield sink


@pytest.fixture(scope="session")
def chromium_path() -> str:
    try:
        return chromium()
    except Missing as missing:
        not_here(str(missing))
