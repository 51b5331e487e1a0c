"""The instructor's journey with a new edition: what changed, what rests on it, and the way back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

REPORT = Path(__file__).parent / "fixtures" / "cash-couriers.md"
OLD, NEW = "Of 212 seizures that the States reported, 37", "Of 230 seizures reported since, 41"


def edition(title: str, *, is_new: bool = False) -> bytes:
    """A report with a title of its own, so that the journeys of other tests are no editions."""
    text = REPORT.read_text().replace("# Cash couriers at small border posts", f"# {title}")
    assert OLD in text
    return (text.replace(OLD, NEW) if is_new else text).encode()


def upload(page: Page, data: bytes) -> None:
    page.goto("/studio/reports/upload/")
    page.set_input_files(
        "input[name=file]", FilePayload(name="couriers.md", mimeType="", buffer=data)
    )
    page.get_by_role("button", name="Upload and read").click()
    expect(page.get_by_role("heading", name="The report is read")).to_be_visible()


def course_of(visitor: Visitor, title: str) -> str:
    """A draft course made of the report as proposed; its address."""
    upload(visitor.page, edition(title))
    visitor.tap("Shape the course", role="link")
    visitor.tap("Make the draft course")
    visitor.hears("The draft course is there.")
    return visitor.path()


def compare(visitor: Visitor, title: str) -> None:
    upload(visitor.page, edition(title, is_new=True))
    expect(visitor.page.get_by_text("Is this a newer edition of it?")).to_be_visible()
    visitor.look()
    visitor.follow("Compare the two, and see what rests on what changed")
    visitor.press("Compare", exact=True)


def test_a_new_edition_is_compared_and_accepted(context: BrowserContext, site: Site) -> None:
    visitor = as_role(context, site, "instructor")
    page, title = visitor.page, f"Couriers seen from port {site.port}"
    course = course_of(visitor, title)
    upload(page, edition(title))
    visitor.hears("These are the same bytes as before")

    compare(visitor, title)
    changes = page.locator(".edition-change")
    expect(changes).to_have_count(1)
    expect(changes.locator("del").first).to_contain_text("212")
    expect(changes.locator("ins").first).to_contain_text("230")
    visitor.press("Take the new text")
    expect(page.get_by_text("New text taken:")).to_be_visible()
    expect(page.get_by_text("Nothing in your courses rests on what changed.")).to_be_visible()
    visitor.press("Undo")
    visitor.hears("Everything is as it was before")
    expect(page.locator(".edition-change")).to_have_count(1)
    visitor.follow("Bring all untouched passages")
    expect(page.locator("ins").first).to_contain_text("230")
    visitor.press("Bring them up to date")
    page.goto(course)
    visitor.follow("Publish", exact=True)


def test_the_editor_asks_what_became_of_a_source(browser: Browser, site: Site) -> None:
    """By keyboard, and without JavaScript."""
    context = browser.new_context(base_url=site.url, java_script_enabled=False, locale="en-GB")
    visitor = as_role(context, site, "instructor")
    page, title = visitor.page, f"Couriers asked about on port {site.port}"
    page.goto("/studio/reports/upload/")
    page.set_input_files(
        "input[name=file]", FilePayload(name="asked.md", mimeType="", buffer=edition(title))
    )
    page.get_by_role("button", name="Upload and read").press("Enter")
    expect(page.get_by_role("heading", name="The report is read")).to_be_visible()
    page.get_by_role("link", name="Shape the course").press("Enter")
    page.get_by_role("button", name="Make the draft course").press("Enter")
    page.locator("main a[href*='/lessons/']").first.press("Enter")
    body = page.input_value("#id_body")
    page.fill("#id_body", re.sub(r"\n\{:[^\n]*\}", "", body, count=1))
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="What became of these passages?")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    visitor.hears("Saved")
    assert page.input_value("#id_body").count("{:") == body.count("{:")
    context.close()
