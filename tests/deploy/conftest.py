"""One deployed site for all tests here; each finds every process up."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from tests.deploy.site import DeployedSite
from tests.support.mail_sink import MailSink
from tests.support.servers import Missing, PostgresServer, RedisServer, execute, url_of
from tests.support.services import not_here
from tests.support.stand import database_config, speaking_to

DATABASE = "deployed"


@pytest.fixture(scope="session")
def site(
    postgres_server: PostgresServer, migrated_postgres: str, redis_server: RedisServer
) -> Iterator[DeployedSite]:
    """Made and started by the commands of docs/deploy.md and its units. The schema stands there
    already: that it can be made from nothing is shown where the template is."""
    execute(postgres_server, f"CREATE DATABASE {DATABASE} TEMPLATE {migrated_postgres}")
    with RedisServer() as redis, MailSink() as sink:
        try:
            made = DeployedSite(
                DATABASE_URL=url_of(postgres_server, DATABASE),
                REDIS_URL=redis.url,
                EMAIL_URL=sink.url,
                # The tests open sessions, which are signed.
                SECRET_KEY=settings.SECRET_KEY,
            )
        except Missing as missing:
            not_here(str(missing))
        with made as site:
            site.first_start()
            yield site.start_all()


@pytest.fixture
def deployed(site: DeployedSite, django_db_blocker: DjangoDbBlocker) -> Iterator[DeployedSite]:
    """The site, all of it up; the test's ORM speaks to its database."""
    site.start_missing()
    site.wait(site.is_ready, seconds=90, what="the site ready")
    config = database_config({"DATABASE_URL": site.values["DATABASE_URL"]})
    with django_db_blocker.unblock(), speaking_to({**config, "OPTIONS": {}}):
        yield site
