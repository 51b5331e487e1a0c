"""A report brought to the studio by the browser."""

from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

REPORT = Path(__file__).parent / "fixtures" / "cash-couriers.md"


def report_of_its_own(name: str) -> bytes:
    """The same bytes twice would give the plan that is there already."""
    return REPORT.read_bytes().replace(b"on its third session", f"in {name}".encode())


def upload(page: Page, name: str, data: bytes) -> None:
    page.set_input_files("input[name=file]", FilePayload(name=name, mimeType="", buffer=data))
    page.get_by_role("button", name="Upload and read").click()


def wait_until_read(page: Page) -> None:
    expect(page.get_by_role("heading", name="The report is read")).to_be_visible()


def change(page: Page, lesson: str, item: str) -> None:
    """Chooses from the menu "Change" of the lesson with this number."""
    row = page.locator(".plan-lesson", has=page.get_by_text(f"lesson {lesson}", exact=True))
    row.locator("summary.button").click()
    row.locator(".menu-list").get_by_text(item, exact=True).click()


def split(page: Page, lesson: str, paragraph: int) -> None:
    """At the paragraph with this number, whose text stands in the panel."""
    change(page, lesson, "Split")
    row = page.locator(".plan-split", has_text=f"¶ {paragraph} ")
    row.locator("input").check()
    page.get_by_role("button", name="Split here").click()
    expect(page.locator(".plan-split")).to_have_count(0)
