"""A whole attempt page by page without JavaScript, on a small phone: by plain forms."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.e2e.sites import Site
from tests.e2e.taking import Take, Taking

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

PHONE = ViewportSize(width=320, height=640)


@pytest.fixture
def take(browser: Browser, site: Site) -> Iterator[Take]:
    taking = Take(browser, site, java_script_enabled=False, viewport=PHONE)
    yield taking
    taking.close()


def shown(one: Taking) -> list[str | None]:
    """The questions of the page, which fits the phone."""
    one.page.wait_for_load_state()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = one.page.locator("section.question").all()
    return [question.get_attribute("id") for question in found]


def check(one: Taking, number: int, nth: int = 0) -> None:
    one.question(number).locator("input[type=radio]").nth(nth).check()


def hand_in(one: Taking) -> None:
    one.press("Check and submit")
    one.press("Submit")
    one.page.wait_for_url("**/result/", timeout=60_000)
    expect(one.page.locator("main")).to_contain_text("Receipt")


def test_in_order_with_flags(take: Take) -> None:
    one = take(order="sequential", time_limit_minutes=30)
    assert shown(one) == ["q1", "q2"]
    expect(one.page.locator("noscript .timer")).to_be_visible()
    check(one, 1)
    one.flag(2).click()
    expect(one.flag(2)).to_have_attribute("aria-pressed", "true")
    expect(one.question(1).locator("input[type=radio]").first).to_be_checked()
    one.press("Next page")
    expect(one.page).to_have_title("Go on to the next page? · Parcours")
    assert shown(one) == []
    one.page.get_by_role("link", name="Question 2").click()
    one.write(2, "smuggling")
    one.press("Next page")
    one.page.wait_for_url("**/?page=2#q3")
    assert shown(one) == ["q3", "q4"]
    expect(one.tile(2)).to_contain_text("answered flagged left behind, closed")
    check(one, 3)
    one.press("Check and submit")
    main = one.page.locator("main")
    expect(main).to_contain_text("1 question of 4 is still unanswered")
    expect(main).to_contain_text("You flagged 1 question to come back to")
    assert shown(one) == []
    one.page.get_by_role("link", name="Question 4").click()
    one.write(4, "7")
    hand_in(one)
    assert len(one.attempt.stored()) == 4


def test_in_a_free_order_every_way_saves(take: Take) -> None:
    one = take()
    check(one, 1)
    one.press("Next page")
    one.page.wait_for_url("**/?page=2#q3")
    check(one, 3)
    one.press("Previous page")
    one.page.wait_for_url("**/?page=1#q1")
    assert shown(one) == ["q1", "q2"]
    expect(one.question(1).locator("input[type=radio]").first).to_be_checked()
    one.write(2, "smuggling")
    one.tile(4).click()
    one.page.wait_for_url("**/?page=2#q4")
    expect(one.tile(2)).to_contain_text("answered")
    one.write(4, "many")
    one.press("Previous page")
    expect(one.page.locator(".error-summary")).to_contain_text("Some answers were not saved")
    assert shown(one) == ["q3", "q4"]
    one.write(4, "7")
    hand_in(one)
    assert len(one.attempt.stored()) == 4
