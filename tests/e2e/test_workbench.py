"""The workbench by mouse, by keyboard, in two windows and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, Route, expect

from tests.e2e.bringing import report_of_its_own, split, upload, wait_until_read
from tests.e2e.sites import Site
from tests.e2e.visitor import UNDER_WAY, Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

COME_BACK = "window.dispatchEvent(new Event('focus'))"


def brought(context: BrowserContext, site: Site, name: str) -> Visitor:
    """A plan of three lessons, looked at by the instructor who brought the report."""
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    page.goto("/studio/reports/upload/")
    upload(page, "cash-couriers.md", report_of_its_own(f"{name} {site.port}"))
    wait_until_read(page)
    visitor.tap("Shape the course", role="link")
    split(page, "1.1", 8)
    split(page, "1.2", 11)
    expect(lessons(page)).to_have_count(3)
    return visitor


def revision(page: Page) -> Locator:
    return page.locator("#steps input[name=revision]")


def told(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("#plan-told")).to_have_text(words)


def lessons(page: Page) -> Locator:
    """Without the background reading."""
    return page.locator(".plan-module[data-module] .plan-lesson")


def is_answered(page: Page) -> None:
    """The page has taken the answer to the last press in, and sends the next one at once."""
    expect(page.locator(UNDER_WAY)).to_have_count(0)
    # presses.js is done a turn after htmx is.
    page.evaluate("new Promise((then) => setTimeout(then))")


def open_section(page: Page, title: str) -> None:
    page.locator(".source-title a", has_text=title).click()
    expect(page.locator(".source-passage").first).to_be_visible()


def test_passages_are_chosen_in_the_text_and_dragged_by_mouse(
    context: BrowserContext, site: Site
) -> None:
    visitor = brought(context, site, "hall")
    page = visitor.page
    open_section(page, "What is declared")
    visitor.look()
    boxes = page.locator("input[name=passage]")
    boxes.nth(0).check()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.locator("input[name=passage]:checked")).to_have_count(3)
    page.get_by_role("button", name="Put", exact=True).click()
    told(page, "3 passages made a lesson of their own")
    expect(lessons(page)).to_have_count(4)
    rows = lessons(page)
    page.locator(".source-passage").first.drag_to(rows.nth(3))
    told(page, re.compile("^1 passage put into"))
    rows.nth(0).drag_to(rows.nth(2))
    told(page, re.compile("moved in front of"))
    for box in page.locator("input[name=lesson]").all()[:2]:
        box.check()
    page.get_by_role("button", name="Merge into one").click()
    told(page, "2 lessons merged into one")
    page.get_by_text("The last steps").click()
    expect(page.locator(".plan-history li").first).to_contain_text("2 lessons merged into one")
    visitor.look()


def test_the_workbench_is_worked_by_keyboard_alone(context: BrowserContext, site: Site) -> None:
    visitor = brought(context, site, "cellar")
    page = visitor.page
    page.reload()
    page.keyboard.press("j")
    expect(lessons(page).nth(0).locator("input")).to_be_focused()
    page.keyboard.press("j")
    expect(lessons(page).nth(1).locator("input")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    told(page, re.compile("moved up$"))
    focused = page.locator(".plan-lesson:focus-within")
    expect(focused.locator(".num").first).to_have_text("1.1")
    page.keyboard.press("Control+z")
    told(page, re.compile("^Undone: "))
    page.keyboard.press("Control+y")
    told(page, re.compile("^Done again: "))
    page.keyboard.press("r")
    expect(page.locator("#new-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#new-title")).to_have_count(0)
    expect(page.locator(".htmx-settling")).to_have_count(0)
    lessons(page).nth(1).locator("summary.button").focus()
    page.keyboard.press("m")
    told(page, re.compile("merged with the lesson above$"))
    expect(page.locator(".plan-lesson:focus-within .num").first).to_have_text("1.1")
    page.keyboard.press("s")
    expect(page.locator(".plan-split input:focus")).to_have_count(1)
    visitor.look()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    expect(page.locator(".plan-split")).to_have_count(0)
    expect(page.locator(".plan-lesson:focus-within .num").first).to_have_text("1.1")


def test_help_lies_over_the_plan_and_letters_can_be_turned_off(
    context: BrowserContext, site: Site
) -> None:
    visitor = brought(context, site, "loft")
    page = visitor.page
    # As if one came anew: after a reload the browser scrolls back to where one was, a while later.
    page.evaluate("history.scrollRestoration = 'manual'")
    page.reload()
    page.evaluate("scrollTo(0, 0)")
    title = page.locator("h1").bounding_box()
    page.keyboard.press("?")
    expect(page.locator("#plan-keys")).to_have_attribute("open", "")
    assert page.locator("h1").bounding_box() == title
    visitor.look()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.keyboard.press("Escape")
    expect(page.locator("#plan-keys")).not_to_have_attribute("open", "")
    page.keyboard.press("j")
    expect(page.locator(".plan-lesson:focus-within")).to_have_count(0)


def test_the_second_window_hears_of_the_first_and_keeps_what_it_typed(
    context: BrowserContext, site: Site
) -> None:
    first = brought(context, site, "attic").page
    second = context.new_page()
    second.goto(first.url)
    lessons(second).nth(0).locator("summary.button").focus()
    second.keyboard.press("r")
    second.fill("#new-title", "Typed in the second")
    lessons(first).nth(1).locator("summary.button").focus()
    first.keyboard.press("Alt+ArrowUp")
    told(first, re.compile("moved up$"))
    second.evaluate(COME_BACK)
    expect(second.get_by_role("alert")).to_contain_text("moved up")
    expect(second.locator("#new-title")).to_have_value("Typed in the second")
    second.get_by_role("button", name="Save the title").click()
    expect(second.get_by_role("alert")).to_contain_text("your last step was not taken")
    expect(second.locator("#new-title")).to_have_value("Typed in the second")
    # What is pressed before that is shown is not sent.
    is_answered(second)
    second.get_by_role("button", name="Save the title").click()
    told(second, re.compile("is now called “Typed in the second”$"))


def held_back(page: Page, address: str) -> list[Route]:
    """Where the next request to the address waits, as on a slow line, until it is let go."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route), times=1)
    return held


