"""The site's name is asked once: its short memory must not lapse within a counted request."""

import pytest

from courses.people import site


@pytest.fixture(autouse=True)
def _site_settings_stay_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "FRESH_SECONDS", 3600.0)
