"""Chromium and the running sites, shared by the journeys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.e2e.sites import Site, embedded_site, scaled_site
from tests.support.servers import CHROMIUM_FLAGS, Missing
from tests.support.services import not_here

# What comes at all comes in time: how long it took on a busy machine proves nothing.
PATIENCE = 60_000  # ms
expect.set_options(timeout=PATIENCE)

WAY_OF_RUNNING = {"embedded": embedded_site, "scaled": scaled_site}


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_FLAGS)
        running.on("context", lambda made: made.set_default_timeout(PATIENCE))
        yield running
        running.close()


@pytest.fixture(scope="session", params=list(WAY_OF_RUNNING))
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    try:
        with WAY_OF_RUNNING[request.param]() as running:
            yield running
    except Missing as missing:
        not_here(str(missing))


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=site.url, locale="en-GB", timezone_id="Europe/Vienna")
    yield made
    made.close()
