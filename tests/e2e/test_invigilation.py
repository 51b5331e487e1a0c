"""An instructor beside learners in a quiz: sees them, helps, and takes back what was wrong."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

MAKE = """
from courses.catalog.models import CourseStaff
from courses.people.models import User
from tests.support.make_quizzes import enrol, make_course, make_quiz
course = make_course(languages=({language!r},))
quiz = make_quiz(course, time_limit_minutes=30, attempts_allowed=2)
enrol(User.objects.get(email={learner!r}), course)
CourseStaff.objects.create(course=course, user=User.objects.get(email={teacher!r}))
print("course:", course.slug)
print("quiz:", quiz.key)
"""
REASON = "The fire alarm rang."


def made(site: Site, language: str = "en") -> tuple[str, str]:
    """(course, key of its quiz)."""
    people = site.accounts()
    words = MAKE.format(
        language=language, learner=people["learner"][0], teacher=people["instructor"][0]
    )
    said = site.manage("shell", "-v0", "-c", words)
    course, quiz = re.search(r"course: (\S+)", said), re.search(r"quiz: (\S+)", said)
    assert course is not None and quiz is not None, said
    return course[1], quiz[1]


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def people(
    request: pytest.FixtureRequest, browser: Browser, site: Site
) -> Iterator[tuple[Visitor, Visitor, bool]]:
    """A learner and an instructor, each with a browser of their own."""
    contexts = [
        browser.new_context(base_url=site.url, locale="en-GB", java_script_enabled=request.param)
        for _ in range(2)
    ]
    for context in contexts:
        context.set_default_timeout(60_000)
    yield (
        as_role(contexts[0], site, "learner"),
        as_role(contexts[1], site, "instructor"),
        request.param,
    )
    for context in contexts:
        context.close()


def looked(visitor: Visitor, has_scripts: bool) -> None:
    """axe needs scripts to run."""
    if has_scripts:
        visitor.look()


def start(learner: Visitor, course: str, quiz: str) -> Page:
    page = learner.page
    page.goto(f"/quizzes/{course}/quiz/{quiz}/")
    page.locator(".page-content .button-primary").first.click()
    page.wait_for_url("**/attempts/**")
    return page


def save(page: Page, has_scripts: bool, choice: str) -> None:
    # Not check(): what is pressed may lead away at once.
    page.get_by_label(choice).click()
    if not has_scripts:
        page.get_by_role("button", name="Save", exact=True).last.click()


def minutes_left(page: Page) -> int:
    """Whole minutes on the learner's clock."""
    return int(str(page.locator("[data-timer-value]").first.text_content()).split(":")[0])


