"""The last press of an attempt while the line is away: nothing is lost, and that is said."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from tests.e2e.attempt_page import kept
from tests.e2e.own_attempt import OwnAttempt, own_attempts, told
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

KINDS = ["true_false", "single_choice"]
STATE = """
import json
from courses.quizzes.models import Attempt
print(json.dumps(Attempt.objects.get(public_id={attempt!r}).state))
"""


def before_handing_in(own: OwnAttempt, context: BrowserContext) -> Page:
    own.sign_in(context)
    page = context.new_page()
    page.goto(own.url + "check/")
    assert kept(page) == 0
    return page


def state_of(own: OwnAttempt) -> object:
    return told(own.site, STATE.format(attempt=own.attempt))


def test_24_without_a_line_it_is_said_at_the_place_and_pressed_again_when_it_is_back(
    site: Site, context: BrowserContext
) -> None:
    (own,) = own_attempts(site, KINDS, time_limit_minutes=30)
    page = before_handing_in(own, context)
    visitor = Visitor(page)
    submit = page.get_by_role("button", name="Submit", exact=True)
    said = page.locator("[data-not-sent]")
    context.set_offline(True)
    submit.click()
    expect(said).to_contain_text("Not handed in yet: no connection. Everything is kept")
    expect(said).to_contain_text("The time goes on meanwhile.")
    expect(said).to_have_attribute("role", "alert")
    shown = page.locator("[data-timer-value]").inner_text()
    expect(page.locator("[data-timer-value]")).not_to_have_text(shown)
    visitor.look()
    assert state_of(own) == "open"
    context.set_offline(False)
    expect(said).to_contain_text("The connection is back. Nothing is handed in yet")
    submit.click()
    page.wait_for_url("**/result/")
    visitor.look()


def test_1_whose_answer_was_lost_hands_in_once_however_often_pressed(
    site: Site, context: BrowserContext
) -> None:
    (own,) = own_attempts(site, KINDS)
    page = before_handing_in(own, context)
    sent: list[Request] = []

    def lose_answer(route: Route) -> None:
        sent.append(route.request)
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    page.route("**/submit/", lose_answer, times=1)
    page.get_by_role("button", name="Submit", exact=True).dblclick()
    expect(page.locator("[data-not-sent]")).to_contain_text("Not handed in yet")
    assert len(sent) == 1
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/result/")


def test_24_when_the_time_runs_out_without_a_line_no_error_page_comes(
    site: Site, context: BrowserContext
) -> None:
    (own,) = own_attempts(site, KINDS, time_limit_minutes=30)
    own.sign_in(context)
    page = context.new_page()
    page.clock.install()
    page.goto(own.url + "check/")
    assert kept(page) == 0
    context.set_offline(True)
    page.clock.run_for(31 * 60 * 1000)
    expect(page.locator("[data-not-sent]")).to_contain_text("Time is up")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before you submit")
    own.pass_time(31 * 60)
    context.set_offline(False)
    page.clock.run_for(60_000)
    page.wait_for_url(re.compile("/(result|status)/"), timeout=60_000)
