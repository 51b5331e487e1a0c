"""What holds for one learner, as learner, coordinator and instructor meet it in a browser."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.own_attempt import PASS, told
from tests.e2e.sessions import give_cookies
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

MAKE = """
import json
from courses.people.models import Membership
from tests.support import make_cohorts, make_quizzes
from tests.support.learner import cookies_of
settings = json.loads({settings!r})
quiz = make_quizzes.make_quiz(specs=make_quizzes.SPECS[:1], **settings)
learner = make_quizzes.make_learner(name="Nadia Benali")
make_quizzes.enrol(learner, quiz.course)
leader = make_quizzes.make_learner(is_coordinator=True)
cohort = make_cohorts.cohort(by=leader, name="Evening class " + quiz.course.slug)
make_cohorts.member(cohort, learner)
staff = make_quizzes.make_staff(quiz.course)
print(json.dumps(dict(
    slug=quiz.course.slug, key=quiz.key, person=learner.pk, cohort=cohort.pk,
    learner=cookies_of(learner), leader=cookies_of(leader), staff=cookies_of(staff),
)))
"""
READ = """
import json
from courses.quizzes.models import Attempt
attempt = Attempt.objects.get(public_id={attempt!r})
print(json.dumps(dict(
    state=attempt.state,
    by=attempt.submitted_by,
    minutes=(attempt.deadline_at - attempt.started_at).total_seconds() / 60,
    extensions=list(attempt.extensions.order_by("pk").values_list("kind", "seconds", "reason")),
    late=list(attempt.answers.order_by("pk").values_list("is_late", flat=True)),
)))
"""
SAVED = re.compile(r"Saved \d\d:\d\d:\d\d")


class People:
    """Those of one quiz, each with a browser of their own."""

    def __init__(self, browser: Browser, site: Site, made: dict[str, Any]) -> None:
        self.browser, self.site, self.made = browser, site, made
        self.contexts: list[BrowserContext] = []
        self.quiz = f"/quizzes/{made['slug']}/quiz/{made['key']}/"

    def come(self, who: str, **device: Any) -> Visitor:
        context = self.browser.new_context(
            **{"base_url": self.site.url, "locale": "en-GB", **device}
        )
        context.set_default_timeout(60_000)
        self.contexts.append(context)
        give_cookies(context, self.site, self.made[who])
        return Visitor(context.new_page())

    def start(self, who: Visitor) -> str:
        """The attempt's public id."""
        who.open(self.quiz)
        who.press("Start", exact=True)
        who.page.wait_for_url("**/attempts/**")
        return who.path().split("/")[3]

    def read(self, attempt: str) -> dict[str, Any]:
        found: dict[str, Any] = told(self.site, READ.format(attempt=attempt))
        return found

    def pass_time(self, attempt: str, minutes: float) -> None:
        script = PASS.format(attempt=attempt, seconds=round(minutes * 60))
        self.site.manage("shell", "-c", script)


@pytest.fixture
def people(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[People]:

    made = told(site, MAKE.format(settings=json.dumps(request.param)))
    found = People(browser, site, made)
    yield found
    for context in found.contexts:
        context.close()


def with_quiz(**settings: Any) -> Any:
    return pytest.mark.parametrize("people", [settings], indirect=True, ids=["quiz"])


class Countdown:
    """What a page may show of an attempt that has begun a moment ago, on however slow a machine."""

    def __init__(self, page: Page) -> None:
        self.page, self.began = page, time.monotonic()

    def shows(self, minutes: int) -> bool:
        """Of so many minutes, but for what has really gone by."""
        whole, rest = self.page.locator("[data-timer-value]").inner_text().split(":")
        gone = minutes * 60 - (int(whole) * 60 + int(rest))
        # The page counts in whole seconds, from when it came.
        return 0 <= gone <= time.monotonic() - self.began + 2


def is_too_wide(page: Page) -> bool:
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(wide))


def accommodate(people: People, time: str, *, breaks: int = 0) -> None:
    leader = people.come("leader")
    leader.open(f"/people/{people.made['person']}/accommodation/")
    leader.page.get_by_label("Time").select_option(time)
    if breaks:
        leader.page.get_by_label("Breaks in each attempt, in minutes").fill(str(breaks))
    leader.page.get_by_label("Reason").fill("A private reason")
    leader.press("Save", exact=True)
    leader.hears("It holds from now on")
    leader.page.close()


