"""What stands before a quiz, as its learner meets it, and what explains it."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.own_attempt import told
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

MAKE = """
import json
from courses.quizzes import services
from courses.quizzes.models import Quiz
from tests.support import make_quizzes
from tests.support.learner import cookies_of
first = make_quizzes.make_quiz(is_published=False, specs=make_quizzes.SPECS[:1])
quiz = make_quizzes.make_quiz(
    first.course, access_code="Rose 7", honour={"en": "I answer by myself."},
    requires=[{"quiz": first.key}], time_limit_minutes=45,
)
learner = make_quizzes.make_learner(name="Nadia Benali")
make_quizzes.enrol(learner, quiz.course)
staff = make_quizzes.make_staff(quiz.course)
print(json.dumps(dict(
    slug=quiz.course.slug, first=first.key, key=quiz.key,
    learner=cookies_of(learner), staff=cookies_of(staff),
)))
"""


@pytest.fixture
def made(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(told(site, MAKE)))
    return found


def as_person(context: BrowserContext, site: Site, cookies: dict[str, str]) -> Visitor:
    context.clear_cookies()
    context.add_cookies(
        [{"name": name, "value": value, "url": site.url} for name, value in cookies.items()]
    )
    return Visitor(context.new_page())


def test_what_comes_first_the_code_and_the_statement_open_the_quiz_one_after_another(
    context: BrowserContext, site: Site, made: dict[str, Any]
) -> None:
    visitor = as_person(context, site, made["learner"])
    page, quiz = visitor.page, f"/quizzes/{made['slug']}/quiz/{made['key']}/"
    visitor.open(quiz)
    expect(page.get_by_text("Before you can start this quiz:")).to_be_visible()
    expect(page.get_by_role("button", name="Start")).to_have_count(0)
    visitor.follow("What applies to me, and why")
    first = "This quiz can be started once you have done: “Final quiz”."
    expect(page.get_by_text(first)).to_be_visible()

    visitor.open(quiz)
    visitor.follow("Pass “Final quiz”")
    visitor.press("Start", exact=True)
    page.get_by_label("Proceeds of crime").check()
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    page.get_by_role("button", name="Check and submit").last.click()
    page.wait_for_url("**/check/")
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/result/")

    visitor.open(quiz)
    visitor.press("Start", exact=True)
    expect(page.get_by_role("alert")).to_contain_text("This is not the access code.")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_label("Access code").fill("rose 7")
    visitor.press("Start", exact=True)
    expect(page.get_by_role("alert")).to_contain_text("Read the statement")
    expect(page.get_by_label("Access code")).to_have_value("rose 7")
    page.get_by_label("I have read this and agree.").check()
    visitor.press("Start", exact=True)
    page.wait_for_url("**/attempts/**")


def test_staff_see_what_a_learner_meets(
    context: BrowserContext, site: Site, made: dict[str, Any]
) -> None:
    visitor = as_person(context, site, made["staff"])
    page = visitor.page
    page.set_viewport_size({"width": 320, "height": 700})
    visitor.open(f"/quizzes/{made['slug']}/quiz/{made['key']}/meets/")
    page.get_by_label("Name or address of a learner").fill("benali")
    visitor.press("Find")
    visitor.follow("Nadia Benali")
    expect(page.get_by_text("45 min")).to_be_visible()
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
