"""The real servers that other tests lean on."""

import smtplib

import psycopg
import pytest
import redis

from tests.support.mail_sink import MailSink
from tests.support.servers import PostgresServer, RedisServer


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
