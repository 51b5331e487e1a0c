"""One attempt in two tabs, on two devices, and after the button that goes back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.attempt_page import COME_BACK, come_back, is_awake
from tests.e2e.own_attempt import OwnAttempt, own_attempts
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

SAVED = re.compile(r"^Saved \d\d:\d\d:\d\d$")
KINDS = ["true_false", "essay", "single_choice"]


@pytest.fixture
def own(site: Site) -> OwnAttempt:
    return own_attempts(site, KINDS)[0]


@pytest.fixture
def other_device(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=site.url, locale="en-GB")
    made.set_default_timeout(60_000)
    yield made
    made.close()


def window(own: OwnAttempt, context: BrowserContext) -> Page:
    own.sign_in(context)
    page = context.new_page()
    page.goto(own.url)
    is_awake(page)
    return page


def tile(page: Page, own: OwnAttempt, kind: str, number: int) -> Locator:
    (slot,) = own.slots_of(kind)
    return page.locator(f"section[data-slot='{slot}'] .tile input").nth(number)


def text(page: Page) -> Locator:
    return page.locator("section.question textarea")


def is_called_saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(SAVED)


def standing(own: OwnAttempt, kind: str) -> object:
    """The answer of the highest sequence, of two such the later."""
    (slot,) = own.slots_of(kind)
    rows = [answer for answer in own.stored() if answer.slot == slot]
    return max(reversed(rows), key=lambda answer: answer.sequence).value


def test_16_of_two_tabs_each_shows_what_is_given_in_the_other(
    own: OwnAttempt, context: BrowserContext
) -> None:
    first, second = window(own, context), window(own, context)
    tile(first, own, "true_false", 0).check()
    text(first).fill("From the first tab.")
    is_called_saved(first)
    expect(tile(second, own, "true_false", 0)).to_be_checked()
    expect(text(second)).to_have_value("From the first tab.")
    expect(second.locator("[data-overview].is-answered")).to_have_count(2)
    tile(second, own, "true_false", 1).check()
    is_called_saved(second)
    expect(tile(first, own, "true_false", 1)).to_be_checked()
    Visitor(second).look()
    assert standing(own, "true_false") is False


def test_16_of_two_tabs_without_a_line_the_newer_answer_holds(
    own: OwnAttempt, context: BrowserContext
) -> None:
    first, second = window(own, context), window(own, context)
    context.set_offline(True)
    for number in (0, 1, 0):
        tile(first, own, "true_false", number).check()
        expect(tile(second, own, "true_false", number)).to_be_checked()
    tile(second, own, "true_false", 1).check()
    context.set_offline(False)
    for page in (first, second):
        page.evaluate(COME_BACK)
        is_called_saved(page)
    assert standing(own, "true_false") is False
    assert sorted(answer.sequence for answer in own.stored()) == [1, 2, 3, 4]


def test_16_a_text_that_another_tab_finds_half_typed_is_whole_in_the_end(
    own: OwnAttempt, context: BrowserContext
) -> None:
    """Opened while somebody types on: it finds the draft, shows it and sends it."""
    first = window(own, context)
    text(first).press_sequentially("Half of the answer", delay=60)
    second = window(own, context)
    expect(text(second)).to_have_value(re.compile("Half of"))
    text(first).press_sequentially(" and the other half.", delay=60)
    is_called_saved(first)
    assert standing(own, "essay") == "Half of the answer and the other half."
    expect(text(second)).to_have_value("Half of the answer and the other half.")


def test_16_another_device_shows_what_was_given_here_when_one_comes_to_it(
    own: OwnAttempt, context: BrowserContext, other_device: BrowserContext
) -> None:
    here, there = window(own, context), window(own, other_device)
    tile(here, own, "true_false", 0).check()
    text(here).fill("Begun on the telephone")
    is_called_saved(here)
    come_back(there)
    expect(text(there)).to_have_value("Begun on the telephone")
    expect(tile(there, own, "true_false", 0)).to_be_checked()
    text(there).press("Control+End")
    text(there).press_sequentially(", ended at the desk")
    is_called_saved(there)
    assert standing(own, "essay") == "Begun on the telephone, ended at the desk"


def test_16_what_another_device_answered_is_not_overwritten_and_the_page_says_so(
    own: OwnAttempt, context: BrowserContext, other_device: BrowserContext
) -> None:
    """Nobody came back to the page there: it still shows what is old when it is pressed."""
    here, there = window(own, context), window(own, other_device)
    for number in (0, 1, 0):
        tile(here, own, "true_false", number).check()
    is_called_saved(here)
    tile(there, own, "true_false", 1).check()
    expect(there.locator("[data-save-state]")).to_have_text(
        "A newer answer from another window holds. Reload to see it."
    )
    there.reload()
    expect(tile(there, own, "true_false", 0)).to_be_checked()
    tile(there, own, "true_false", 1).check()
    is_called_saved(there)
    assert standing(own, "true_false") is False


def test_the_button_back_shows_the_answers_as_they_are_and_leads_into_no_second_attempt(
    own: OwnAttempt, context: BrowserContext
) -> None:
    page = window(own, context)
    tile(page, own, "true_false", 0).check()
    text(page).fill("Written before the check.")
    page.locator(".quiz-end button[name=check]").click()
    page.wait_for_url("**/check/")
    page.go_back()
    expect(text(page)).to_have_value("Written before the check.")
    expect(tile(page, own, "true_false", 0)).to_be_checked()
    tile(page, own, "true_false", 1).check()
    is_called_saved(page)
    page.locator(".quiz-end button[name=check]").click()
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/status/**")
    page.goto(own.url)
    expect(page).to_have_url(re.compile("/(status|result)/"))
    assert standing(own, "true_false") is False
