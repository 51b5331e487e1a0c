"""An answer checked at its question: with scripts and without, by keyboard, with the line gone."""

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from tests.e2e.attempt_page import is_awake
from tests.e2e.own_attempt import OwnAttempt, own_attempts
from tests.e2e.sites import Site
from tests.e2e.test_marked_choices import tab_to
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

KINDS = ("single_choice", "short_text", "essay")
PHONE = ViewportSize(width=320, height=640)


def open_attempt(context: BrowserContext, own: OwnAttempt, *, has_scripts: bool = True) -> Visitor:
    own.sign_in(context)
    visitor = Visitor(context.new_page())
    visitor.page.goto(own.url)
    if has_scripts:
        is_awake(visitor.page)
    return visitor


def test_once_checked_it_is_told_and_closed_and_a_reload_changes_nothing(
    site: Site, context: BrowserContext
) -> None:
    (own,) = own_attempts(site, KINDS, feedback="immediate", attempts_allowed=1)
    visitor = open_attempt(context, own)
    page = visitor.page
    section = page.locator(f"[data-slot='{own.slots_of('single_choice')[0]}']")
    visitor.look()
    section.get_by_role("button", name="Check Question 1").click()
    expect(section.locator("[data-try-problem]")).to_contain_text("Answer first")
    wrong = section.locator("input[type=radio]").last
    wrong.check()
    section.get_by_role("button", name="Check Question 1").click()
    expect(section).to_contain_text("This question is closed")
    expect(section.locator("[data-tried]")).to_be_focused()
    assert section.locator("input").count() == 0
    visitor.look()
    page.reload()
    expect(section).to_contain_text("This question is closed")
    essay = page.locator(f"[data-slot='{own.slots_of('essay')[0]}']")
    assert essay.locator("[data-try]").count() == 0


def test_by_keyboard_a_second_try_costs_what_stands_there(
    site: Site, context: BrowserContext
) -> None:
    (own,) = own_attempts(site, KINDS, feedback="adaptive", try_penalty=25)
    visitor = open_attempt(context, own)
    page, slot = visitor.page, own.slots_of("short_text")[0]
    section = page.locator(f"[data-slot='{slot}']")
    field = section.locator("input[type=text]")
    tab_to(field)
    page.keyboard.type("nothing of the sort")
    tab_to(section.locator("[data-try]"))
    page.keyboard.press("Enter")
    expect(section).to_contain_text("Not right")
    expect(section).to_contain_text("a right answer earns 25 % less")
    expect(section.locator("[data-stale]")).to_be_hidden()
    expect(field).to_have_value("nothing of the sort")
    visitor.look()
    # What is typed is saved before it is checked, also when one is quick.
    field.fill("something else")
    expect(section.locator("[data-stale]")).to_be_visible()
    section.locator("[data-try]").click()
    expect(section).to_contain_text("a right answer earns 50 % less")
    assert [row.value for row in own.stored()][-1] == "something else"


def test_without_a_line_it_says_that_it_waits_and_checks_when_pressed_again(
    site: Site, context: BrowserContext
) -> None:
    (own,) = own_attempts(site, KINDS, feedback="immediate")
    visitor = open_attempt(context, own)
    section = visitor.page.locator(f"[data-slot='{own.slots_of('single_choice')[0]}']")
    expect(section.locator("[data-try]")).to_be_visible()
    context.set_offline(True)
    section.locator("input[type=radio]").first.check()
    section.locator("[data-try]").click()
    expect(section.locator("[data-try-problem]")).to_contain_text("Not checked")
    expect(section.locator("input[type=radio]").first).to_be_checked()
    context.set_offline(False)
    expect(visitor.page.locator("[data-save-state]")).to_contain_text("Saved")
    expect(section.locator("[data-try-problem]")).to_be_hidden()
    section.locator("[data-try]").click()
    expect(section).to_contain_text("This question is closed")


def test_without_scripts_on_a_phone_the_form_itself_checks(site: Site, browser: Browser) -> None:
    (own,) = own_attempts(site, KINDS, feedback="immediate", is_practice=True, required=False)
    context = browser.new_context(base_url=site.url, java_script_enabled=False, viewport=PHONE)
    visitor = open_attempt(context, own, has_scripts=False)
    page = visitor.page
    expect(page.get_by_text("For practice: it counts for nothing")).to_be_visible()
    section = page.locator(f"[data-slot='{own.slots_of('single_choice')[0]}']")
    section.locator("input[type=radio]").last.check()
    section.get_by_role("button", name="Check Question 1").click()
    expect(section).to_contain_text("This question is closed")
    expect(section).to_contain_text("Your answer:")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()
