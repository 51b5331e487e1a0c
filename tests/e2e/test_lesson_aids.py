"""What stands beside a lesson's text: by keyboard, without a script, right to left."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

MAKE = """
from courses.catalog import services as catalog
from courses.catalog.aids import services as aids
from courses.catalog.lessons import save_lesson
from courses.people.models import User
language = {language!r}
course = catalog.create_course(title="Aids", language=language, by=None)
aids.set_glossary(course, [{{"key": "smurf", "terms": {{language: "smurfing"}},
    "texts": {{language: "Many small sums."}}}}])
aids.set_diagrams(course, [{{"key": "way", "is_mirrored": True, "titles": {{language: "The way"}},
    "texts": {{language: "From cash to a house."}}, "labels": {{language: {{"start": "Cash"}}}},
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 100">'
        '<rect class="d-fill-soft" x="10" y="10" width="200" height="80"/>'
        '<text data-label="start" class="d-text" x="110" y="50" text-anchor="middle"/></svg>'}}])
lesson = catalog.add_lesson(catalog.add_module(course, {{language: "A module"}}), key="one",
    title="One")
save_lesson(lesson, language=language, title="One", notice="A cellar is told of.", body='''
On smurfing, and more.

!diagram way

::: distressing What one saw
The cellar was dark.
:::

::: instead What one saw, in short
Somebody was held.
:::
''')
catalog.publish_edition(course, by=None)
course.refresh_from_db()
catalog.enrol(User.objects.get(email={learner!r}), course, language)
print("lesson:", f"/learn/{{course.slug}}/one/")
"""


def lesson_on(site: Site, language: str = "en") -> str:
    learner, _ = site.accounts()["learner"]
    said = site.manage("shell", "-v0", "-c", MAKE.format(language=language, learner=learner))
    found = re.search(r"lesson: (\S+)", said)
    assert found is not None, said
    return found[1]


def test_a_word_is_explained_by_keyboard_and_leads_to_its_definition(
    context: BrowserContext, site: Site
) -> None:
    visitor = as_role(context, site, "learner")
    page = visitor.page
    visitor.open(lesson_on(site))
    page.locator("a.term").focus()
    expect(page.locator(".term-tip")).to_have_text("Many small sums.")
    page.keyboard.press("Escape")
    expect(page.locator(".term-tip")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#term-smurf$"))


def test_what_may_distress_opens_by_keyboard_alone(context: BrowserContext, site: Site) -> None:
    visitor = as_role(context, site, "learner")
    page = visitor.page
    visitor.open(lesson_on(site))
    expect(page.get_by_text("A cellar is told of.")).to_be_visible()
    expect(page.get_by_text("Somebody was held.")).to_be_visible()
    expect(page.get_by_text("The cellar was dark.")).to_be_hidden()
    page.locator(".distressing summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The cellar was dark.")).to_be_visible()
    visitor.look()


@pytest.fixture
def small(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A small dark screen without a script."""
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": 320, "height": 640},
        color_scheme="dark",
        java_script_enabled=False,
        locale="en-GB",
    )
    yield context
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_small_screen_without_a_script(
    small: BrowserContext, site: Site, language: str
) -> None:
    page = as_role(small, site, "learner").page
    page.goto(lesson_on(site, language))
    width = page.locator(".lesson-text").bounding_box()
    assert width is not None and width["x"] >= 0 and width["x"] + width["width"] <= 320
    expect(page.locator("#term-smurf-text")).to_have_text("Many small sums.")
    expect(page.get_by_role("img", name="The way")).to_be_visible()
    page.locator(".diagram-words summary").click()
    expect(page.get_by_text("From cash to a house.")).to_be_visible()
    turned = page.locator(".diagram g[transform^='matrix(-1']").count()
    assert turned == (language == "ar")
