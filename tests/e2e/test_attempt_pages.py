"""An attempt page by page in a browser: moving, flags, time, other windows, signing in again."""

import base64
import hmac
import re
import struct
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.announced import hears
from tests.e2e.attempt_page import come_back
from tests.e2e.own_attempt import told
from tests.e2e.sites import Site
from tests.e2e.taking import SAVED, Take, Taking
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

PASSWORD = "a good long password"
MAY_SIGN_IN = """
from allauth.account.models import EmailAddress
from courses.people.legal import record_consent
from courses.quizzes.models import Attempt
import json
user = Attempt.objects.get(public_id={attempt!r}).user
EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True, primary=True)
record_consent(user)
print(json.dumps(user.email))
"""
SECOND_FACTOR = """
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from courses.quizzes.models import Attempt
import json
secret = generate_totp_secret()
TOTP.activate(Attempt.objects.get(public_id={attempt!r}).user, secret)
print(json.dumps(secret))
"""
MORE_TIME = """
from courses.quizzes import services
from courses.quizzes.models import Attempt
attempt = Attempt.objects.get(public_id={attempt!r})
services.extend_attempt(attempt.pk, seconds={seconds}, reason="As agreed", by=None)
"""


@pytest.fixture
def take(browser: Browser, site: Site) -> Iterator[Take]:
    taking = Take(browser, site)
    yield taking
    taking.close()


def test_the_next_page_begins_at_its_first_question_and_everything_is_saved(take: Take) -> None:
    one = take()
    one.answer(1)
    one.write(2, "smuggling")
    one.press("Next page")
    one.page.wait_for_url("**/?page=2#q3")
    expect(one.question(3)).to_be_focused()
    expect(one.page).to_have_title(re.compile("Page 2 of 2"))
    expect(one.tile(2)).to_contain_text("answered")
    assert [row.value for row in one.attempt.stored()][-1] == "smuggling"
    one.tile(1).click()
    one.page.wait_for_url("**/?page=1#q1")
    expect(one.question(2).locator("input[type=text]")).to_have_value("smuggling")
    Visitor(one.page).look()


def test_what_waits_for_the_line_is_shown_on_other_pages_and_sent_from_there(take: Take) -> None:
    one = take()
    one.page.route("**/save/", lambda route: route.abort())
    one.answer(1)
    expect(one.tile(1)).to_contain_text("answered, not saved yet")
    one.press("Next page")
    expect(one.page.locator("[data-held-back]")).to_be_visible()
    other = one.another_window()
    other.page.route("**/save/", lambda route: route.abort())
    other.open("?page=2")
    expect(other.tile(1)).to_contain_text("answered, not saved yet")
    other.page.unroute("**/save/")
    other.page.reload()
    expect(other.tile(1)).to_contain_text("answered")
    expect(other.tile(1)).not_to_contain_text("not saved yet")
    assert len(one.attempt.stored()) == 1


def test_the_check_page_tells_what_waits_here_and_hands_nothing_in_before(take: Take) -> None:
    one = take()
    one.page.route("**/save/", lambda route: route.abort())
    one.answer(1)
    expect(one.tile(1)).to_contain_text("not saved yet")
    other = one.another_window()
    other.page.route("**/save/", lambda route: route.abort())
    other.page.goto(one.attempt.url + "check/")
    waiting = other.page.locator("[data-waiting]")
    # Its words stand there before its scripts do, hidden.
    expect(waiting).to_be_visible()
    expect(waiting).to_contain_text("Question 1")
    other.press("Submit")
    expect(waiting).to_be_visible()
    assert other.page.url.endswith("/check/")
    other.page.unroute("**/save/")
    other.press("Submit")
    expect(other.page.get_by_text("3 questions of 4 are still unanswered")).to_be_visible()
    other.press("Submit")
    other.page.wait_for_url(re.compile(r"/(status|result)/"))