def do(teacher: Visitor, link: str, button: str, **fields: str) -> None:
    """An act from the attempt's page: its link, the reason, its button, by the keyboard."""
    page = teacher.page
    page.get_by_role("link", name=link).click()
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(value)
    page.get_by_label("Why").fill(REASON)
    page.get_by_role("button", name=button).last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/results/attempts/**#acts")


def undo(teacher: Visitor) -> None:
    teacher.page.get_by_role("button", name="Undo").first.click()
    teacher.hears("Taken back")


def test_seen_live_helped_made_void_put_back_reopened_and_submitted(
    site: Site, people: tuple[Visitor, Visitor, bool]
) -> None:
    learner, teacher, has_scripts = people
    course, quiz = made(site)
    taking, desk = start(learner, course, quiz), teacher.page
    save(taking, has_scripts, "Proceeds of crime")
    expect(taking.locator(".save-state")).to_contain_text("Saved")

    desk.goto(f"/quizzes/{course}/quizzes/")
    desk.get_by_role("link", name="Live").click()
    expect(desk.get_by_text("1 of 4")).to_be_visible()
    looked(teacher, has_scripts)
    desk.locator("tbody th a").first.click()
    desk.get_by_role("link", name="Give more time").click()
    looked(teacher, has_scripts)
    desk.go_back()

    do(teacher, "Give more time", "Give more time", Minutes_more="10")
    expect(desk.get_by_text("More time: 10 min")).to_be_visible()
    looked(teacher, has_scripts)
    assert minutes_left(taking) <= 30
    save(taking, has_scripts, "Linen")
    expect(taking.locator("[data-timer-value]").first).to_have_text(re.compile(r"^(3\d|40):"))
    if has_scripts:
        expect(taking.locator("[data-timer-told]")).to_have_text("You were given more time.")
    looked(learner, has_scripts)
    taking.reload()
    expect(taking.get_by_text(REASON).last).to_be_visible()
    looked(learner, has_scripts)
    undo(teacher)
    for choice in ("Proceeds of crime", "Linen"):
        save(taking, has_scripts, choice)
    expect(taking.locator("[data-timer-value]").first).to_have_text(re.compile(r"^(2\d|30):"))

    do(teacher, "Make the attempt void", "Make the attempt void")
    save(taking, has_scripts, "Proceeds of crime")
    if has_scripts:
        # Told in place; from there one goes on.
        taking.locator("[data-ended-on]").click()
    taking.wait_for_url("**/status/")
    expect(taking.get_by_role("heading", name="This attempt does not count")).to_be_visible()
    expect(taking.get_by_text(REASON).last).to_be_visible()
    looked(learner, has_scripts)
    undo(teacher)
    taking.reload()
    expect(taking.get_by_label("Linen")).to_be_checked()

    do(teacher, "Submit for the learner", "Submit for the learner")
    taking.reload()
    taking.wait_for_url("**/result/", timeout=60_000)
    expect(taking.get_by_text("submitted this attempt for you").first).to_be_visible()
    desk.reload()
    do(teacher, "Reopen the attempt", "Reopen the attempt", Minutes="20")
    looked(teacher, has_scripts)
    taking.reload()
    taking.wait_for_url("**/attempts/*/")
    assert minutes_left(taking) <= 20
    mail = site.mail_to(site.accounts()["learner"][0], about="go on with")
    assert REASON in str(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]


def test_the_list_renews_itself_until_it_is_paused(site: Site, browser: Browser) -> None:
    course, quiz = made(site)
    contexts = [browser.new_context(base_url=site.url, locale="en-GB") for _ in range(2)]
    learner, teacher = (
        as_role(contexts[0], site, "learner"),
        as_role(contexts[1], site, "instructor"),
    )
    desk = teacher.page
    desk.goto(f"/quizzes/{course}/quiz/{quiz}/live/")
    expect(desk.get_by_text("Nobody is in this quiz now")).to_be_visible()
    looked(teacher, True)
    start(learner, course, quiz)
    expect(desk.get_by_text("0 of 4")).to_be_visible()
    expect(desk.locator("[data-live-said]")).to_have_text("1 learner in the quiz")
    desk.get_by_role("button", name="Stop refreshing").click()
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.wait_for_timeout(12_000)
    assert not [url for url in asked if "/live/" in url]
    desk.get_by_role("link", name="Give everybody more time").click()
    looked(teacher, True)
    desk.get_by_label("Why").fill(REASON)
    desk.get_by_role("button", name="Give everybody more time").click()
    teacher.hears("1 attempt got more time.")
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_narrow_pages_do_not_scroll_sideways(site: Site, browser: Browser, language: str) -> None:
    course, quiz = made(site, language)
    contexts = [browser.new_context(base_url=site.url, locale="en-GB") for _ in range(2)]
    start(as_role(contexts[0], site, "learner"), course, quiz)
    teacher = as_role(contexts[1], site, "instructor")
    page = teacher.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/quizzes/{course}/quiz/{quiz}/live/")
    for step in ("tbody th a", "#acts a >> nth=0"):
        looked(teacher, True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.locator(step).first.click()
        page.wait_for_load_state()
    looked(teacher, True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for context in contexts:
        context.close()
