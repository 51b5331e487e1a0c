"""A whole attempt from right to left: its questions are in Arabic.

The site has no Arabic catalogue yet: its frame is turned as an Arabic page's would be.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, ViewportSize, expect

from tests.e2e.sites import Site
from tests.e2e.taking import Take
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

TURN = """addEventListener("DOMContentLoaded", () => {
  document.documentElement.dir = "rtl";
});"""
PHONE = ViewportSize(width=320, height=640)


@pytest.fixture
def take(browser: Browser, site: Site) -> Iterator[Take]:
    taking = Take(browser, site, locale="ar", viewport=PHONE)
    yield taking
    taking.close()


def left_of(one: Locator) -> float:
    box = one.bounding_box()
    assert box is not None
    return box["x"]


def test_a_whole_attempt_from_right_to_left(take: Take) -> None:
    one = take(language="ar", time_limit_minutes=30)
    page = one.page
    page.add_init_script(TURN)
    one.open()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert left_of(one.tile(1)) > left_of(one.tile(2))
    forward = page.locator("[data-go-on]")
    assert left_of(forward) > left_of(page.locator("[data-save-button]"))
    mirrored = forward.locator("svg").evaluate("icon => getComputedStyle(icon).transform")
    assert mirrored.startswith("matrix(-1")
    kind = one.question(1).locator(".kind").first
    assert kind.evaluate("part => getComputedStyle(part).direction") == "rtl"

    one.answer(1)
    expect(one.state()).to_have_attribute("data-state", "saved")
    one.write(2, "تهريب")
    page.locator("[data-flag]").nth(1).click()
    expect(one.tile(2)).to_have_class("tile-number is-here is-answered is-flagged")
    expect(one.state()).to_have_attribute("data-state", "saved")
    forward.click()
    page.wait_for_url("**/?page=2#q3")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    Visitor(page).look()
    one.answer(3)
    one.write(4, "7")
    expect(one.state()).to_have_attribute("data-state", "saved")
    page.locator(".quiz-end button[name=check]").first.click()
    page.wait_for_url("**/check/")
    Visitor(page).look()
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url("**/result/", timeout=60_000)
    assert [row.value for row in one.attempt.stored()][1] == "تهريب"
    Visitor(page).look()
