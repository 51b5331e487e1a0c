"""A course goes out as a zip, is broken by hand, mended, and comes in again."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

COURSE = "organised-crime-first-steps"


def exported(page: Page) -> bytes:
    page.goto(f"/studio/courses/{COURSE}/")
    page.locator("summary", has_text="More").first.click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Export").click()
    return Path(coming.value.path()).read_bytes()


def with_a_slip(data: bytes) -> bytes:
    """`licence` is written otherwise on the fourth line."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"\nlicence:", b"\nlicense:", old.read(name), count=1))
    return out.getvalue()


def bring(page: Page, data: bytes, slug: str) -> None:
    page.goto("/studio/import/")
    file = FilePayload(name="course.zip", mimeType="application/zip", buffer=data)
    page.set_input_files("input[name=file]", file)
    page.fill("input[name=slug]", slug)
    page.get_by_role("button", name="Upload and check").click()


def fits(page: Page) -> bool:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width <= 320


def test_a_course_goes_out_and_comes_in(context: BrowserContext, site: Site) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    data = exported(page)
    visitor.open("/studio/import/")

    bring(page, with_a_slip(data), "")
    expect(page.get_by_text("One thing is wrong in the files.")).to_be_visible()
    expect(page.locator("#errors li")).to_contain_text("course.yaml line 4")
    visitor.look()
    page.set_viewport_size({"width": 320, "height": 700})
    assert fits(page)

    slug = f"again-{site.port}"
    bring(page, data, slug)
    expect(page.get_by_role("heading", name=f"A new course at “{slug}”")).to_be_visible()
    visitor.look()
    assert fits(page)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Import it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Open the course")).to_be_visible()
    visitor.look()
    visitor.follow("Open the course")
    assert visitor.path() == f"/studio/courses/{slug}/"


def test_a_course_comes_in_without_a_script(browser: Browser, site: Site) -> None:
    with browser.new_context(
        base_url=site.url, java_script_enabled=False, viewport={"width": 320, "height": 700}
    ) as context:
        page = as_role(context, site, "instructor").page
        data = exported(page)
        slug = f"plain-{site.port}"
        bring(page, data, slug)
        # Without a script the page asks again by itself.
        expect(page.get_by_role("button", name="Import it")).to_be_visible()
        page.get_by_role("button", name="Import it").click()
        expect(page.get_by_role("link", name="Open the course")).to_be_visible()
