"""How a number was read stands beside its field once it is saved, and goes while one types."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.own_attempt import own_attempts
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def opened(site: Site, context: BrowserContext, kind: str) -> Page:
    (own,) = own_attempts(site, [kind])
    own.sign_in(context)
    page = context.new_page()
    page.goto(own.url)
    return page


def test_a_comma_is_told_as_the_point_that_it_was_read_as(
    site: Site, context: BrowserContext
) -> None:
    page = opened(site, context, "numeric")
    expect(page.locator("[data-save-state]")).not_to_contain_text("Press “Save”")
    field, told = page.locator("input[inputmode=decimal]"), page.locator("[data-read]")
    expect(told).to_be_hidden()
    field.fill("1,5")
    expect(told).to_have_text("Read as 1.5")
    expect(told).to_be_visible()
    Visitor(page).look()
    field.fill("15")
    expect(told).to_be_hidden()
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    expect(told).to_be_hidden()


def test_a_gap_for_a_number_tells_it_while_another_gap_is_filled(
    site: Site, context: BrowserContext
) -> None:
    page = opened(site, context, "cloze")
    expect(page.locator("[data-save-state]")).not_to_contain_text("Press “Save”")
    number, told = page.locator("input.gap-number"), page.locator("[data-read]")
    expect(told).to_be_hidden()
    number.fill("178,5")
    expect(told).to_contain_text("(read as 178.5)")
    expect(told).to_be_visible()
    Visitor(page).look()
    page.locator("input.gap").first.fill("Vienna")
    expect(told).to_be_visible()
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    expect(told).to_contain_text("(read as 178.5)")
    number.fill("178")
    expect(told).to_be_hidden()
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    expect(told).to_be_hidden()


def test_without_a_script_a_gap_tells_it_on_the_page_after_save(
    site: Site, browser: Browser
) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = opened(site, context, "cloze")
    expect(page.locator("[data-read]")).to_be_hidden()
    page.locator("input.gap-number").fill("178,5")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("[data-read]")).to_contain_text("(read as 178.5)")
    expect(page.locator("[data-read]")).to_be_visible()
    context.close()
