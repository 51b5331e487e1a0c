"""An instructor gathers what two reports say of a topic into one course, also without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Page,
    StorageState,
    ViewportSize,
    expect,
)

from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

PHONE = ViewportSize(width=320, height=640)
TOPIC = "Cultural property"
SAID = (
    "{number}. In {year} the network on {place} found stolen antiquities and trafficking in "
    "cultural property at nine borders, and 340 objects of cultural heritage went home.\n\n"
)
PAST = "{number}. The board of {place} met and was told of prisons and of illicit antiquities.\n\n"


def report(title: str, *paragraphs: str, year: int, place: str) -> bytes:
    """The first paragraph under one heading, the others under another."""
    told = [
        text.format(number=number, year=year, place=place)
        for number, text in enumerate(paragraphs, 1)
    ]
    lines = [f"# {title} {place}\n\n## Looted heritage\n\n", told[0], "## Other matters\n\n"]
    return "".join([*lines, *told[1:]]).encode()


def bring(page: Page, name: str, data: bytes) -> None:
    page.goto("/studio/reports/upload/")
    page.set_input_files("input[name=file]", FilePayload(name=name, mimeType="", buffer=data))
    page.get_by_role("button", name="Upload and read").click()
    expect(page.get_by_role("heading", name="The report is read")).to_be_visible()


@pytest.fixture
def visitor(context: BrowserContext, site: Site) -> Visitor:
    """With two reports of which the second says again, for another year, what the first did."""
    made = as_role(context, site, "instructor")
    place = f"room {site.port}"
    bring(made.page, "a.md", report("First year of", SAID, PAST, year=2019, place=place))
    bring(made.page, "b.md", report("Second year of", SAID, year=2020, place=place))
    return made


@pytest.fixture
def plain(browser: Browser, visitor: Visitor, site: Site) -> Iterator[Visitor]:
    """The same person on a narrow telephone without scripts."""
    state: StorageState = visitor.page.context.storage_state()
    context = browser.new_context(
        base_url=site.url,
        storage_state=state,
        java_script_enabled=False,
        viewport=PHONE,
        locale="en-GB",
    )
    yield Visitor(context.new_page())
    context.close()


def test_a_topic_of_two_reports_becomes_a_course_by_keyboard(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/studio/")
    visitor.follow("Topics", exact=True)
    visitor.follow(TOPIC)
    tally = page.locator("#tally")
    ticked = page.locator("input[name=take]:checked")
    first = ticked.count()
    assert page.locator("mark", has_text="stolen antiquities").count() >= 1
    summary = page.get_by_text("1 like it").first
    summary.focus()
    page.keyboard.press("Enter")
    again = page.locator(".topic-like[open] input[name=take]")
    expect(again).not_to_be_checked()
    again.focus()
    page.keyboard.press("Space")
    expect(tally).to_contain_text(f"{first + 1} of")
    expect(tally).to_contain_text("Saved")
    visitor.look()
    page.reload()
    expect(ticked).to_have_count(first + 1)
    button = page.get_by_role("button", name="Build a course from these")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/studio/plans/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text(TOPIC)
    visitor.look()
    visitor.press("Make the draft course")
    assert visitor.path().startswith("/studio/courses/")


def test_without_scripts_what_is_ticked_is_saved_and_built(plain: Visitor) -> None:
    page = plain.page
    page.goto("/studio/topics/cultural-property/")
    boxes = page.locator("input[name=take]")
    for summary in page.get_by_text("like it").all():
        summary.click()
    for box in boxes.all():
        box.uncheck()
    page.get_by_role("button", name="Save what is ticked").click()
    plain.hears("What you ticked is saved")
    expect(page.locator("#tally")).to_contain_text("0 of")
    page.get_by_role("button", name="Build a course from these").click()
    expect(page.get_by_role("alert")).to_contain_text("No paragraph is ticked")
    boxes.first.check()
    page.get_by_role("button", name="Build a course from these").click()
    page.wait_for_url("**/studio/plans/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text(TOPIC)
