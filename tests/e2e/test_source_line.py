"""A paragraph is cut in the editor and its source line is not: where it belongs is asked."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.sites import Site
from tests.e2e.test_workbench import brought
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

SECOND = re.compile(r'^([^\n]+)\n(\{: src="[^"]+"\})\n\n[^\n]+\n(\{: src="[^"]+"\})\n', re.M)
ALONE = "This source stands below no text of its own"


def in_editor(context: BrowserContext, site: Site, name: str) -> Visitor:
    """The first lesson of a draft that was made from a report."""
    visitor = brought(context, site, name)
    page = visitor.page
    visitor.tap("Make the draft course")
    page.wait_for_url("**/studio/courses/**")
    page.locator("#outline .plan-lesson a.plan-title").first.click()
    page.wait_for_url("**/lessons/**")
    return visitor


def cut_second(page: Page) -> tuple[str, str]:
    """The text above the cut one, and the line that is left of it."""
    body = page.locator("#id_body").input_value()
    found = SECOND.search(body)
    assert found is not None
    above, own, line = found.groups()
    left = f"{above}\n{own}\n\n{line}\n"
    page.fill("#id_body", body[: found.start()] + left + body[found.end() :])
    return above, line


def test_a_source_line_left_alone_is_asked_about(context: BrowserContext, site: Site) -> None:
    visitor = in_editor(context, site, "quay")
    page = visitor.page
    above, line = cut_second(page)
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")
    margin = page.locator("#preview .block", has_text=above[:40]).locator(".source-mark")
    expect(margin).to_have_count(1)
    visitor.tap("Save", exact=True)
    asked = page.get_by_role("group", name=ALONE)
    expect(asked.get_by_role("radio")).to_have_count(3)
    expect(asked.get_by_role("radio", checked=True)).to_have_count(0)
    visitor.look()
    asked.get_by_text("Its text is gone: take the source out").click()
    visitor.tap("Save", exact=True)
    visitor.hears("Saved")
    assert line not in page.locator("#id_body").input_value()


def test_it_is_asked_without_javascript(
    context: BrowserContext, browser: Browser, site: Site
) -> None:
    made = in_editor(context, site, "pier").page
    plain = browser.new_context(
        base_url=site.url, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(made.url)
    above, line = cut_second(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("radio", name=re.compile("^It belongs to the text above")).check()
    page.get_by_role("button", name="Save", exact=True).click()
    Visitor(page).hears("Saved")
    body = page.locator("#id_body").input_value()
    source = line.removeprefix('{: src="').removesuffix('"}')
    assert re.search(rf'^{re.escape(above)}\n\{{: src="[^"]+ {re.escape(source)}"\}}$', body, re.M)
    plain.close()
