"""What a learner raises, and what a learner practises: by keyboard alone, and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.hands import Hand, PlainHand
from tests.e2e.sessions import sign_in_as
from tests.e2e.sites import Site
from tests.e2e.test_every_kind import WAYS, two_hands
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

MAKE = """
import itertools, uuid
from courses.catalog.models import CourseStaff
from courses.learning.tasks import attempt_graded
from courses.people.models import User
from courses.quizzes.models import Attempt
from courses.quizzes.raised.services import raise_question
from tests.courses.quizzes.practice.support import pass_days
from tests.support.make_quizzes import SINGLE, make_course, make_graded, make_quiz
language, learner = {language!r}, User.objects.get(email={learner!r})
course = make_course(languages=(language,))
CourseStaff.objects.create(course=course, user=User.objects.get(email={teacher!r}))
stems = ("What is laundered?", "What is hidden?", "What is cleaned?")
specs = tuple(("single_choice", {{**SINGLE, "stem": stem}}) for stem in stems)
quiz = make_quiz(course, specs=specs, attempts_allowed={allowed}, pass_mark=50)
if {graded}:
    attempt = make_graded(quiz, learner, ("b", "b", "b"))
    attempt_graded(attempt_id=attempt.pk)
    raise_question(attempt.public_id, learner, number=1, about="key", text="Two are right.",
                   operation=uuid.uuid4())
    pass_days(1)
    print("attempt:", attempt.public_id)
