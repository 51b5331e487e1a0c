"""What may befall an attempt in the browser: a lost line, a closed tab, an ended session."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

COURSE = "organised-crime-first-steps"


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    """The demo learner in an attempt under way."""
    visitor = Visitor(context.new_page())
    visitor.sign_in(*site.accounts()["learner"])
    visitor.open(f"/courses/{COURSE}/")
    enrol = visitor.page.get_by_role("button", name="Enrol")
    if enrol.count():
        enrol.first.click()
        visitor.page.wait_for_load_state()
    visitor.open(f"/quizzes/{COURSE}/quiz/final/")
    visitor.page.locator(".page-content .button-primary").first.click()
    visitor.page.wait_for_load_state()
    visitor.look()
    return visitor.page


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
    expect(state(page)).to_have_text("Not saved yet, trying again")
    page.close(run_before_unload=False)
    context.set_offline(False)

    back = context.new_page()
    back.goto(address)
    expect(back.locator(chosen)).to_be_checked()
    expect(state(back)).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
    back.evaluate("indexedDB.deleteDatabase('parcours')")
    back.reload()
    expect(back.locator(chosen)).to_be_checked()


def test_26_who_is_signed_out_signs_in_elsewhere_and_nothing_is_lost(
    context: BrowserContext, page: Page, site: Site
) -> None:
    context.clear_cookies(name="sessionid")
    chosen = other_choice(page)
    expect(state(page)).to_have_text("Not saved yet: you were signed out")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again").click()
    door = Visitor(opened.value)
    door.sign_in(*site.accounts()["learner"])
    door.page.close()
    page.bring_to_front()
    expect(state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"), timeout=30_000)
    page.reload()
    expect(page.locator(chosen)).to_be_checked()


def test_a_number_that_is_none_is_refused_at_its_place(page: Page) -> None:
    field = page.locator("input[inputmode=decimal]").first
    field.fill("many")
    expect(page.locator("[data-refused]:visible")).to_contain_text("cannot be read as a number")
    field.fill("12")
    expect(page.locator("[data-refused]:visible")).to_have_count(0)
    expect(state(page)).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
