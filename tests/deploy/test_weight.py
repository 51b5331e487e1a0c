"""How much a quiz sends to a browser that was never here, as the site is deployed."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.deploy.site import DeployedSite
from tests.support.learner import cookies_of
from tests.support.make_quizzes import SPECS, make_attempt, make_course, make_quiz
from tests.support.servers import CHROMIUM_FLAGS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.timeout(900),
]

FIRST_VISIT = 45_000
LATER_PAGE = 12_000
# Bodies as they came through the line; `isNew`: not from the browser's memory.
CAME = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const parts = performance.getEntriesByType("resource").filter((one) => one.transferSize > 0);
  return [page, ...parts].map((one) => [one.name.replace(/.*\\//, ""), one.encodedBodySize]);
}"""


@dataclass(frozen=True)
class Place:
    """An attempt under way at the site on `origin`, and the cookies of its learner."""

    origin: str
    path: str
    cookies: dict[str, str]


@pytest.fixture
def place(deployed: DeployedSite) -> Place:
    """Twelve questions at once, with a limit of time. Made before the browser, whose loop would
    keep the ORM out."""
    quiz = make_quiz(make_course(), specs=SPECS * 3, time_limit_minutes=30)
    attempt = make_attempt(quiz)
    path = f"/quizzes/attempts/{attempt.public_id}/"
    return Place(f"https://127.0.0.1:{deployed.port}", path, cookies_of(attempt.user))


@pytest.fixture
def page(chromium_path: str, place: Place) -> Iterator[Page]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_FLAGS)
        context = running.new_context(base_url=place.origin, ignore_https_errors=True)
        context.add_cookies(
            [
                {"name": name, "value": value, "url": place.origin}
                for name, value in place.cookies.items()
            ]
        )
        yield context.new_page()
        running.close()


def came(page: Page) -> dict[str, int]:
    page.wait_for_load_state("networkidle")
    found: list[tuple[str, int]] = page.evaluate(CAME)
    return dict(found)


def test_a_first_visit_of_a_quiz_and_each_page_after_it_are_light(page: Page, place: Place) -> None:
    page.goto(place.path)
    first = came(page)
    page.goto(f"{place.path}check/")
    page.goto(place.path)
    later = came(page)
    assert {name.split(".")[0] for name in first} >= {"quiz", "site", "attempt", "answer-queue"}
    assert sum(first.values()) <= FIRST_VISIT, first
    assert sum(later.values()) <= LATER_PAGE, later
