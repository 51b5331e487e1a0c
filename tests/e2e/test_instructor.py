"""The instructor's journey: a report becomes a course, the course an edition, and a second one."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.bringing import change, report_of_its_own, split, upload, wait_until_read
from tests.e2e.sites import Site
from tests.e2e.visitor import as_role
from tests.support.library import REPORTS
from tests.support.services import not_here

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

REAL_REPORT = "en_pdf_S_2025_72.pdf"
# Background reading stands apart.
LESSON = ".plan-module[data-module] .plan-lesson"
SAVED = re.compile(r"Saved \d\d:\d\d:\d\d")


# --- From report to draft course -------------------------------------------------------------


def titles(page: Page) -> list[str]:
    """ "1.1 Title" of each lesson of the plan."""
    return page.locator("#workbench .plan-lesson .plan-title").all_inner_texts()


def rename(page: Page, title: str) -> None:
    page.fill("#new-title", title)
    page.get_by_role("button", name="Save the title").click()
    expect(page.locator("#workbench")).to_contain_text(title)


def test_a_report_becomes_a_draft_course(context: BrowserContext, site: Site) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    visitor.open("/studio/")
    visitor.follow("Upload a report")
    upload(page, "cash-couriers.md", report_of_its_own(f"room {site.port}"))
    wait_until_read(page)
    expect(page.locator(".facts")).to_contain_text("16")
    visitor.look()

    visitor.follow("Shape the course")
    expect(page.locator(LESSON)).to_have_count(1)
    split(page, "1.1", 8)
    expect(page.locator(LESSON)).to_have_count(2)
    split(page, "1.2", 10)
    expect(page.locator(LESSON)).to_have_count(3)
    change(page, "1.3", "Merge with the lesson above")
    expect(page.locator(LESSON)).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(LESSON)).to_have_count(3)
    page.get_by_role("button", name="Leave out Work across the border").click()
    expect(page.locator(".source-row.is-out")).to_have_count(1)
    change(page, "1.1", "Rename")
    expect(page.locator("#new-title")).to_be_focused()
    visitor.look()
    rename(page, "What couriers do")
    page.locator(LESSON).nth(2).locator("summary.button").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".plan-lesson:focus-within .num").first).to_have_text("1.2")
    page.get_by_role("link", name="Rename the course").click()
    rename(page, "Cash at the border")
    expect(page.locator(".plan-actions .save-state")).to_have_text(SAVED)

    page.get_by_role("button", name=re.compile("^Make it a lesson Introduction")).click()
    expect(page.locator(LESSON)).to_have_count(4)

    page.get_by_role("button", name="Make the draft course").click()
    visitor.hears("The draft course is there.")
    visitor.look()
    page.get_by_role("link", name="Introduction").first.click()
    marks = page.locator("#preview .source-mark")
    expect(marks.first).to_have_text(re.compile(r"para\. 1$"))
    visitor.look()
    page.goto(str(marks.first.get_attribute("href")))
    expect(page.get_by_text("on foot, by bus and by car")).to_be_visible()
    visitor.look()


def test_a_real_report_is_read_with_its_progress_shown(context: BrowserContext, site: Site) -> None:
    file = REPORTS / REAL_REPORT
    if not file.exists():
        not_here(f"the report {REAL_REPORT} is not here")
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    page.goto("/studio/reports/upload/")
    upload(page, file.name, file.read_bytes())
    page.wait_for_url("**/studio/reports/*/")
    expect(page.locator("#upload-state progress")).to_be_visible()
    wait_until_read(page)
    expect(page.locator(".facts")).to_contain_text("S/2025/72")
    visitor.tap("Shape the course", role="link")
    assert len(titles(page)) > 5
    visitor.look()
