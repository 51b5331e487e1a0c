"""What may befall an attempt in the browser: a lost line, a closed tab, an ended session."""

import json
import re
import time
from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Response, Route, expect

from tests.e2e.attempt_page import is_awake
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role, end_tab

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

COURSE = "organised-crime-first-steps"
OFFLINE = "No connection. Your answers are kept on this device and sent later: go on."


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    """The demo learner in an attempt under way."""
    visitor = as_role(context, site, "learner")
    visitor.open(f"/courses/{COURSE}/")
    enrol = visitor.page.get_by_role("button", name="Enrol")
    if enrol.count():
        enrol.first.click()
        visitor.page.wait_for_load_state()
    visitor.open(f"/quizzes/{COURSE}/quiz/final/")
    visitor.page.locator(".page-content .button-primary").first.click()
    visitor.page.wait_for_load_state()
    visitor.look()
    is_awake(visitor.page)
    return visitor.page


# Each text that the line of the page's state shows from now on.
WITNESS = """() => {
  window.shown = [];
  const line = document.querySelector("[data-save-state]");
  new MutationObserver(() => window.shown.push(line.textContent)).observe(line, {
    childList: true, characterData: true, subtree: true,
  });
}"""


def state(page: Page) -> Locator:
    return page.locator("[data-save-state]")


def other_choice(page: Page) -> str:
    """Chooses what was not chosen yet; the selector of that input."""
    tile = page.locator("section.question label.tile:has(input[type=radio]:not(:checked))").first
    field = tile.locator("input")
    selector = f"input[name={field.get_attribute('name')}][value='{field.get_attribute('value')}']"
    tile.click()
    return selector


def test_24_answers_given_offline_are_kept_through_a_closed_tab_and_sent(
    context: BrowserContext, page: Page
) -> None:
    address = page.url
    context.set_offline(True)
    chosen = other_choice(page)
    expect(state(page)).to_have_text(OFFLINE)
    end_tab(page)
    context.set_offline(False)

    back = context.new_page()
    back.goto(address)
    expect(back.locator(chosen)).to_be_checked()
    expect(state(back)).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
    back.evaluate("indexedDB.deleteDatabase('parcours')")
    back.reload()
    expect(back.locator(chosen)).to_be_checked()


def test_24_what_is_pressed_offline_is_told_of_and_the_page_stays_when_the_line_is_back(
    context: BrowserContext, page: Page
) -> None:
    address = page.url
    context.set_offline(True)
    chosen = page.locator(other_choice(page))
    slot = chosen.locator("xpath=ancestor::section").get_attribute("data-slot")
    tile = page.locator(f"[data-overview='{slot}']")
    expect(tile).to_contain_text("answered, not saved yet")
    expect(state(page)).to_have_text(OFFLINE)
    with page.expect_event("requestfailed"):
        pass  # the second try: the third is seconds away
    page.evaluate(WITNESS)
    other_choice(page)
    assert page.evaluate("window.shown") == [], "said something else while more was answered"
    page.locator(".quiz-end button[name=check]").click()
    expect(page.locator("[data-held-back]")).to_contain_text("This has to wait")
    context.set_offline(False)
    expect(state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
    expect(page.locator("[data-held-back]")).to_be_hidden()
    expect(tile).not_to_contain_text("not saved yet")
    assert page.url == address
    page.locator(".quiz-end button[name=check]").click()
    page.wait_for_url("**/check/")


def saved(page: Page) -> list[tuple[float, int]]:
    """(when, sequence) of each answer that the server has from now on, as they come."""
    found: list[tuple[float, int]] = []

    def note(response: Response) -> None:
        if response.url.endswith("/save/") and response.ok:
            found.append(
                (time.monotonic(), json.loads(response.request.post_data or "")["sequence"])
            )

    page.on("response", note)
    return found


def test_24_thirty_answers_given_offline_arrive_in_their_order(
    context: BrowserContext, page: Page
) -> None:
    arrived = saved(page)
    context.set_offline(True)
    chosen = [other_choice(page) for _ in range(30)]
    expect(state(page)).to_have_text(OFFLINE)
    assert arrived == []
    context.set_offline(False)
    expect(state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
    sequences = [sequence for _, sequence in arrived]
    assert sequences == list(range(sequences[0], sequences[0] + 30))
    page.reload()
    expect(page.locator(chosen[-1])).to_be_checked()


@pytest.mark.parametrize("status", [429, 502, 503, 504, 507])
def test_13_while_the_server_is_away_it_says_so_and_waits_as_long_as_it_is_asked(
    page: Page, status: int
) -> None:
    """A proxy's own words are no answer of ours either."""
    refused: list[float] = []

    def refuse(route: Route) -> None:
        refused.append(time.monotonic())
        route.fulfill(status=status, headers={"Retry-After": "3"}, body="<p>Away</p>")

    arrived = saved(page)
    page.route("**/save/", refuse)
    chosen = other_choice(page)
    expect(state(page)).to_have_text("Not saved yet, trying again")
    page.unroute("**/save/")
    expect(state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
    tries = [*refused, arrived[0][0]]
    assert all(later - before >= 2.9 for before, later in pairwise(tries))
    page.reload()
    expect(page.locator(chosen)).to_be_checked()


@pytest.mark.parametrize("hours", [24, -24])
def test_22_a_browser_whose_clock_is_a_day_off_shows_the_servers_time(
    context: BrowserContext, page: Page, hours: int
) -> None:
    value = page.locator("[data-timer-value]")
    before = seconds(value.inner_text())
    context.add_init_script(SHIFTED_CLOCK % (hours * 3_600_000))
    page.reload()
    shown = seconds(value.inner_text())
    assert page.evaluate("Math.abs(Date.now() - performance.timeOrigin) > 80000000")
    assert before - 60 <= shown <= before
    other_choice(page)
    expect(state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))


SHIFTED_CLOCK = """
  const Real = Date;
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + %d); }
    static now() { return new window.Date().getTime(); }
  };
"""


def seconds(face: str) -> int:
    """Of "24:10" or "1:04:10"."""
    total = 0
    for part in face.split(":"):
        total = total * 60 + int(part)
    return total


def test_26_who_is_signed_out_signs_in_elsewhere_and_nothing_is_lost(
    context: BrowserContext, page: Page, site: Site
) -> None:
    context.clear_cookies(name="sessionid")
    chosen = other_choice(page)
    expect(state(page)).to_have_text("Not saved yet: you were signed out")
    door = Visitor(context.new_page())
    door.sign_in(*site.accounts()["learner"])
    door.page.close()
    page.bring_to_front()
    expect(state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
    page.reload()
    expect(page.locator(chosen)).to_be_checked()


def test_a_number_that_is_none_is_refused_at_its_place(page: Page) -> None:
    field = page.locator("input[inputmode=decimal]").first
    field.fill("many")
    expect(page.locator("[data-refused]:visible")).to_contain_text("cannot be read as a number")
    field.fill("12")
    expect(page.locator("[data-refused]:visible")).to_have_count(0)
    expect(state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
