"""An outage of four minutes in a timed attempt: the page's timer and words follow the server."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

COURSE = "organised-crime-first-steps"
# Five minutes are left of this attempt: journeys before this one may have left others open. The
# site may have been away for a while between them: that is not the outage which is looked at here.
FIVE_MINUTES_LEFT = """
from datetime import timedelta
from courses.outbox.clock import database_now
from courses.outbox.models import Outage
from courses.quizzes.models import Attempt
Outage.objects.all().delete()
attempt = Attempt.objects.get(public_id="{attempt}")
now = database_now()
attempt.started_at = now - timedelta(minutes=10)
attempt.deadline_at = now + timedelta(minutes=5)
attempt.save()
"""
OUTAGE = """
from datetime import timedelta
from courses.outbox.clock import database_now
from courses.outbox.models import Outage
from courses.quizzes.services import give_back_outage
now = database_now()
outage = Outage(component="web", began_at=now - timedelta(minutes=4), ended_at=now)
outage.save()
give_back_outage(outage.pk)
"""
# For the journeys that come after, on the same site.
AS_IT_WAS = """
from datetime import timedelta
from courses.outbox.clock import database_now
from courses.outbox.models import Outage
from courses.quizzes.models import Attempt, Extension
Extension.objects.all().delete()
Outage.objects.all().delete()
now = database_now()
begun_now = {"started_at": now, "deadline_at": now + timedelta(minutes=20)}
Attempt.objects.filter(state="open").update(**begun_now, given_back_seconds=0)
"""


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    """The demo learner with five minutes left."""
    visitor = as_role(context, site, "learner")
    visitor.open(f"/courses/{COURSE}/")
    enrol = visitor.page.get_by_role("button", name="Enrol")
    if enrol.count():
        enrol.first.click()
        visitor.page.wait_for_load_state()
    visitor.open(f"/quizzes/{COURSE}/quiz/final/")
    visitor.page.locator(".page-content .button-primary").first.click()
    visitor.page.wait_for_load_state()
    attempt = visitor.page.url.rstrip("/").rsplit("/", 1)[1]
    site.manage("shell", "-c", FIVE_MINUTES_LEFT.format(attempt=attempt))
    visitor.page.reload()
    yield visitor.page
    site.manage("shell", "-c", AS_IT_WAS)


def test_the_next_answer_sets_the_timer_right_and_the_page_says_why(page: Page, site: Site) -> None:
    timer = page.locator("[data-timer-value]")
    expect(timer).to_have_text(re.compile(r"^[45]:\d\d$"))
    site.manage("shell", "-c", OUTAGE)
    page.locator("section.question label.tile:has(input:not(:checked))").first.click()
    expect(page.locator("[data-save-state]")).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
    expect(timer).to_have_text(re.compile(r"^[78]:\d\d$"))
    page.reload()
    expect(page.get_by_text("Our site was down for 4 minutes; you got them back.")).to_be_visible()
    Visitor(page).look()
    page.set_viewport_size({"width": 320, "height": 700})
    Visitor(page).look()
