"""A whole attempt by keyboard alone, with what a screen reader is told on the way."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.announced import announced, hears, is_here
from tests.e2e.attempt_page import come_back
from tests.e2e.keyboard import Keyboard
from tests.e2e.sites import Site
from tests.e2e.taking import Take
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

OFFLINE = "No connection. Your answers are kept on this device"


@pytest.fixture
def take(browser: Browser, site: Site) -> Iterator[Take]:
    taking = Take(browser, site)
    yield taking
    taking.close()


def press(keys: Keyboard, name: str) -> None:
    keys.enter(keys.page.get_by_role("button", name=name, exact=True).first)


def overview(page: Page) -> str:
    return page.get_by_role("navigation", name="Questions").aria_snapshot()


def seconds_of(page: Page) -> int:
    """Left, by the page's own face of the time."""
    minutes, rest = page.locator("[data-timer-value]").inner_text().split(":")
    return 60 * int(minutes) + int(rest)


def test_a_whole_attempt_by_keyboard_says_what_happens(take: Take) -> None:
    one = take(order="sequential", time_limit_minutes=30)
    page, keys = one.page, Keyboard(one.page)
    keys.tick(one.question(1).get_by_role("radio").first)
    hears(page, "Saved ")
    expect(one.flag(1)).to_have_attribute("aria-pressed", "false")
    keys.enter(one.flag(1))
    expect(page.get_by_role("button", name="Come back to this", pressed=True)).to_be_focused()
    assert 'link "Question 1 answered flagged"' in overview(page)

    one.context.set_offline(True)
    keys.type(one.question(2).locator("input[type=text]"), "smuggling")
    hears(page, OFFLINE)
    press(keys, "Next page")
    hears(page, "This has to wait: there is no connection")
    one.context.set_offline(False)
    expect(one.state()).to_contain_text("Saved")
    said = announced(page)
    assert said[-1].startswith("Saved ")
    Visitor(page).look()

    press(keys, "Next page")
    page.wait_for_url("**/?page=2#q3")
    is_here(page, "Question 3 of 4")
    expect(page).to_have_title(re.compile("Page 2 of 2"))
    assert "Question 1 answered flagged left behind, closed" in re.sub(r"\s+", " ", overview(page))

    keys.type(one.question(4).locator("input[type=text]"), "many")
    page.keyboard.press("Tab")
    hears(page, "cannot be read as a number")
    keys.type(one.question(4).locator("input[type=text]"), "7")
    page.keyboard.press("Tab")
    expect(one.question(4).locator("[data-refused]")).to_be_hidden()

    one.attempt.pass_time(seconds_of(page) - 298)
    come_back(page)
    hears(page, "Time left in minutes: 4")
    assert not [said for said in announced(page) if re.fullmatch(r"[\d:]+", said)]

    press(keys, "Check and submit")
    page.wait_for_url("**/check/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before you submit")
    expect(page.locator("main")).to_contain_text("1 question of 4 is still unanswered")
    keys.enter(page.get_by_role("link", name="Question 3"))
    page.wait_for_url("**/?page=2#q3")
    is_here(page, "Question 3 of 4")
    keys.tick(one.question(3).get_by_role("radio").first)
    hears(page, "Saved ")
    press(keys, "Check and submit")
    page.wait_for_url("**/check/")
    expect(page.locator("main")).to_contain_text("All 4 questions are answered")
    Visitor(page).look()
    press(keys, "Submit")
    page.wait_for_url("**/result/", timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    Visitor(page).look()


def test_the_time_is_announced_at_a_few_moments_and_when_it_is_up(take: Take) -> None:
    """The browser's timers run ahead, and the server, which would set them right, is not asked."""
    one = take(time_limit_minutes=20, per_page=None)
    one.page.route("**/now/", lambda route: route.abort())
    one.page.clock.install()
    one.page.reload()
    expect(one.state()).to_contain_text("Answers are saved as you give them")
    last, said = "Time left in seconds: 30", [""]
    for _ in range(240):
        if said[-1] == last:
            break
        one.page.clock.run_for(5_000)
        said = ["", *(words for words in announced(one.page) if words.startswith("Time left"))]
    assert said[1:] == [*(f"Time left in minutes: {minutes}" for minutes in (10, 5, 1)), last]
