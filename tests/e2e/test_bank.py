"""The bank in a browser: found, chosen and changed by keyboard, reviewed, without JavaScript."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.shots import look_at
from tests.e2e.sites import Site
from tests.e2e.test_questions import BANK, tab_to
from tests.e2e.visitor import as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
LOOKS = ("light", "dark", "rtl")


def seen(page: Page, name: str) -> None:
    """Nothing hangs over at this width; a picture of each look where SHOTS asks for them."""
    for look in LOOKS:
        look_at(page, look)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{name} hangs over by {over} px ({look})"
        if os.environ.get("SHOTS"):
            to = Path(os.environ["SHOTS"]) / f"{name}-{look}.png"
            page.screenshot(path=to, full_page=True)
    look_at(page, "light")


def first_key(page: Page) -> str:
    address = page.locator(".bank-rows h3 a").first.get_attribute("href") or ""
    return address.rstrip("/").split("/")[-1]


def test_questions_are_chosen_and_changed_by_keyboard_and_changed_back(
    context: BrowserContext, site: Site
) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    visitor.open(BANK)
    tab_to(page, "chosen")
    page.keyboard.press("Space")
    page.locator(".bulk summary").focus()
    page.keyboard.press("Enter")
    tab_to(page, "add_tags")
    page.keyboard.type("Palermo, groups")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 question would change")).to_be_visible()
    visitor.look()
    visitor.press("Change 1 question")
    visitor.hears("Changed 1 question.")
    visitor.press("Undo it")
    visitor.hears("1 question is as it was.")


def test_what_is_chosen_is_counted_and_leads_to_the_change(
    context: BrowserContext, site: Site
) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    visitor.open(BANK)
    change = page.get_by_role("link", name="Change what is chosen")
    expect(change).to_be_hidden()
    for number in (0, 1):
        page.locator("[name=chosen]").nth(number).check()
    expect(page.get_by_role("status").filter(has_text="Chosen")).to_have_text("Chosen: 2")
    visitor.look()
    change.press("Enter")
    expect(page.locator("details.bulk")).to_have_attribute("open", "")


def test_bank_review_and_reports_without_javascript_on_a_small_screen(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(
        base_url=site.url,
        locale="en-GB",
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    )
    page = as_role(context, site, "instructor").page
    page.goto(BANK)
    key = first_key(page)
    page.click(".filters-more summary")
    page.check("[name=unused]")
    page.click(".filters button[type=submit]")
    expect(page.locator(".empty h2")).to_have_text("No question fits")
    page.goto(f"{BANK}questions/{key}/review/")
    page.fill("#comment", "Is the article the right one?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".remark")).to_contain_text("Is the article the right one?")
    page.fill("#remark", "Name the article.")
    page.get_by_role("button", name="Send back").click()
    expect(page.locator("main .tag").first).to_have_text("Draft")
    page.get_by_role("button", name="Make it ready").click()
    expect(page.locator("main .tag").first).to_have_text("Ready")
    page.get_by_role("button", name="Settle").click()
    expect(page.get_by_role("button", name="Open again")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_the_bank_stands_at_every_width_and_look(
    context: BrowserContext, site: Site, width: int
) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(BANK)
    key = first_key(page)
    pages = {
        "bank": "?missing=any&finding=any" if width > 400 else "",
        "review": f"questions/{key}/review/",
        "question": f"questions/{key}/",
        "findings": "findings/",
        "alike": "alike/",
        "changes": "changes/",
        "rules": "rules/",
    }
    for name, path in pages.items():
        visitor.open(BANK + path)
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
        visitor.look()
        seen(page, f"{name}-{width}")
