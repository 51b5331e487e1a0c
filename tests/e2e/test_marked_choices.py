"""Marking that an author chose, and surveys: written and answered by keyboard, without a script."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

BANK = "/quizzes/organised-crime-first-steps/bank/"
SINGLE: dict[str, Any] = {
    "stem": "How many people make a group?",
    "choices": [
        {"id": "x1", "text": "Two", "correct": False, "weight": 50},
        {"id": "x2", "text": "Three", "correct": True},
        {"id": "x3", "text": "Five", "correct": False},
    ],
    "penalty": 50,
}
SHORT: dict[str, Any] = {"stem": "What is it called?", "accepted": ["predicate off*"]}
SLIP: dict[str, Any] = {"stem": "And this?", "accepted": ["laundering"], "typo_share": 50}
LENGTH: dict[str, Any] = {
    "stem": "How long is the border?",
    "value": "5000",
    "tolerance": "0",
    "unit": "m",
    "units": [{"text": "km", "factor": "1000"}],
    "unit_rule": "asked",
}
SCALE: dict[str, Any] = {
    "stem": "How far do you agree?",
    "survey": "likert",
    "statements": [{"id": "s1", "text": "I use it."}, {"id": "s2", "text": "It was clear."}],
    "scale": ["Disagree", "Neither", "Agree"],
}
TEXT: dict[str, Any] = {"stem": "What should change?", "survey": "text"}
SPECS = (
    ("single_choice", SINGLE),
    ("short_text", SHORT),
    ("short_text", SLIP),
    ("numeric", LENGTH),
    ("survey", SCALE),
    ("survey", TEXT),
)
MAKE = """
import json
from courses.people.models import User
from tests.support.make_quizzes import enrol, make_course, make_quiz
course = make_course(languages=({language!r},))
quiz = make_quiz(course, specs=json.loads({specs!r}))
enrol(User.objects.get(email={learner!r}), course)
print("quiz:", f"/quizzes/{{course.slug}}/quiz/{{quiz.key}}/")
"""


def start(context: BrowserContext, site: Site, language: str = "en") -> Visitor:
    """An attempt of the demo learner at a quiz of these questions."""
    learner, _ = site.accounts()["learner"]
    code = MAKE.format(language=language, specs=json.dumps(SPECS), learner=learner)
    said = site.manage("shell", "-v0", "-c", code)
    found = re.search(r"quiz: (\S+)", said)
    assert found is not None, said
    visitor = as_role(context, site, "learner")
    visitor.page.goto(found[1])
    visitor.page.locator(".page-content .button-primary").first.click()
    visitor.page.wait_for_url("**/attempts/**")
    return visitor


def tab_to(wanted: Locator) -> None:
    """By keyboard alone, forwards."""
    for _ in range(120):
        if wanted.evaluate("wanted => wanted === document.activeElement"):
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached by keyboard")


def question(page: Page, place: int) -> Locator:
    return page.locator("section.question").nth(place)


def test_penalty_is_written_by_keyboard_and_told_in_the_preview(
    context: BrowserContext, site: Site
) -> None:
    visitor = as_role(context, site, "instructor")
    page = visitor.page
    visitor.open(f"{BANK}new/true_false/")
    tab_to(page.locator("[name=stem-en]"))
    page.keyboard.type("Freezing takes a house for good.")
    tab_to(page.locator("summary", has_text="More ways to mark"))
    page.keyboard.press("Enter")
    tab_to(page.locator("[name=penalty]"))
    page.keyboard.type("25")
    expect(page.locator("#preview")).to_contain_text("costs 25 percent of the points")
    visitor.look()


def test_answers_are_given_by_keyboard_and_what_they_cost_is_said(
    context: BrowserContext, site: Site
) -> None:
    visitor = start(context, site)
    page = visitor.page
    expect(question(page, 0)).to_contain_text("A wrong answer costs up to 0.5 points.")
    visitor.look()
    tab_to(question(page, 0).locator("input[value=x1]"))
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    tab_to(question(page, 1).locator("input[type=text]"))
    page.keyboard.type("Predicate offence")
    tab_to(question(page, 2).locator("input[type=text]"))
    page.keyboard.type("laundring")
    tab_to(question(page, 3).locator("input[type=text]"))
    page.keyboard.type("5 km")
    tab_to(page.get_by_role("radio", name="I use it. Disagree"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="I use it. Neither")).to_be_checked()
    tab_to(question(page, 5).locator("textarea"))
    page.keyboard.type("More cases.")
    page.keyboard.press("Tab")
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    page.get_by_role("button", name="Check and submit").click()
    page.wait_for_url("**/check/")
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/result/")
    expect(page.locator(".points").first).to_have_text(re.compile("−0.50? points"))
    expect(question(page, 2)).to_contain_text("(accepted with a small slip)")
    expect(question(page, 3)).to_contain_text("(read as 5,000 m)")
    expect(question(page, 4)).to_contain_text("Not graded")
    visitor.look()


def test_answers_are_given_without_javascript_on_a_small_screen_from_right_to_left(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(
        base_url=site.url,
        locale="en-GB",
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    )
    page = start(context, site, "ar").page
    expect(question(page, 4).locator(".kind")).to_have_attribute("dir", "rtl")
    question(page, 3).locator("input[type=text]").fill("km")
    page.locator("[id$=-s2-3]").check()
    question(page, 5).locator("textarea").fill("More cases.")
    page.get_by_role("button", name="Check and submit").click()
    expect(page.locator(".error-summary")).to_be_visible()
    question(page, 3).locator("input[type=text]").fill("5 km")
    page.get_by_role("button", name="Check and submit").click()
    page.wait_for_url("**/check/")
    page.go_back()
    expect(page.locator("[id$=-s2-3]")).to_be_checked()
    context.close()
