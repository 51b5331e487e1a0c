"""An attempt that ends where one is not: handed in on another device, by the staff or by the clock.

What was given here meanwhile came too late; nobody is led on before that is said.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.attempt_page import come_back, is_awake, kept
from tests.e2e.own_attempt import OwnAttempt, own_attempts
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, end_tab

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

KINDS = ["true_false", "essay", "single_choice"]
BY_STAFF = """
from courses.outbox.clock import database_now
from courses.quizzes.models import Attempt
from courses.quizzes.services.freezing import freeze
from django.db import transaction
with transaction.atomic():
    attempt = Attempt.objects.select_for_update().get(public_id={attempt!r})
    freeze(attempt, database_now(), Attempt.SubmittedBy.STAFF)
"""


@pytest.fixture
def other_device(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=site.url, locale="en-GB")
    made.set_default_timeout(60_000)
    yield made
    made.close()


def window(own: OwnAttempt, context: BrowserContext, where: str = "") -> Page:
    own.sign_in(context)
    page = context.new_page()
    page.goto(own.url + where)
    is_awake(page)
    return page


def hand_in(own: OwnAttempt, context: BrowserContext) -> None:
    own.sign_in(context)
    page = context.new_page()
    page.goto(own.url + "check/")
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/result/")


def ended(page: Page) -> Locator:
    return page.locator("[data-ended]")


def question(page: Page, own: OwnAttempt, kind: str) -> Locator:
    return page.locator(f"section[data-slot='{own.slots_of(kind)[0]}']")


def give_without_a_line(own: OwnAttempt, context: BrowserContext) -> Page:
    """The first question is saved; the line is gone when the two others are answered."""
    page = window(own, context)
    question(page, own, "true_false").locator(".tile input").first.check()
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    context.set_offline(True)
    question(page, own, "essay").locator("textarea").fill("Written in a tunnel.")
    question(page, own, "single_choice").locator(".tile input").first.check()
    expect(page.locator("[data-save-state]")).to_contain_text("No connection")
    # That is said of the one while the other may still be on its way into the browser's store.
    assert kept(page) == 2
    return page


def by_another_device(own: OwnAttempt, other: BrowserContext) -> None:
    hand_in(own, other)


def by_the_staff(own: OwnAttempt, _other: BrowserContext) -> None:
    own.site.manage("shell", "-c", BY_STAFF.format(attempt=own.attempt))


def by_the_clock(own: OwnAttempt, _other: BrowserContext) -> None:
    own.pass_time(3600)


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (by_another_device, "You handed this attempt in at"),
        (by_the_staff, "Your course’s staff handed this attempt in at"),
        (by_the_clock, "Time was up at"),
    ],
)
def test_what_was_given_without_a_line_after_the_end_is_told_and_stays_in_sight(
    site: Site,
    context: BrowserContext,
    other_device: BrowserContext,
    end: Callable[[OwnAttempt, BrowserContext], None],
    words: str,
) -> None:
    (own,) = own_attempts(site, KINDS, time_limit_minutes=50)
    page = give_without_a_line(own, context)
    end(own, other_device)
    context.set_offline(False)
    expect(ended(page)).to_contain_text(words)
    expect(ended(page)).to_contain_text("came too late and do not count: 2")
    assert ended(page).get_by_role("link", name="Question").all_inner_texts() == [
        "Question 2",
        "Question 3",
    ]
    expect(ended(page)).to_be_focused()
    expect(ended(page)).to_have_attribute("role", "alert")
    expect(page.locator("[data-save-state]")).to_have_text("This attempt has ended")
    expect(page.locator("[data-timer]")).to_be_hidden()
    # Not under the head that stays in sight.
    head = page.locator(".quiz-bar").bounding_box()
    notice = ended(page).bounding_box()
    assert head and notice and notice["y"] >= head["y"] + head["height"]
    text = question(page, own, "essay").locator("textarea")
    expect(text).to_have_value("Written in a tunnel.")
    assert not text.is_editable()
    expect(question(page, own, "essay")).to_contain_text("came too late")
    expect(question(page, own, "true_false")).not_to_contain_text("came too late")
    Visitor(page).look()
    come_back(page)
    ended(page).get_by_role("link", name="Go on to the result").click()
    page.wait_for_url("**/result/")
    assert sum(answer.is_late for answer in own.stored()) == 2


def test_whose_other_window_hands_in_is_told_so_and_not_thrown_onto_the_result(
    site: Site, context: BrowserContext
) -> None:
    (own,) = own_attempts(site, KINDS)
    page = window(own, context)
    hand_in(own, context)
    come_back(page)
    expect(ended(page)).to_contain_text("You handed this attempt in at")
    expect(ended(page).locator("[data-ended-late]")).to_be_hidden()
    assert page.url.startswith(own.url) and "result" not in page.url


def test_an_answer_given_after_another_window_handed_in_is_told_at_its_question(
    site: Site, context: BrowserContext, other_device: BrowserContext
) -> None:
    (own,) = own_attempts(site, KINDS)
    page = window(own, context)
    hand_in(own, other_device)
    question(page, own, "true_false").locator(".tile input").first.check()
    expect(ended(page)).to_contain_text("came too late and do not count: 1")
    expect(question(page, own, "true_false")).to_contain_text("came too late")
    expect(page.locator(".quiz-end")).to_be_hidden()
    page.locator("form[data-attempt]").evaluate("form => form.requestSubmit()")
    expect(ended(page)).to_be_focused()
    assert "result" not in page.url


def test_the_page_before_handing_in_tells_it_too(
    site: Site, context: BrowserContext, other_device: BrowserContext
) -> None:
    (own,) = own_attempts(site, KINDS)
    end_tab(give_without_a_line(own, context))
    context.set_offline(False)
    page = context.new_page()
    page.route("**/save/", lambda route: route.abort())
    page.goto(own.url + "check/")
    expect(page.locator("[data-waiting]")).to_be_visible()
    hand_in(own, other_device)
    page.unroute("**/save/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(ended(page)).to_contain_text("came too late and do not count: 2")
    Visitor(page).look()
    ended(page).get_by_role("link", name="Go on to the result").click()
    page.wait_for_url("**/result/")


def test_what_a_closed_page_left_on_the_device_is_sent_and_told_on_the_result(
    site: Site, context: BrowserContext, other_device: BrowserContext
) -> None:
    (own,) = own_attempts(site, KINDS[::2])
    page = window(own, context)
    context.set_offline(True)
    question(page, own, "single_choice").locator(".tile input").first.check()
    expect(page.locator("[data-save-state]")).to_contain_text("No connection")
    end_tab(page)
    hand_in(own, other_device)
    context.set_offline(False)
    page = context.new_page()
    page.goto(own.url)
    page.wait_for_url("**/result/")
    told = page.locator("[data-left-behind]")
    # Its words stand in the page, hidden, before anything is sent.
    expect(told).to_be_visible()
    expect(told).to_contain_text("came too late and do not count")
    expect(told.locator("li:visible")).to_have_text(["Question 2"])
    Visitor(page).look()
    assert [answer.is_late for answer in own.stored()] == [True]
    page.reload()
    expect(told).to_be_hidden()
    expect(page.get_by_text("These answers came after the attempt had ended.")).to_be_visible()
    expect(page.get_by_role("region", name="Answers that came too late")).to_be_visible()
    Visitor(page).look()