class TestFlags:
    def test_a_flag_is_seen_on_another_device_and_before_handing_in(self, take: Take) -> None:
        one = take()
        with one.page.expect_response("**/flag/"):
            one.flag(2).click()
        expect(one.flag(2)).to_have_attribute("aria-pressed", "true")
        expect(one.tile(2)).to_contain_text("flagged")
        other = take.on_device(one.attempt)
        expect(other.flag(2)).to_have_attribute("aria-pressed", "true")
        other.page.goto(one.attempt.url + "check/")
        expect(other.page.locator("main")).to_contain_text("You flagged 1 question")
        other.page.get_by_role("link", name="Question 2").last.click()
        other.page.wait_for_url("**/?page=1#q2")

    def test_one_set_without_a_line_is_kept_and_sent_later(self, take: Take) -> None:
        one = take()
        one.context.set_offline(True)
        one.flag(1).click()
        expect(one.state()).to_contain_text("The flag is kept on this device")
        expect(one.tile(1)).to_contain_text("flagged")
        with one.page.expect_response("**/flag/") as sent:
            one.context.set_offline(False)
        assert sent.value.ok
        expect(take.on_device(one.attempt).tile(1)).to_contain_text("flagged")


class TestInOrder:
    def test_leaving_asks_when_something_is_open_and_never_leads_back(self, take: Take) -> None:
        one = take(order="sequential")
        one.answer(1)
        expect(one.state()).to_have_text(SAVED)
        one.press("Next page")
        one.page.wait_for_url("**/leave/")
        Visitor(one.page).look()
        one.press("Go on, leave it so")
        one.page.wait_for_url("**/?page=2#q3")
        one.page.go_back()
        one.page.go_back()
        expect(one.question(3)).to_be_visible()
        expect(one.question(1)).to_have_count(0)
        expect(one.tile(1)).to_contain_text("left behind, closed")

    def test_back_in_the_browser_says_why_nothing_else_is_shown(self, take: Take) -> None:
        one = take(order="sequential")
        one.answer(1)
        one.write(2, "smuggling")
        expect(one.state()).to_have_text(SAVED)
        one.press("Next page")
        one.page.wait_for_url("**/?page=2#q3")
        said = one.page.locator("[data-came-back]")
        expect(said).to_be_hidden()
        one.page.go_back()
        expect(said).to_contain_text("is closed and cannot be opened again")
        expect(one.question(3)).to_be_visible()
        Visitor(one.page).look()

    def test_the_older_of_two_windows_is_told_and_changes_nothing(self, take: Take) -> None:
        one = take(order="sequential")
        older = one.another_window()
        older.open()
        one.answer(1)
        one.write(2, "smuggling")
        expect(one.state()).to_have_text(SAVED)
        one.press("Next page")
        one.page.wait_for_url("**/?page=2#q3")
        older.answer(1, 1)
        expect(older.page.locator("[data-refused]:visible")).to_contain_text(
            "You have gone on from this question"
        )
        kept = [row.value for row in one.attempt.stored() if not row.is_late]
        assert len(kept) == 2

    def test_an_answer_given_in_another_window_of_this_browser_is_sent_before_one_goes_on(
        self, take: Take
    ) -> None:
        one = take(order="sequential")
        cut = one.another_window()
        cut.open()
        cut.page.route("**/save/", lambda route: route.abort())
        cut.answer(1)
        expect(cut.tile(1)).to_contain_text("not saved yet")
        one.write(2, "smuggling")
        one.press("Next page")
        one.page.wait_for_url(re.compile(r"leave/|page=2"))
        stored = one.attempt.stored()
        assert sorted(row.slot for row in stored if not row.is_late) == sorted(
            slot for slot, _kind in one.attempt.slots[:2]
        )


class TestTime:
    def test_time_that_is_given_is_shown_and_said_when_one_returns(self, take: Take) -> None:
        one = take(time_limit_minutes=30)
        script = MORE_TIME.format(attempt=one.attempt.attempt, seconds=1800)
        one.attempt.site.manage("shell", "-c", script)
        come_back(one.page)
        hears(one.page, "You were given more time. Time left in minutes: 59")
        expect(one.page.locator("[data-timer-value]")).to_have_text(re.compile(r"^(1:00|59):"))

    def test_it_may_be_hidden_and_stays_so(self, take: Take) -> None:
        one = take(time_limit_minutes=30)
        one.press("Hide the time")
        expect(one.page.locator("[data-timer-value]")).to_be_hidden()
        one.page.reload()
        expect(one.page.locator("[data-timer-value]")).to_be_hidden()
        one.press("Show the time")
        expect(one.page.locator("[data-timer-value]")).to_be_visible()

    def test_a_device_that_slept_asks_the_server(self, take: Take) -> None:
        """Twenty minutes go by on the server while no clock of this device moves."""
        one = take(time_limit_minutes=30)
        one.attempt.pass_time(1200)
        come_back(one.page)
        expect(one.page.locator("[data-timer-value]")).to_have_text(re.compile(r"^[89]:\d\d$"))
        hears(one.page, "Time left in minutes: 9")


