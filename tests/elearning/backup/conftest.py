"""Two hosts with SQLite: one with a small site on it, one where nothing is yet."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from courses.people.site import forget_site_settings
from tests.support import make, make_awards
from tests.support.stand import Stand, database_config, speaking_to

Host = Callable[[Path], AbstractContextManager[None]]


@pytest.fixture
def on(settings: Settings) -> Host:
    """Inside, this process is the site whose VAR_DIR is that folder."""

    @contextmanager
    def on(folder: Path) -> Iterator[None]:
        before = settings.VAR_DIR, settings.MEDIA_ROOT
        folder.mkdir(exist_ok=True)
        settings.VAR_DIR, settings.MEDIA_ROOT = folder, folder / "media"
        forget_site_settings()
        with speaking_to(database_config({"VAR_DIR": str(folder), "SECRET_KEY": "unused"})):
            yield
        settings.VAR_DIR, settings.MEDIA_ROOT = before
        forget_site_settings()

    return on


@pytest.fixture
def site(stand: Stand, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site with one person, who holds a certificate."""
    monkeypatch.delenv("SECRET_KEY", raising=False)
    settings.VAR_DIR = stand.folder
    (stand.folder / "secret_key").write_text("the site's own key")
    make_awards.certificate(make.person(email="ana@example.org", name="Ana Ruiz"))
    return stand.folder