def let_go(page: Page, held: list[Route]) -> None:
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()


def test_quick_presses_are_sent_one_after_another(context: BrowserContext, site: Site) -> None:
    visitor = brought(context, site, "barn")
    page = visitor.page
    before = page.locator(".plan-title").all_inner_texts()
    count = int(revision(page).input_value())
    held = held_back(page, "**/step/*")
    lessons(page).nth(2).locator("summary.button").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowDown")
    let_go(page, held)
    expect(revision(page)).to_have_value(str(count + 3))
    told(page, re.compile("moved down$"))
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".plan-lesson:focus-within .num").first).to_have_text("1.2")
    held = held_back(page, "**/undo/*")
    for _press in range(3):
        page.keyboard.press("Control+z")
    let_go(page, held)
    expect(revision(page)).to_have_value(str(count + 6))
    assert page.locator(".plan-title").all_inner_texts() == before
    visitor.look()


def test_the_draft_is_made_of_the_step_that_was_pressed_just_before(
    context: BrowserContext, site: Site
) -> None:
    page = brought(context, site, "shed").page
    held = held_back(page, "**/step/*")
    lessons(page).nth(2).locator("summary.button").focus()
    page.keyboard.press("m")
    page.get_by_role("button", name="Make the draft course").click(no_wait_after=True)
    let_go(page, held)
    page.wait_for_url("**/studio/courses/**")
    expect(page.locator(".toast").first).to_contain_text("The draft course is there")
    expect(page.locator("#outline .plan-lesson")).to_have_count(2)


def test_a_change_in_another_tab_is_told_and_no_press_follows_it(
    context: BrowserContext, site: Site
) -> None:
    first = brought(context, site, "mill").page
    second = context.new_page()
    second.goto(first.url)
    lessons(first).nth(1).locator("summary.button").focus()
    first.keyboard.press("Alt+ArrowUp")
    told(first, re.compile("moved up$"))
    count = revision(first).input_value()
    held = held_back(second, "**/step/*")
    lessons(second).nth(2).locator("summary.button").focus()
    second.keyboard.press("Alt+ArrowUp")
    second.keyboard.press("Alt+ArrowUp")
    let_go(second, held)
    expect(second.get_by_role("alert")).to_contain_text("your last step was not taken")
    expect(revision(second)).to_have_value(count)


def test_a_browser_closed_midway_loses_nothing(context: BrowserContext, site: Site) -> None:
    page = brought(context, site, "yard").page
    seen = page.locator(".plan-title").all_inner_texts()
    address = page.url
    page.close()
    again = context.new_page()
    again.goto(address)
    assert again.locator(".plan-title").all_inner_texts() == seen
    again.get_by_role("button", name="Undo").click()
    expect(lessons(again)).to_have_count(2)


def test_every_step_can_be_taken_without_javascript(
    context: BrowserContext, browser: Browser, site: Site
) -> None:
    made = brought(context, site, "garden").page
    plain = browser.new_context(
        base_url=site.url, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(made.url)
    open_section(page, "What is declared")
    page.locator("input[name=passage]").first.check()
    page.get_by_role("button", name="Put", exact=True).click()
    expect(lessons(page)).to_have_count(4)
    row = lessons(page).first
    row.locator("summary.button").click()
    row.get_by_role("link", name="Move to…").click()
    page.select_option("#to", label="a new module")
    page.get_by_role("button", name="Move", exact=True).last.click()
    expect(page.locator(".plan-module[data-module]")).to_have_count(2)
    count = int(revision(page).input_value())
    for number, press in enumerate(("Undo", "Undo", "Redo"), 1):
        page.get_by_role("button", name=press, exact=True).click()
        expect(revision(page)).to_have_value(str(count + number))
    expect(lessons(page)).to_have_count(4)
    plain.close()


def test_who_leaves_before_a_step_is_saved_is_asked(context: BrowserContext, site: Site) -> None:
    page = brought(context, site, "crypt").page
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    count = int(revision(page).input_value())
    held = held_back(page, "**/step/*")
    lessons(page).nth(2).locator("summary.button").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_function("document.querySelector('#workbench').dataset.busy === ''")
    page.evaluate("location.assign('/studio/')")
    let_go(page, held)
    expect(revision(page)).to_have_value(str(count + 1))
    assert asked == ["beforeunload"]
    is_answered(page)
    page.get_by_role("link", name="Studio").first.click()
    page.wait_for_url("**/studio/")
    assert asked == ["beforeunload"]
