"""The pages that nginx serves for itself, in the browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

from elearning.env import BASE_DIR
from tests.deploy.places import DOCS
from tests.support.axe import findings
from tests.support.servers import CHROMIUM_FLAGS

pytestmark = pytest.mark.browser

SITE = "http://training.test"
PAGES = sorted(path.name for path in (DOCS / "pages").glob("*.html"))


@pytest.fixture(scope="module")
def context(chromium_path: str) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_FLAGS)
        made = running.new_context(viewport={"width": 320, "height": 640})
        made.route(f"{SITE}/**", serve)
        yield made
        running.close()


def serve(route: Route) -> None:
    """Pages from their folder, looks from static/, as nginx.conf says."""
    path = route.request.url.removeprefix(SITE)
    folder = BASE_DIR if path.startswith("/static/") else DOCS / "pages"
    route.fulfill(path=folder / path.lstrip("/"))


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    made = context.new_page()
    yield made
    made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_page_of_nginx(page: Page, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{SITE}/{name}")
    assert findings(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_nginx_fits_a_narrow_screen(page: Page, name: str) -> None:
    page.goto(f"{SITE}/{name}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
