"""The real servers that other tests lean on."""

import smtplib
import socket
import subprocess
import sys

import psycopg
import pytest
import redis

from tests.support import servers
from tests.support.mail_sink import MailSink
from tests.support.servers import ROOT, PostgresServer, RedisServer, free_port


@pytest.mark.postgres
def test_postgres_keeps_what_it_acknowledges(postgres_server: PostgresServer) -> None:
    with psycopg.connect(postgres_server.url) as connection:
        row = connection.execute("show fsync").fetchone()
    assert row == ("on",)


@pytest.mark.redis
def test_redis_never_evicts(redis_server: RedisServer) -> None:
    client = redis.Redis.from_url(redis_server.url)
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_mail_sink_keeps_what_it_accepts_and_refuses_when_told(mail_sink: MailSink) -> None:
    mail_sink.answers = ["451 Try later"]
    with smtplib.SMTP("127.0.0.1", mail_sink.port) as client:
        with pytest.raises(smtplib.SMTPDataError):
            client.sendmail("a@example.org", ["b@example.org"], "Subject: x\n\nhello")
        client.sendmail("a@example.org", ["b@example.org"], "Subject: x\n\nhello")
    assert [message["Subject"] for message in mail_sink.messages] == ["x"]


GIVEN = "from tests.support.servers import free_port; print(*(free_port() for _ in range(300)))"


def test_no_two_processes_are_given_the_same_port() -> None:
    """Nor is one of them given a port twice, bound or not."""
    command, pipe = [sys.executable, "-c", f"{GIVEN}; input()"], subprocess.PIPE
    others = [
        subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) for _ in range(3)
    ]
    try:
        lines = [other.stdout.readline() for other in others if other.stdout is not None]
        given = [int(port) for line in lines for port in line.split()]
        ours = [free_port() for _ in range(300)]
    finally:
        for other in others:
            other.communicate("\n")
    assert len({*given, *ours}) == 4 * 300


def test_a_port_at_which_somebody_listens_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    free = free_port()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr(servers, "_ports", [free, taken.getsockname()[1]])
        assert free_port() == free
