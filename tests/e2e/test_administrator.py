"""The administrator's journey: people, site, legal texts, jobs and mail, in light and in dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.joining import PASSWORD, link_in
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

PAGES = (
    "/manage/",
    "/people/",
    "/people/invitations/",
    "/people/site/",
    "/people/site/legal/",
    "/people/site/legal/contact/",
    "/jobs/",
    "/mail/",
    "/certificates/issued/",
)
MAKE_JOB = """
from django.utils import timezone
from courses.outbox.models import Job
print(Job.objects.create(task="mail.send", args={"nothing": 1}, max_attempts=1,
                         due_at=timezone.now()).pk)
"""
MEND_JOB = """
from courses.outbox.models import Job
Job.objects.filter(pk=%d).update(task="outbox.prune", args={})
"""


def invite(visitor: Visitor, address: str) -> None:
    visitor.open("/manage/")
    visitor.follow("Invitations")
    visitor.page.fill("[name=email]", address)
    visitor.page.check("[name=is_instructor]")
    visitor.tap("Send the invitation")
    visitor.hears(f"An invitation is on its way to {address}.")


def accept(visitor: Visitor, site: Site, address: str) -> None:
    """The invited person makes an account, with the role that was meant for them."""
    page = visitor.page
    page.goto(link_in(site.mail_to(address, about="invited"), "/people/join/"))
    expect(page.locator("input[name=email]")).to_have_value(address)
    visitor.look()
    page.fill("input[name=name]", "Noor Haddad")
    page.fill("input[name=password1]", PASSWORD)
    page.check("input[name=agree]")
    visitor.tap("Make my account")
    page.goto("/studio/")
    expect(page.get_by_role("heading", name="Studio", exact=True)).to_be_visible()


def open_person(visitor: Visitor, address: str) -> None:
    visitor.page.goto(f"/people/?q={address}")
    visitor.tap("Noor Haddad", role="link")


def test_invited_person_has_the_role_until_it_is_taken_or_suspended(
    context: BrowserContext, site: Site
) -> None:
    administrator = as_role(context, site, "administrator")
    address = f"noor-{site.port}@example.org"
    invite(administrator, address)
    other = context.browser.new_context(base_url=site.url)  # type: ignore[union-attr]
    invited = Visitor(other.new_page())
    accept(invited, site, address)

    open_person(administrator, address)
    administrator.look()
    administrator.follow("See the courses and cohorts that this person reaches")
    administrator.page.go_back()
    administrator.page.uncheck("[name=is_instructor]")
    administrator.page.check("[name=is_coordinator]")
    administrator.tap("Change the roles")
    administrator.hears("are changed")
    assert invited.page.goto("/studio/").status == 403  # type: ignore[union-attr]
    assert invited.page.goto("/cohorts/").ok  # type: ignore[union-attr]

    administrator.follow("Suspend …")
    administrator.press("Suspend", exact=True)
    administrator.hears("is suspended and signed out.")
    invited.page.goto("/cohorts/")
    assert invited.path() == "/accounts/login/"
    invited.page.fill("input[name=login]", address)
    invited.page.fill("input[name=password]", PASSWORD)
    invited.press("Sign in", exact=True)
    assert "/cohorts/" not in invited.path()
    administrator.tap("Let in again")
    administrator.hears("may sign in again.")
    other.close()


def set_site(visitor: Visitor, name: str, signup: str) -> None:
    page = visitor.page
    page.goto("/people/site/")
    page.fill("[name=name]", name)
    page.check(f"[name=signup][value={signup}]")
    visitor.tap("Save")
    open_until(page, "/people/site/", lambda: page.locator(".site-name").inner_text() == name)


def open_until(page: Page, path: str, is_so: Callable[[], bool]) -> None:
    """Other processes keep the site's settings for a few seconds, and any may answer."""
    for _ in range(40):
        page.goto(path)
        if is_so():
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"{path} has not changed")


def asks_for_password(page: Page) -> bool:
    return page.locator("input[name=password1]").count() == 1


def test_site_name_sign_up_and_legal_text_change(context: BrowserContext, site: Site) -> None:
    visitor = as_role(context, site, "administrator")
    page = visitor.page
    page.goto("/people/site/")
    before = page.input_value("[name=name]")
    set_site(visitor, "Academy of the Hills", "closed")

    other = context.browser.new_context(base_url=site.url)  # type: ignore[union-attr]
    anonymous = Visitor(other.new_page())
    open_until(anonymous.page, "/accounts/signup/", lambda: not asks_for_password(anonymous.page))
    anonymous.look()
    page.goto("/people/site/legal/contact/")
    page.fill("[name=body_en]", "## Write to us\n\nThe *office* answers within two days.")
    visitor.tap("Publish as a new version")
    anonymous.open("/people/legal/contact/")
    expect(anonymous.page.locator("main em")).to_have_text("office")

    set_site(visitor, before, "open")
    open_until(anonymous.page, "/accounts/signup/", lambda: asks_for_password(anonymous.page))
    other.close()


def test_failed_job_is_shown_and_tried_again(context: BrowserContext, site: Site) -> None:
    visitor = as_role(context, site, "administrator")
    page = visitor.page
    job = int(site.manage("shell", "-v0", "-c", MAKE_JOB).split()[-1])
    wait_for_state(page, job, "Failed")
    expect(page.get_by_text("This job was given up.")).to_be_visible()
    visitor.look()
    page.goto("/jobs/?state=dead")
    expect(page.get_by_role("link", name=f"mail.send #{job}")).to_be_visible()
    visitor.look()

    visitor.tap(f"mail.send #{job}", role="link")
    site.manage("shell", "-v0", "-c", MEND_JOB % job)
    visitor.tap("Try again")
    visitor.hears("The job waits for its turn again.")
    wait_for_state(page, job, "Done")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


def wait_for_state(page: Page, job: int, state: str) -> None:
    for _ in range(60):
        page.goto(f"/jobs/{job}/")
        if page.locator("h1 .tag").inner_text() == state:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"job {job} never was {state!r}: {page.locator('h1').inner_text()}")


def test_every_page_of_administration_is_accessible_in_light_and_dark(
    context: BrowserContext, site: Site
) -> None:
    visitor = as_role(context, site, "administrator")
    page = visitor.page
    page.goto("/my-learning/")
    for theme in ("Light", "Dark"):
        visitor.tap(theme, exact=True)
        expect(page.locator("html")).to_have_attribute("data-theme", theme.lower())
        for path in PAGES:
            visitor.open(path)
    page.goto("/mail/")
    page.locator("tbody th a").first.click()
    visitor.look()
    assert page.goto("/admin/").ok  # type: ignore[union-attr]
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