def test_what_was_answered_elsewhere_is_shown_when_one_returns(take: Take) -> None:
    one = take()
    elsewhere = take.on_device(one.attempt)
    elsewhere.answer(1, 1)
    expect(elsewhere.state()).to_have_text(SAVED)
    one.question(2).locator("input[type=text]").focus()
    come_back(one.page)
    expect(one.question(1).locator("input").nth(1)).to_be_checked()


CODE_LASTS = 30  # s, and the site takes it not a moment longer


def code_of(secret: str) -> str:
    """What an app on a phone shows now (RFC 6238); one that is about to go is left to go."""
    passed = time.time() % CODE_LASTS
    if passed > CODE_LASTS / 3:
        time.sleep(CODE_LASTS - passed + 0.1)
    counter = struct.pack(">Q", int(time.time()) // CODE_LASTS)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    place = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[place : place + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


class TestSigningInAgain:
    def opened(self, take: Take) -> tuple[Taking, str]:
        one = take()
        email = told(one.attempt.site, MAY_SIGN_IN.format(attempt=one.attempt.attempt))
        one.context.clear_cookies(name="sessionid")
        one.answer(1)
        expect(one.state()).to_have_text("Not saved yet: you were signed out")
        one.page.get_by_role("link", name="Sign in again").click()
        expect(one.page.get_by_role("dialog")).to_be_visible()
        return one, email

    def fill(self, page: Page, email: str, password: str) -> None:
        dialog = page.get_by_role("dialog")
        dialog.locator("input[name=login]").fill(email)
        dialog.locator("input[name=password]").fill(password)
        dialog.get_by_role("button", name="Sign in", exact=True).click()

    def test_26_it_is_done_over_the_page_and_nothing_is_lost(self, take: Take) -> None:
        one, email = self.opened(take)
        Visitor(one.page).look()
        address = one.page.url
        self.fill(one.page, email, "not my password")
        expect(one.page.get_by_role("dialog")).to_contain_text(re.compile("not correct|password"))
        self.fill(one.page, email, PASSWORD)
        expect(one.page.get_by_role("dialog")).to_have_count(0)
        expect(one.state()).to_have_text(SAVED)
        assert (one.page.url, len(one.attempt.stored())) == (address, 1)
        one.press("Next page")
        one.page.wait_for_url("**/?page=2#q3")

    def test_26_with_a_second_factor_its_code_is_asked_for_there_too(self, take: Take) -> None:
        one, email = self.opened(take)
        secret = told(one.attempt.site, SECOND_FACTOR.format(attempt=one.attempt.attempt))
        self.fill(one.page, email, PASSWORD)
        dialog = one.page.get_by_role("dialog")
        expect(dialog).to_contain_text("Six digits from the app on your phone")
        dialog.locator("input[name=code]").fill(code_of(secret))
        dialog.get_by_role("button", name="Sign in", exact=True).click()
        expect(one.state()).to_have_text(SAVED)
        expect(dialog).to_have_count(0)

    def test_26_nothing_is_sent_in_the_name_of_somebody_else(self, take: Take) -> None:
        one, _email = self.opened(take)
        self.fill(one.page, *one.attempt.site.accounts()["instructor"])
        expect(one.page.get_by_role("dialog")).to_contain_text("This is another account")
        one.press("Close")
        expect(one.state()).to_contain_text("somebody else is signed in")
        assert one.attempt.stored() == []
        one.context.clear_cookies()
        one.attempt.sign_in(one.context)
        expect(one.state()).to_have_text(SAVED)
        assert len(one.attempt.stored()) == 1
