"""The instructor's questions: written by keyboard with a live preview, rows added and removed."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

BANK = "/quizzes/organised-crime-first-steps/bank/"


def tab_to(page: Page, name: str) -> None:
    """Goes on by keyboard to the field of this name."""
    for _ in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached by keyboard")


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.type(text)


def test_single_choice_is_written_by_keyboard_alone(context: BrowserContext, site: Site) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    visitor.open(f"{BANK}new/single_choice/?from=what-it-is&block=tests")
    type_into(page, "stem-en", "How many people make a *group*?")
    tab_to(page, "key")
    page.keyboard.press("Space")
    type_into(page, "choices-0-text-en", "Three or more")
    type_into(page, "choices-1-text-en", "All of the above")
    preview = page.locator("#preview")
    expect(preview.locator("em")).to_have_text("group")
    expect(preview).to_contain_text("Warnings")
    visitor.look()
    tab_to(page, "is_draft")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Saved: “")
    visitor.look()


def test_choice_is_added_and_removed_without_losing_the_others(
    context: BrowserContext, site: Site
) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    visitor.open(f"{BANK}new/multiple_choice/")
    page.fill("[name=choices-0-text-en]", "First")
    page.fill("[name=choices-1-text-en]", "Second")
    page.click("#add-choices")
    expect(page.locator("[name=choices-4-text-en]")).to_be_focused()
    page.get_by_role("button", name="Remove Choice 1").click()
    expect(page.locator("[name=choices-0-text-en]")).to_have_value("Second")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator(".error-summary")).to_contain_text("Write the question.")
    visitor.look()
