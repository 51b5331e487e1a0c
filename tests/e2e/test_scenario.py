"""A scenario in the browser: written by keyboard, taken by keyboard, and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

COURSE = "organised-crime-first-steps"
NEW = f"/quizzes/{COURSE}/bank/new/scenario/"


@pytest.fixture
def author(context: BrowserContext, site: Site) -> Visitor:
    return as_role(context, site, "instructor")


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Page]:
    """The instructor on a small screen without JavaScript."""
    context = browser.new_context(
        base_url=site.url,
        locale="en-GB",
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    )
    yield as_role(context, site, "instructor").page
    context.close()


def write(page: Page, **texts: str) -> None:
    for name, text in texts.items():
        page.fill(f"[name={name.replace('_', '-')}-en]", text)


def press(page: Page, value: str) -> None:
    """A button of the form, by keyboard."""
    page.locator(f"button[value='{value}']").focus()
    page.keyboard.press("Enter")


def open_scene(page: Page, title: str) -> None:
    """It is there, and has put the focus where it belongs."""
    expect(page.locator("#scenario-open h2")).to_contain_text(title)
    expect(page.locator(".htmx-settling")).to_have_count(0)


def lead_to_new(page: Page, row: int, title: str) -> None:
    """One stays at the choice, and goes on to the scene when one is ready.

    Tools that work on a page leave empty styles behind: the policy must not be asked about them.
    """
    page.evaluate("document.querySelectorAll('input').forEach(one => one.style.color = 'red')")
    page.evaluate("document.querySelectorAll('input').forEach(one => one.style.color = '')")
    press(page, f"link:{row}")
    expect(page.locator(f"[name=choices-{row}-target]")).to_be_focused()
    page.get_by_role("button", name=f"Go to scene {title} Choice {row + 1}").click()
    open_scene(page, title)


def write_story(page: Page) -> None:
    """Two scenes and two endings; one choice still leads nowhere."""
    write(page, stem="A customer comes to your counter.", node_title="At the counter")
    write(page, node_scene="She pays in cash.", choices_0_text="Ask", choices_1_text="Take it")
    page.fill("[name=choices-0-points]", "1")
    lead_to_new(page, 0, "2. …")
    write(page, node_title="The answer", node_scene="Savings, she says.")
    write(page, choices_0_text="Report it", choices_1_text="Let it pass")
    page.fill("[name=choices-0-points]", "2")
    lead_to_new(page, 0, "3. …")
    write(page, node_title="The report", node_scene="The unit thanks you.")
    page.check("[name=node-ending]")
    page.get_by_role("button", name="1. At the counter").click()
    open_scene(page, "1. At the counter")
    lead_to_new(page, 1, "4. …")
    write(page, node_title="A year later", node_scene="The police call.")
    page.check("[name=node-ending]")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).last.click()


def mend_and_save(page: Page) -> None:
    """The test for dead ends names the scene and the choice; the author gives it a target."""
    save(page)
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("In “The answer”, the choice “Let it pass” leads nowhere.")
    page.get_by_role("button", name="2. The answer").click()
    open_scene(page, "2. The answer")
    page.select_option("[name=choices-1-target]", label="4. A year later")
    save(page)
    expect(page.locator("body")).to_contain_text("A customer comes to your counter.")


def test_a_scenario_is_written_with_map_and_test_and_played(author: Visitor) -> None:
    page = author.page
    author.open(NEW)
    write_story(page)
    expect(page.locator(".map a")).to_have_count(4)
    author.look()
    mend_and_save(page)
    page.get_by_role("link", name="A customer comes to your counter.").first.click()
    page.get_by_role("link", name="Play").click()
    author.look()
    page.get_by_label("Ask").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".scenario-title")).to_have_text("The answer")
    author.look()


def test_a_scene_is_opened_from_the_map(author: Visitor) -> None:
    page = author.page
    author.open(NEW)
    write_story(page)
    page.locator(".map a", has_text="2. The answer").focus()
    page.keyboard.press("Enter")
    open_scene(page, "2. The answer")
    expect(page.locator("[name=node-title-en]")).to_be_focused()


def test_a_scenario_is_written_and_played_without_javascript(plain: Page) -> None:
    plain.goto(NEW)
    write_story(plain)
    mend_and_save(plain)
    plain.get_by_role("link", name="A customer comes to your counter.").first.click()
    plain.get_by_role("link", name="Play").click()
    plain.get_by_label("Take it").check()
    plain.get_by_role("button", name="Go on").click()
    expect(plain.locator(".scenario-title")).to_have_text("A year later")
    assert re.search(r"q-path=", plain.url)


def test_the_map_follows_where_a_choice_leads_before_it_is_saved(author: Visitor) -> None:
    page = author.page
    author.open(NEW)
    write_story(page)
    page.locator(".map a", has_text="2. The answer").click()
    open_scene(page, "2. The answer")
    lines = page.locator(".map-line").count()
    said = page.locator(".scene-list", has_text="the choice “Let it pass” leads nowhere")
    expect(said).to_have_count(1)
    target = page.locator("[name=choices-1-target]")
    target.focus()
    target.select_option(label="4. A year later")
    expect(page.locator(".map-line")).to_have_count(lines + 1)
    expect(said).to_have_count(0)
    expect(target).to_be_focused()
    expect(target).to_have_value(re.compile("."))


def test_an_unfinished_story_is_kept_as_a_draft_without_javascript(plain: Page) -> None:
    plain.goto(NEW)
    write_story(plain)
    save(plain)
    expect(plain.locator(".error-summary")).to_contain_text("it can be saved as a draft")
    plain.get_by_label("Keep as a draft").check()
    save(plain)
    expect(plain.locator("body")).to_contain_text("for it is not finished: In “The answer”")
