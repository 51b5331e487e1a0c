"""An administrator of a restored site finds the mail on hold, and decides."""

import pytest
from playwright.sync_api import BrowserContext, ViewportSize, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

# As `manage.py restore` leaves a site on which one mail of its own was waiting.
HOLD = """
from django.db import transaction
from django.utils import timezone
from courses.mail.hold import hold_mail
from courses.mail.services import queue_mail
with transaction.atomic():
    hold_mail(backup_at=timezone.now())
    queue_mail("account_confirm", context={"activate_url": "https://example.org/"},
               to="waits@example.org", dedupe_key="waits")
"""
NARROW: ViewportSize = {"width": 320, "height": 640}


def test_mail_on_hold_is_found_dropped_taken_back_and_sent(
    context: BrowserContext, site: Site
) -> None:
    site.manage("shell", "-c", HOLD)
    visitor = as_role(context, site, "administrator")
    page = visitor.page
    visitor.open("/manage/")
    expect(page.get_by_text("Mail is on hold.")).to_be_visible()
    visitor.follow("See what waits, and decide")
    wait_for_the_mail(visitor)
    page.set_viewport_size(NARROW)
    visitor.look()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    # What an hour or another journey brings may wait beside it.
    visitor.press("End the hold and drop")
    visitor.hears("will not be sent")
    visitor.press("Put them back on hold")
    visitor.press("End the hold and send")
    visitor.hears("The hold is over")
    assert site.mail_to("waits@example.org", about="")
    visitor.open("/manage/")
    expect(page.get_by_text("Mail is on hold.")).to_have_count(0)


def wait_for_the_mail(visitor: Visitor) -> None:
    """It is held when it would have been sent."""
    row = visitor.page.get_by_role("row", name="Address to confirm 1")
    for _ in range(120):
        if row.count():
            break
        visitor.page.wait_for_timeout(500)
        visitor.page.reload()
    expect(row).to_be_visible()
    visitor.look()
