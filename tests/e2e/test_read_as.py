"""How a number was read stands beside its field once it is saved, and goes while one types."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.own_attempt import own_attempts
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def test_a_comma_is_told_as_the_point_that_it_was_read_as(
    site: Site, context: BrowserContext
) -> None:
    (own,) = own_attempts(site, ["numeric"])
    own.sign_in(context)
    page = context.new_page()
    page.goto(own.url)
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
