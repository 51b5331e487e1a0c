"""A whole attempt in which the line is cut for ten minutes, and one on a line that flaps.

Two clocks are lived through. The browser's is Playwright's: ten minutes of its timers, so of the
queue's tries and of the countdown, go by in seconds, step by step. The server's is its own: nothing
turns it; the attempt's start and end are put ten minutes earlier in the database, which to the
attempt is the same as ten minutes that go by.
"""

import re
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, Request, Route, expect

from tests.courses.quizzes.types.ladder import ladder_of
from tests.e2e.answering import answer_one, plain
from tests.e2e.own_attempt import OwnAttempt, own_attempts
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

KINDS = [
    *("single_choice", "multiple_choice", "true_false", "numeric", "short_text"),
    *("matching", "ordering", "categorise", "cloze"),
]
OFFLINE = "No connection. Your answers are kept on this device and sent later: go on."
SAVED = re.compile(r"^Saved \d\d:\d\d:\d\d$")
CUT = 600  # s
STEP = 5  # s, of the browser's clock; the shortest waits between two tries are shorter


def in_words(kind: str) -> dict[str, Any]:
    """The question as a page shows it, with what is right."""
    spec = ladder_of(kind).spec | {"gaps": ["Vienna", "177", "inspects"]}
    if kind == "categorise":
        names = {one["id"]: plain(one["text"]) for one in spec["categories"]}
        spec["items"] = [
            one | {"category": names.get(one["category"], "")} for one in spec["items"]
        ]
    return spec


