"""Ordering, categorise and cloze as learners take them: by keyboard, pointer, without a script."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.attempt_page import is_awake
from tests.e2e.sessions import sign_in_as
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

ORDERING: dict[str, Any] = {
    "stem": "Put the stages in their order.",
    "items": [{"text": "The offence"}, {"text": "Placement"}, {"text": "Integration"}],
}
CATEGORISE: dict[str, Any] = {
    "stem": "Supply or demand?",
    "categories": [{"id": "c1", "text": "Supply"}, {"id": "c2", "text": "Demand"}],
    "items": [
        {"text": "Poverty", "category": "c1"},
        {"text": "Cheap labour", "category": "c2"},
        {"text": "Extradition", "category": "*"},
    ],
}
CLOZE: dict[str, Any] = {
    "stem": "Complete the text.",
    "passage": "The agency sits in [[Vienna|Wien]], has [[=178±2 States]] and "
    "[[arrests|*inspects|trains]] people.",
}
SPECS = (("ordering", ORDERING), ("categorise", CATEGORISE), ("cloze", CLOZE))
MAKE = """
import json
from courses.people.models import User
from tests.support.make_quizzes import enrol, make_course, make_quiz
course = make_course(languages=({language!r},))
quiz = make_quiz(course, specs=json.loads({specs!r}))
enrol(User.objects.get(email={learner!r}), course)
print("quiz:", f"/quizzes/{{course.slug}}/quiz/{{quiz.key}}/")
"""
RIGHT_ORDER = ["The offence", "Placement", "Integration"]


def quiz_on(site: Site, language: str = "en") -> str:
    """The address of a published quiz of the three kinds, for the demo learner."""
    learner, _ = site.accounts()["learner"]
    code = MAKE.format(language=language, specs=json.dumps(SPECS), learner=learner)
    said = site.manage("shell", "-v0", "-c", code)
    found = re.search(r"quiz: (\S+)", said)
    assert found is not None, said
    return found[1]


def start(context: BrowserContext, site: Site, language: str = "en") -> Visitor:
    learner = as_role(context, site, "learner")
    learner.page.goto(quiz_on(site, language))
    learner.page.locator(".page-content .button-primary").first.click()
    learner.page.wait_for_url("**/attempts/**")
    return learner


def shown_order(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".ordering-text").all_inner_texts()]


def finish(page: Page, points: str) -> None:
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    page.get_by_role("button", name="Check and submit").click()
    page.wait_for_url("**/check/")
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/result/")
    expect(page.get_by_text(points).first).to_be_visible()


def tab_to(wanted: Locator) -> None:
    """By keyboard alone, forwards."""
    for _ in range(80):
        if wanted.evaluate("wanted => wanted === document.activeElement"):
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached by keyboard")


def put_in_order_by_keyboard(page: Page) -> None:
    """Each line goes up, from the top on, until it is where it belongs."""
    said = page.locator("[data-said]")
    for place, text in enumerate(RIGHT_ORDER):
        for _ in range(shown_order(page).index(text) - place):
            button = page.get_by_role("button", name=f"Move up: {text}")
            tab_to(button)
            page.keyboard.press("Enter")
            expect(said).to_contain_text(f"{text} – Now at place")
            expect(button).to_be_focused()
    assert shown_order(page) == RIGHT_ORDER


def test_three_kinds_are_answered_by_keyboard_alone(context: BrowserContext, site: Site) -> None:
    learner = start(context, site)
    page = learner.page
    learner.look()
    put_in_order_by_keyboard(page)
    for text, presses in (("Poverty", 0), ("Cheap labour", 1), ("Extradition", 2)):
        group = page.get_by_role("group", name=text, exact=True)
        tab_to(group.get_by_role("radio").first)
        page.keyboard.press("Space")
        for _ in range(presses):
            page.keyboard.press("ArrowDown")
    tab_to(page.get_by_label("Gap 1 of 3"))
    page.keyboard.type("wien")
    page.keyboard.press("Tab")
    page.keyboard.type("177")
    page.keyboard.press("Tab")
    page.keyboard.type("insp")
    learner.look()
    finish(page, "3 of 3 points")
    learner.look()


def test_untouched_order_is_no_answer_and_dragging_is_one(
    context: BrowserContext, site: Site
) -> None:
    page = start(context, site).page
    dealt = shown_order(page)
    assert dealt != RIGHT_ORDER
    note = page.locator("[data-untouched]")
    expect(note).to_be_visible()
    page.get_by_role("button", name="Check and submit").click()
    page.wait_for_url("**/check/")
    assert page.locator("main li a").count() >= 3
    page.go_back()
    is_awake(page)
    grips = page.locator("[data-grip]")
    expect(grips.first).to_be_visible()
    page.locator(".ordering").scroll_into_view_if_needed()
    first, last = grips.first.bounding_box(), page.locator(".ordering-item").last.bounding_box()
    assert first is not None and last is not None
    page.mouse.move(first["x"] + 5, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(first["x"] + 5, last["y"] + last["height"] - 2, steps=8)
    page.mouse.up()
    expect(note).to_be_hidden()
    assert shown_order(page) == [*dealt[1:], dealt[0]]
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    page.reload()
    expect(grips.first).to_be_visible()
    assert shown_order(page) == [*dealt[1:], dealt[0]]


def without_script(browser: Browser, site: Site) -> Page:
    context = browser.new_context(
        base_url=site.url,
        locale="en-GB",
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    )
    context.set_default_timeout(60_000)
    return context.new_page()


def place(page: Page, text: str, number: str) -> None:
    line = page.locator(".ordering-item", has_text=text)
    line.locator("select").select_option(number)


def test_three_kinds_are_answered_without_javascript_at_320_pixels(
    browser: Browser, site: Site
) -> None:
    page = without_script(browser, site)
    sign_in_as(page.context, site, "learner")
    page.goto(quiz_on(site))
    page.locator(".page-content .button-primary").first.click()
    assert page.locator("[data-move]:visible, [data-grip]:visible").count() == 0
    for text in RIGHT_ORDER:
        place(page, text, "1")
    page.get_by_role("button", name="Save", exact=True).last.click()
    said = "Place 1 is given to more than one item. Give each a place of its own."
    expect(page.get_by_text(said)).to_be_visible()
    for number, text in enumerate(RIGHT_ORDER, 1):
        place(page, text, str(number))
    for text, name in (("Poverty", "Supply"), ("Cheap labour", "Demand")):
        page.get_by_role("group", name=text, exact=True).get_by_label(name).check()
    page.get_by_label("Gap 1 of 3").fill("Vienna")
    page.get_by_label("Gap 2 of 3").fill("178")
    page.get_by_label("Gap 3 of 3").select_option(label="inspects")
    page.get_by_role("button", name="Check and submit").click()
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page).to_have_url(re.compile("/result/$"))
    expect(page.get_by_text("2.67 of 3 points").first).to_be_visible()
    page.context.close()