@with_quiz(time_limit_minutes=20)
def test_half_as_much_time_again_granted_in_the_middle_of_an_attempt(people: People) -> None:
    learner = people.come("learner")
    page = learner.page
    time_left = Countdown(page)
    attempt = people.start(learner)
    assert time_left.shows(20)
    people.pass_time(attempt, 5)
    page.reload()
    assert time_left.shows(15)

    accommodate(people, "× 1.5")
    assert time_left.shows(15)
    page.get_by_label("Linen").check()
    expect(page.locator("[data-save-state]")).to_have_text(SAVED)
    expect(page.locator("[data-timer-spoken]")).to_contain_text(re.compile("minutes: 2[34]"))
    assert time_left.shows(25)
    page.reload()
    assert time_left.shows(25)
    expect(page.get_by_text("You were given 10 minutes more.")).to_be_visible()
    assert people.read(attempt)["extensions"] == [["needs", 600, "An accommodation."]]

    # Past the old end: the attempt goes on, and what is answered counts.
    people.pass_time(attempt, 20)
    page.reload()
    assert time_left.shows(5)
    page.get_by_label("Proceeds of crime").check()
    expect(page.locator("[data-save-state]")).to_have_text(SAVED)
    found = people.read(attempt)
    assert (found["state"], found["minutes"], found["late"]) == ("open", 30, [False, False])

    # The new end comes, with nobody pressing anything.
    people.pass_time(attempt, 4.5)
    page.reload()
    page.wait_for_url("**/result/", timeout=120_000)
    assert people.read(attempt)["by"] == "clock"


@with_quiz(time_limit_minutes=20, attempts_allowed=1)
def test_an_exception_for_a_group_is_looked_at_saved_met_and_undone(people: People) -> None:
    staff = people.come("staff", viewport={"width": 320, "height": 720})
    page = staff.page
    staff.open(people.quiz + "exceptions/")
    staff.follow("Evening class")
    page.get_by_label("Time limit, in minutes").fill("30")
    page.get_by_label("More attempts than the quiz allows").fill("1")
    staff.press("See the effect first")
    expect(page.get_by_role("cell", name="30 min")).to_be_visible()
    expect(page.get_by_role("cell", name="2 attempts")).to_be_visible()
    assert not is_too_wide(page)
    staff.press("Save", exact=True)
    expect(page.get_by_text("Time limit: 30 min · 1 attempt more")).to_be_visible()
    assert not is_too_wide(page)

    learner = people.come("learner")
    learner.open(people.quiz)
    expect(learner.page.get_by_text("2 of 2")).to_be_visible()
    learner.follow("What applies to me, and why")
    expect(learner.page.get_by_text("has: 30 min.")).to_be_visible()

    page.get_by_role("button", name="Remove").press("Enter")
    page.wait_for_url("**/exceptions/?ended=*")
    staff.look()
    learner.open(people.quiz)
    expect(learner.page.get_by_text("1 of 1")).to_be_visible()
    page.get_by_role("button", name="Undo").press("Enter")
    staff.hears("holds again")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@with_quiz(time_limit_minutes=20)
def test_a_break_stops_the_clock_and_hides_the_questions(people: People, scripts: bool) -> None:
    accommodate(people, "× 1.25", breaks=10)
    device = {"java_script_enabled": scripts, "viewport": {"width": 320, "height": 720}}
    learner = people.come("learner", **device)
    page = learner.page
    page.goto(people.quiz)
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_label("Proceeds of crime").check()
    page.get_by_role("button", name="Take a break").click()
    page.wait_for_url("**/break/")
    page.get_by_role("button", name="Begin the break").click()
    expect(page.get_by_role("heading", name="You are on a break")).to_be_visible()
    expect(page.get_by_text("What is laundered?")).to_have_count(0)
    attempt = page.url.split("/")[5]
    page.goto(f"/quizzes/attempts/{attempt}/")
    expect(page.get_by_role("heading", name="You are on a break")).to_be_visible()
    if scripts:
        learner.look()
        assert not is_too_wide(page)

    page.get_by_role("button", name="Go on with the quiz").click()
    expect(page.get_by_label("Proceeds of crime")).to_be_checked()
    found = people.read(attempt)
    assert found["minutes"] < 26
    assert [kind for kind, _, _ in found["extensions"]] == ["break", "break"]
    assert found["extensions"][0][1] == 600


@with_quiz(wait_minutes=30)
def test_between_attempts_the_page_says_from_when_on(people: People) -> None:
    learner = people.come("learner")
    page = learner.page
    people.start(learner)
    page.get_by_label("Linen").check()
    expect(page.locator("[data-save-state]")).to_have_text(SAVED)
    page.get_by_role("button", name="Check and submit").last.click()
    page.wait_for_url("**/check/")
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/result/")
    learner.open(people.quiz)
    said = page.get_by_text(re.compile(r"You can start again at [0-9:]+ ?[ap]?"))
    expect(said.first).to_be_visible()
    expect(page.get_by_role("button", name="Start a new attempt")).to_have_count(0)