class Attempt:
    """One learner's, on a page whose clock is ours. `given`: the slots, as they were answered."""

    def __init__(self, own: OwnAttempt, context: BrowserContext) -> None:
        self.own, self.context = own, context
        own.sign_in(context)
        self.given: list[int] = []
        self.began = time.monotonic()
        self.under_way: set[Request] = set()
        self.page = self.open()

    def open(self) -> Page:
        self.page = self.context.new_page()
        self.page.clock.install()
        self.page.on("request", lambda request: self.under_way.add(request))
        for end in ("requestfinished", "requestfailed"):
            self.page.on(end, lambda request: self.under_way.discard(request))
        self.page.goto(self.own.url)
        return self.page

    @property
    def state(self) -> Locator:
        return self.page.locator("[data-save-state]")

    def question(self, slot: int) -> Locator:
        return self.page.locator(f"section[data-slot='{slot}']")

    def answer(self, kind: str, *, right: bool = True) -> None:
        (slot,) = self.own.slots_of(kind)
        answer_one(self.question(slot), in_words(kind), right=right)
        self.page.locator("h1").click()
        self.given.append(slot)

    def live(self, seconds: int) -> None:
        """So much of the browser's time goes by; no try is given up because of it."""
        for _ in range(seconds // STEP):
            self.page.clock.run_for(STEP * 1000)
            self.page.wait_for_timeout(10)
            while self.under_way:
                self.page.wait_for_timeout(10)

    def is_called_saved(self) -> None:
        self.live(STEP)
        expect(self.state).to_have_text(SAVED)

    def arrived_in_order(self) -> None:
        """Each answer once, each question's in the order they were given, none overwritten."""
        stored = self.own.stored()
        assert len({answer.operation for answer in stored}) == len(stored)
        assert all(one.sequence < next.sequence for one, next in pairwise(stored))
        slots = [answer.slot for answer in stored]
        assert without_repeats(slots) == without_repeats(self.given)

    def submit(self) -> None:
        self.page.locator(".quiz-end button[name=check]").click()
        expect(self.page.get_by_text(f"All {len(KINDS)} questions are answered.")).to_be_visible()
        self.page.get_by_role("button", name="Submit", exact=True).click()
        self.earned(len(KINDS))

    def earned(self, points: int) -> None:
        told = self.page.get_by_text(f"{points} of {len(KINDS)} points")
        expect(told.first).to_be_visible()


def without_repeats(slots: list[int]) -> list[int]:
    """A question that was answered by several presses arrives several times in a row."""
    return [slot for slot, before in zip(slots, [None, *slots], strict=False) if slot != before]


@pytest.fixture
def attempt(context: BrowserContext, site: Site) -> Attempt:
    began = time.monotonic()
    (own,) = own_attempts(site, KINDS, time_limit_minutes=30)
    made = Attempt(own, context)
    made.began = began
    return made


def cut_for_ten_minutes(attempt: Attempt) -> int:
    """Three are answered before it, the others meanwhile. Returns how often it was tried."""
    tries: list[Request] = []
    attempt.page.on("requestfailed", lambda request: tries.append(request))
    for kind in KINDS[:3]:
        attempt.answer(kind, right=kind != "single_choice")
    attempt.is_called_saved()
    attempt.context.set_offline(True)
    for kind in [*KINDS[3:], "single_choice"]:
        attempt.answer(kind)
        attempt.live(CUT // 10)
        expect(attempt.state).to_have_text(OFFLINE)
        tile = attempt.page.locator(f"[data-overview='{attempt.given[-1]}']")
        expect(tile).to_contain_text("answered, not saved yet")
    attempt.live(CUT - CUT // 10 * len(KINDS[2:]))
    attempt.own.pass_time(CUT)
    return len([one for one in tries if one.url.endswith("/save/")])


def test_24_a_line_away_for_ten_minutes_costs_nothing(attempt: Attempt) -> None:
    tries = cut_for_ten_minutes(attempt)
    # At most every 30 s, after the first few; each answer that is given does not try once more.
    assert 10 <= tries <= 30
    attempt.context.set_offline(False)
    attempt.is_called_saved()
    expect(attempt.page.locator("[data-overview].is-held")).to_have_count(0)
    minutes, rest = attempt.page.locator("[data-timer-value]").inner_text().split(":")
    gone = (30 - int(minutes)) * 60 - int(rest)
    # Not what the page's own clock says, which ran ahead of the server's.
    assert CUT <= gone <= CUT + time.monotonic() - attempt.began + 3
    attempt.arrived_in_order()
    attempt.submit()


def test_24_nor_does_it_when_the_page_is_reloaded_and_its_tab_closed_meanwhile(
    attempt: Attempt,
) -> None:
    cut_for_ten_minutes(attempt)
    with pytest.raises(Error):
        attempt.page.reload()
    attempt.page.close()
    with pytest.raises(Error):
        attempt.open()
    attempt.page.close()
    attempt.context.set_offline(False)
    attempt.open()
    attempt.is_called_saved()
    attempt.arrived_in_order()
    attempt.submit()


def test_24_what_is_given_after_the_end_is_kept_but_does_not_count(
    context: BrowserContext, site: Site
) -> None:
    """The deadline passes while the line is away: on both clocks, minutes before it is back."""
    (own,) = own_attempts(site, KINDS, time_limit_minutes=6)
    attempt = Attempt(own, context)
    for kind in KINDS[:3]:
        attempt.answer(kind)
    attempt.is_called_saved()
    attempt.context.set_offline(True)
    for kind in KINDS[3:]:
        attempt.answer(kind)
    attempt.live(CUT)
    expect(attempt.page.locator("[data-timer-value]")).to_have_text("0:00")
    own.pass_time(CUT)
    attempt.context.set_offline(False)
    attempt.live(STEP)
    attempt.page.get_by_role("link", name="Go on to the result").click()
    attempt.earned(3)
    stored = own.stored()
    in_time = {answer.slot for answer in stored if not answer.is_late}
    assert in_time == set(attempt.given[:3])
    assert {answer.slot for answer in stored if answer.is_late} == set(attempt.given[3:])


def flaps() -> Iterator[Callable[[Route], None]]:
    """A request is lost, then the answer to one that the server has stored; a third is heard."""

    def lose_answer(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    while True:
        yield lambda route: route.abort("connectionreset")
        yield lose_answer
        yield lambda route: route.continue_()


def test_1_on_a_line_that_loses_requests_and_answers_each_arrives_once(attempt: Attempt) -> None:
    ways = flaps()
    attempt.page.route("**/save/", lambda route: next(ways)(route))
    for kind in KINDS:
        attempt.answer(kind)
        attempt.live(STEP)
    attempt.live(CUT)
    attempt.is_called_saved()
    attempt.arrived_in_order()
    attempt.submit()
    Visitor(attempt.page).look()


def test_24_a_text_typed_for_ten_minutes_without_a_line_is_sent_once(
    context: BrowserContext, site: Site
) -> None:
    (own,) = own_attempts(site, ["essay"])
    attempt = Attempt(own, context)
    attempt.context.set_offline(True)
    text = attempt.page.locator("section.question textarea")
    written = "What the bank must know. " * 5
    for key in written:
        text.press_sequentially(key)
        attempt.live(STEP)
    expect(attempt.state).to_have_text(OFFLINE)
    attempt.context.set_offline(False)
    attempt.is_called_saved()
    values = [answer.value for answer in own.stored()]
    assert values[-1] == written.strip()
    # The first was tried before anybody knew that the line was away.
    assert len(values) <= 2


def test_24_what_is_pressed_before_a_slow_pages_scripts_have_come_is_saved(
    context: BrowserContext, site: Site
) -> None:
    (own,) = own_attempts(site, ["true_false", "numeric"])
    own.sign_in(context)
    page = context.new_page()
    held: list[Route] = []
    page.route("**/js/attempt*.js", lambda route: held.append(route))
    page.goto(own.url, wait_until="commit")
    page.locator("section.question .tile input").first.check()
    page.locator("section.question input[inputmode=decimal]").fill("1234.5")
    for route in held:
        route.continue_()
    page.unroute("**/js/attempt*.js")
    expect(page.locator("[data-save-state]")).to_have_text(SAVED)
    page.reload()
    expect(page.locator("section.question .tile input").first).to_be_checked()
    expect(page.locator("section.question input[inputmode=decimal]")).to_have_value("1234.5")