print("course:", course.slug)
print("quiz:", f"/quizzes/{{course.slug}}/quiz/{{quiz.key}}/")
print("key:", course.questions.order_by("pk")[0].key)
"""
ENROL = """
from courses.catalog.models import Course
from courses.people.models import User
from tests.support.make_quizzes import enrol
enrol(User.objects.get(email={learner!r}), Course.objects.get(slug={course!r}))
"""
PASS = "from tests.courses.quizzes.practice.support import pass_days; pass_days({days})"


def made(
    site: Site, *, language: str = "en", graded: bool = False, allowed: int = 1
) -> dict[str, str]:
    """{what: its address or name} of a course with three questions."""
    people = site.accounts()
    words = MAKE.format(
        language=language,
        learner=people["learner"][0],
        teacher=people["instructor"][0],
        graded=graded,
        allowed=allowed,
    )
    said = site.manage("shell", "-v0", "-c", words)
    found = dict(re.findall(r"^(\w+): (\S+)$", said, re.MULTILINE))
    if not graded:
        words = ENROL.format(learner=people["learner"][0], course=found["course"])
        site.manage("shell", "-v0", "-c", words)
    return found


@pytest.fixture(params=list(WAYS))
def hands(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[list[Hand]]:
    yield from two_hands(WAYS[request.param], browser, site)


def ask(learner: Hand) -> None:
    """In the attempt, with an answer chosen that must not be lost."""
    page = learner.page
    learner.at(page.locator("#q2"))
    learner.pick("Linen")
    if isinstance(learner, PlainHand):
        learner.go("Something wrong, or a question? Question 2")
        learner.at()
    else:
        learner.press_on(learner.named("button", "Something wrong, or a question? Question 2"))
        expect(page.locator("dialog[open]")).to_be_visible()
        learner.at(page.locator("dialog[open]"))
    learner.fits()
    learner.look()
    learner.pick("I want to ask the instructor")
    learner.write("In your words", "Why not linen?")
    if isinstance(learner, PlainHand):
        learner.go("Send")
        expect(page.locator("#q2")).to_contain_text("Sent. Thank you")
    else:
        learner.press_on(learner.named("button", "Send"))
        expect(page.get_by_text("Sent. Thank you")).to_be_visible()
        learner.look()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
        expect(
            page.get_by_role("button", name="Something wrong, or a question? Question 2")
        ).to_be_focused()
    learner.at()
    expect(page.locator("#q2").get_by_label("Linen")).to_be_checked()


def answer_in(course: str) -> str:
    """Other than what the same learner was told in another course."""
    return f"Linen is cloth in {course}."


def answer(teacher: Hand, course: str) -> None:
    teacher.open_page(f"/quizzes/{course}/bank/?raised=1")
    teacher.look()
    teacher.follow("1 raised by a learner")
    teacher.look()
    teacher.fits()
    expect(teacher.page.get_by_text("attempt under way")).to_be_visible()
    teacher.tick("Choose number 1")
    teacher.write("Answer", answer_in(course))
    teacher.go("Answer")
    teacher.visitor.hears("1 learner is told by mail")
    teacher.look()


def test_a_learner_asks_the_instructor_answers_and_the_learner_reads(
    site: Site, hands: list[Hand]
) -> None:
    teacher, learner = hands
    there = made(site)
    sign_in_as(learner.page.context, site, "learner")
    sign_in_as(teacher.page.context, site, "instructor")
    learner.open_page(there["quiz"])
    learner.go("Start")
    ask(learner)
    answer(teacher, there["course"])
    learner.open_page("/quizzes/my-questions/")
    expect(learner.page.get_by_text("once you have handed in the attempt").first).to_be_visible()
    expect(learner.page.get_by_text(answer_in(there["course"]))).to_have_count(0)
    learner.look()
    learner.fits()
    learner.open_page(there["quiz"])
    learner.follow("Continue")
    expect(learner.page.locator("#q2").get_by_label("Linen")).to_be_checked()
    learner.at(learner.page.locator(".quiz-end"))
    learner.go("Check and submit")
    learner.at()
    learner.go("Submit")
    learner.page.wait_for_url("**/result/")
    expect(learner.page.get_by_text(answer_in(there["course"]))).to_be_visible()
    learner.look()
    learner.fits()


def practise(learner: Hand, course: str, *choices: str) -> None:
    """A round from the overview to its end."""
    learner.open_page(f"/quizzes/{course}/practice/")
    learner.look()
    learner.fits()
    learner.go("Practise now")
    for number, choice in enumerate(choices, 1):
        learner.look()
        learner.fits()
        learner.pick(choice)
        learner.at(learner.page.locator("form.quiz .actions"))
        learner.go("Answer")
        learner.at()
        learner.look()
        learner.fits()
        learner.follow("Finish" if number == len(choices) else "Next question")
    expect(learner.page.get_by_role("heading", name="Done for now")).to_be_visible()
    learner.look()
    learner.fits()


def test_mistakes_come_back_over_days_until_they_are_known(site: Site, hands: list[Hand]) -> None:
    learner, course = hands[1], made(site, graded=True)["course"]
    sign_in_as(learner.page.context, site, "learner")
    practise(learner, course, "Proceeds of crime", "Linen", "Proceeds of crime")
    expect(learner.page.get_by_text("2 of 3 questions were right.")).to_be_visible()
    site.manage("shell", "-v0", "-c", PASS.format(days=1))
    practise(learner, course, "Proceeds of crime")
    for days, many in ((2, 2), (1, 1)):
        site.manage("shell", "-v0", "-c", PASS.format(days=days))
        practise(learner, course, *["Proceeds of crime"] * many)
    for days in (40, 40, 40):
        site.manage("shell", "-v0", "-c", PASS.format(days=days))
        practise(learner, course, *["Proceeds of crime"] * 3)
    learner.open_page(f"/quizzes/{course}/practice/")
    expect(learner.page.get_by_text("Nothing left: you know them all")).to_be_visible()
    learner.look()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_fit_a_phone_in_either_direction_and_in_the_dark(
    browser: Browser, site: Site, language: str
) -> None:
    context: BrowserContext = browser.new_context(
        base_url=site.url,
        locale="en-GB",
        color_scheme="dark",
        viewport={"width": 320, "height": 640},
    )
    there = made(site, language=language, graded=True)
    learner, teacher = as_role(context, site, "learner"), Visitor(context.new_page())
    pages = [
        f"/quizzes/attempts/{there['attempt']}/raise/1/",
        f"/quizzes/attempts/{there['attempt']}/result/",
        "/quizzes/my-questions/",
        f"/quizzes/{there['course']}/practice/",
    ]
    for path in pages:
        learner.open(path)
        assert learner.page.evaluate("document.documentElement.scrollWidth") <= 320, path
    learner.tap("Practise now")
    learner.look()
    assert learner.page.evaluate("document.documentElement.scrollWidth") <= 320
    context.clear_cookies()
    address, password = site.accounts()["instructor"]
    teacher.sign_in(address, password)
    teacher.open(f"/quizzes/{there['course']}/bank/questions/{there['key']}/raised/")
    assert teacher.page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_without_a_line_it_is_said_and_the_words_stay(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.url, locale="en-GB")
    context.set_default_timeout(60_000)
    learner = as_role(context, site, "learner")
    there, page = made(site), learner.page
    page.goto(there["quiz"])
    learner.tap("Start", exact=True)
    opener = page.get_by_role("button", name="Something wrong, or a question? Question 1")
    context.set_offline(True)
    opener.click()
    expect(page.get_by_text("This could not be opened: the connection is gone.")).to_be_visible()
    context.set_offline(False)
    opener.click()
    expect(page.get_by_text("Your words stand here.")).to_be_hidden()
    page.get_by_label("I want to ask the instructor").check()
    page.get_by_label("In your words").fill("Kept words")
    context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your words stand here.")).to_be_visible()
    expect(page.get_by_label("In your words")).to_have_value("Kept words")
    context.set_offline(False)
    for again in ("closed", "reloaded"):
        page.keyboard.press("Escape")
        expect(page.get_by_label("In your words")).to_have_count(0)
        if again == "reloaded":
            page.reload()
        opener.click()
        expect(page.get_by_label("In your words")).to_have_value("Kept words")
        expect(page.get_by_label("I want to ask the instructor")).to_be_checked()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Sent. Thank you")).to_be_visible()
    page.get_by_role("button", name="Back to the question").click()
    opener.click()
    expect(page.get_by_label("In your words")).to_have_value("")
    context.close()
