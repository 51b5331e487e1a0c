"""The page of a result in a browser: which questions it shows."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.own_attempt import own_attempts
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

KINDS = ["true_false", "single_choice", "short_text"]


@pytest.fixture
def result(site: Site, context: BrowserContext) -> Page:
    (own,) = own_attempts(site, KINDS)
    own.sign_in(context)
    page = context.new_page()
    page.goto(own.url + "check/")
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/result/")
    return page


def is_marked(page: Page, name: str) -> bool:
    """By more than its colour."""
    link = page.get_by_role("link", name=name)
    weight: str = link.evaluate("link => getComputedStyle(link).fontWeight")
    return weight == "600" and bool(link.get_attribute("aria-current"))


def test_the_filter_shows_which_is_on_and_is_not_printed(result: Page) -> None:
    every, missed = "All questions", "Only what was not right"
    assert (is_marked(result, every), is_marked(result, missed)) == (True, False)
    result.get_by_role("link", name=missed).click()
    result.wait_for_url("**only=missed**")
    assert (is_marked(result, every), is_marked(result, missed)) == (False, True)
    Visitor(result).look()
    result.emulate_media(media="print")
    expect(result.locator(".review-filter")).to_be_hidden()
