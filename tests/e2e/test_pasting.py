"""From an empty page to a published question, by keyboard alone."""

import time

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.sites import Site
from tests.e2e.test_publishing import add_lesson, make_course, save_lesson
from tests.e2e.test_questions import tab_to
from tests.e2e.visitor import Visitor, as_role
from tests.support.pace import within

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

FOUR_LINES = (
    "Why do couriers part the cash?",
    "Thieves then find less of it",
    "* Each part stays below the threshold",
    "The notes are easier to count",
)


def tab_to_words(page: Page, words: str) -> None:
    """Goes on by keyboard to what says these words."""
    script = "document.activeElement.matches('a, button') && document.activeElement.textContent"
    for _ in range(90):
        said = page.evaluate(script) or ""
        if words in " ".join(str(said).split()):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"“{words}” cannot be reached by keyboard")


def type_lines(page: Page, lines: tuple[str, ...]) -> None:
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Enter")


def test_four_lines_are_published_by_keyboard_within_a_minute(
    context: BrowserContext, site: Site
) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    slug = make_course(visitor, "Cash by keyboard")
    add_lesson(visitor, slug, "Couriers")
    save_lesson(visitor, "Couriers carry cash for somebody else.")
    page.goto(f"/quizzes/{slug}/quizzes/new/")
    page.locator("[name^=title]").first.fill("Test")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/")
    with within(60, time.monotonic):
        tab_to_words(page, "Write a new one")
        page.keyboard.press("Enter")
        expect(page.locator("#pasted")).to_be_focused()
        visitor.look()
        type_lines(page, FOUR_LINES)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#preview")).to_contain_text("Each part stays below")
        visitor.look()
        tab_to(page, "evidence_lesson")
        page.keyboard.type("Couriers")
        expect(page.locator("[name=evidence_block]").first).to_be_attached()
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/items/")
        expect(page.locator("main")).to_contain_text(FOUR_LINES[0])
        visitor.look()
        tab_to_words(page, "Publish")
        page.keyboard.press("Enter")
        page.wait_for_url("**/publish/")
        tab_to_words(page, "Publish the course")
        page.keyboard.press("Enter")
        visitor.hears("ublished")
    visitor.look()


def test_what_was_typed_is_there_when_the_browser_was_closed(
    context: BrowserContext, site: Site
) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    address = "/quizzes/organised-crime-first-steps/bank/new/numeric/"
    visitor.open(address)
    page.locator("[name=stem-en]").press_sequentially("How many seizures?")
    # What is kept is what is shown, and it is shown at each pause.
    expect(page.locator("#preview")).to_contain_text("How many seizures?")
    expect(page.locator("#preview .kept")).to_be_visible()
    page.close()
    visitor = Visitor(context.new_page())
    visitor.open(address)
    visitor.follow("Go on with it")
    expect(visitor.page.locator("[name=stem-en]")).to_have_value("How many seizures?")
    visitor.open(address)
    visitor.press("Throw it away")
    visitor.open(address)
    expect(visitor.page.get_by_text("did not save it")).to_have_count(0)


def test_the_preview_is_looked_at_small_dark_and_from_right_to_left(
    context: BrowserContext, site: Site
) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    visitor.open("/quizzes/organised-crime-first-steps/bank/new/single_choice/")
    page.fill("[name=stem-en]", "Who?")
    page.fill("[name=choices-0-text-en]", "Anybody")
    for label in ("On a small screen", "In the dark", "From right to left"):
        page.get_by_label(label).check()
    shown = page.locator("#preview .preview")
    expect(shown).to_have_class("preview preview-small in-the-dark preview-rtl")
    expect(page.locator("#preview .kind")).to_have_css("direction", "rtl")
    # At each pause in writing it is shown anew, by another element of that name.
    width = "document.querySelector('#preview .preview')?.getBoundingClientRect().width"
    page.wait_for_function(f"{width} > 0 && {width} <= 320")
    visitor.look()
