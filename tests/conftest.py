"""What every test shares."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.db import connection
from django.utils import timezone, translation
from pytest_django import Settings

from scripts.messages import compile_catalogues
from tests.support import prepared

pytest_plugins = ["tests.support.services", "tests.support.stands"]

# Hypothesis fails an example that takes 200 ms, and a test whose first ones take a second to be
# drawn, which on a busy machine any of them may.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _private_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAIL_DIR = tmp_path / "mail"


def pytest_configure(config: pytest.Config) -> None:
    """Once, before the workers of pytest-xdist start: French pages need their catalogue."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()
        prepared.run_folder()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """In the site's own language and zone, also what a module's fixtures make. A request leaves
    those of its person behind, for whichever test this worker runs next."""
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the test database is a copy that stands there already. PostgreSQL copies its own
    (TEST_TEMPLATE in tests/settings.py)."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_keepdb: bool
) -> Iterator[None]:
    if not django_db_keepdb:
        yield
        return
    copy = Path(connection.settings_dict["TEST"]["NAME"])
    copy.unlink(missing_ok=True)
    shutil.copy(prepared.migrated_sqlite() / "db.sqlite3", copy)
    yield
    connection.close()
    for file in copy.parent.glob(f"{copy.name}*"):
        file.unlink()


DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks Django's database has anything new to show: not what is pure,
    brings servers of its own, or is marked `embedded` (SQLite's own)."""
    if not os.environ.get("DATABASE_URL"):
        return
    ours = [item for item in items if asks_database(item)]
    kept = [item for item in ours if not item.get_closest_marker("embedded")]
    staying = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in staying])
    items[:] = kept


def asks_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)
