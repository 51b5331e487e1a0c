"""The learner's journey: sign up, read, take the quiz, hold a certificate that others verify."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.answering import answer_all, specs
from tests.e2e.joining import PASSWORD, sign_up
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

COURSE = "organised-crime-first-steps"


def read_lessons(visitor: Visitor, count: int) -> None:
    for _ in range(count):
        expect(visitor.page.locator(".source-mark").first).to_be_visible()
        visitor.press("Mark as read")


def take_quiz(page: Page, visitor: Visitor, *, wrong: int) -> None:
    page.goto(f"/quizzes/{COURSE}/quiz/final/")
    visitor.press("Start")
    count = answer_all(page, specs(COURSE, "en"), wrong=wrong)
    assert count == 12
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    expect(page.locator("[data-save-state]")).to_contain_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
    visitor.look()


def submit(page: Page, visitor: Visitor) -> None:
    visitor.tap("Check and submit")
    expect(page.get_by_text("All 12 questions are answered.")).to_be_visible()
    visitor.look()
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/result/")
    visitor.look()


def test_from_sign_up_to_a_verified_certificate(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    visitor = Visitor(page)
    address = f"amina-{site.name}-{site.port}@example.org"
    sign_up(visitor, site, address)

    # Not by the front page: courses that other journeys made stand before it there.
    visitor.open(f"/courses/{COURSE}/")
    visitor.press("Enrol")
    if "/learn/" not in visitor.path():
        visitor.open(f"/learn/{COURSE}/what-it-is/")
    read_lessons(visitor, 3)

    take_quiz(page, visitor, wrong=4)
    saved = page.locator("input:checked").count()
    page.reload()
    assert page.locator("input:checked").count() == saved
    submit(page, visitor)
    expect(page.get_by_text("Not passed")).to_be_visible()
    page.locator(".question-wrong .source-mark").first.click()
    page.wait_for_url(re.compile("#b-"))
    expect(page.locator(":target")).to_be_visible()
    visitor.look()
    mail = site.mail_to(address, about="is graded")
    assert "8 of 12 points" in str(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]

    take_quiz(page, visitor, wrong=0)
    submit(page, visitor)
    expect(page.get_by_text("Passed", exact=True)).to_be_visible()
    certificate = site.mail_to(address, about="certificate")
    assert certificate["Message-ID"]

    visitor.open("/my-learning/")
    visitor.open(f"/courses/{COURSE}/")
    document = page.get_by_role("link", name="Your certificate (PDF)").get_attribute("href")
    assert context.request.get(f"{site.url}{document}").body().startswith(b"%PDF")
    visitor.follow("The page that verifies it")
    verify_url = page.url
    visitor.look()
    anonymous = Visitor(context.browser.new_context().new_page())  # type: ignore[union-attr]
    anonymous.open(verify_url)
    expect(anonymous.page.get_by_text("Amina Traoré")).to_be_visible()
    assert address not in anonymous.page.content()


def test_another_device_goes_on_where_the_first_stopped(
    context: BrowserContext, site: Site
) -> None:
    address = f"devices-{site.name}-{site.port}@example.org"
    first = Visitor(context.new_page())
    sign_up(first, site, address)
    first.open(f"/courses/{COURSE}/")
    first.press("Enrol")
    take_quiz(first.page, first, wrong=1)
    context.clear_cookies()

    second = Visitor(context.browser.new_context(base_url=site.url).new_page())  # type: ignore[union-attr]
    second.sign_in(address, PASSWORD)
    second.open(f"/quizzes/{COURSE}/quiz/final/")
    second.follow("Continue")
    assert second.page.locator("input:checked").count() > 0
    second.tap("Check and submit")
    second.page.get_by_role("button", name="Submit", exact=True).click()
    second.page.wait_for_url("**/result/")
    expect(second.page.get_by_text("Passed", exact=True)).to_be_visible()


def test_the_quiz_works_without_javascript(context: BrowserContext, site: Site) -> None:
    address = f"plain-{site.name}-{site.port}@example.org"
    visitor = Visitor(context.new_page())
    sign_up(visitor, site, address)
    state = context.storage_state()
    plain = context.browser.new_context(  # type: ignore[union-attr]
        base_url=site.url, java_script_enabled=False, storage_state=state
    )
    page = plain.new_page()
    page.goto(f"/courses/{COURSE}/")
    page.get_by_role("button", name="Enrol").first.click()
    page.goto(f"/quizzes/{COURSE}/quiz/final/")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/attempts/**")
    assert answer_all(page, specs(COURSE, "en")) == 12
    page.get_by_role("button", name="Check and submit").click()
    page.get_by_text("All 12 questions are answered.").wait_for()
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/result/")
    expect(page.get_by_text("Passed", exact=True)).to_be_visible()
    plain.close()
