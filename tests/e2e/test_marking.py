"""Hints, essays and files: taken, marked by a person and read again; with scripts and without."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, Route, expect

from courses.quizzes.types.essay.words import count_words
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

WRITTEN = (
    "One two, three.",
    "l’État d'abord",
    "follow-up of 1,000.50 cases — twice",
    "第 6 条 (Palermo) 反洗钱",
    "غَسْلُ الأموال",
    "отмывание_денег",
    "マネーロンダリング",
)
TEXT = "The law asks it to know its customers."
PDF = FilePayload(name="Assessment.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7\n%tests\n")
NOT_A_PDF = FilePayload(name="Page.pdf", mimeType="application/pdf", buffer=b"<html>")

MAKE = """
from courses.catalog.models import CourseStaff
from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.bank.services import create_question
from tests.support.make_marking import ESSAY, FILE
from tests.support.make_quizzes import SINGLE, enrol, make_course, publish
language = {language!r}
course = make_course(languages=(language,))
def write(kind, spec, **more):
    return create_question(course, kind=kind, specs={{language: {{**spec, **more}}}})
hints = [{{"text": "It is not cloth."}}, {{"text": "It is **money**."}}]
questions = [
    write("single_choice", SINGLE, hints=hints, hint_penalty=25, feedback_right="Well done."),
    write("essay", ESSAY, min_words="5", max_words="30", show_rubric=True),
    write("file_answer", FILE),
]
quiz = services.create_quiz(course, titles={{language: "Marked quiz"}})
services.set_items(quiz, [(question, 2) for question in questions])
publish(course)
enrol(User.objects.get(email={learner!r}), course)
CourseStaff.objects.create(course=course, user=User.objects.get(email={teacher!r}))
print("course:", course.slug)
print("quiz:", f"/quizzes/{{course.slug}}/quiz/{{quiz.key}}/")
"""


def made(site: Site, language: str = "en") -> tuple[str, str]:
    """(course, address of its quiz)."""
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


def start(learner: Visitor, quiz: str) -> Page:
    page = learner.page
    page.goto(quiz)
    page.locator(".page-content .button-primary").first.click()
    page.wait_for_url("**/attempts/**")
    return page


def answer(learner: Visitor, page: Page, *, has_scripts: bool) -> None:
    page.get_by_role("button", name="Show hint 1 of 2").click()
    expect(page.get_by_text("It is not cloth.")).to_be_visible()
    page.get_by_label("Proceeds of crime").check()
    page.get_by_label("Your answer").fill(TEXT)
    if has_scripts:
        expect(page.locator("[data-words-count]")).to_have_text("8")
    send_file(page, NOT_A_PDF, has_scripts=has_scripts)
    expect(page.get_by_text("is not what its name says").first).to_be_visible()
    looked(learner, has_scripts)
    send_file(page, PDF, has_scripts=has_scripts)
    expect(page.get_by_label("Assessment.pdf")).to_be_checked()
    looked(learner, has_scripts)


def send_file(page: Page, file: FilePayload, *, has_scripts: bool) -> None:
    page.locator("input[type=file]").set_input_files([file])
    if not has_scripts:
        page.get_by_role("button", name="Save", exact=True).last.click()


def submit(page: Page) -> None:
    page.get_by_role("button", name="Check and submit").last.click()
    page.get_by_role("button", name="Submit", exact=True).click()
    told = page.get_by_text("Your teacher has yet to mark 2 answers.")
    expect(told).to_be_visible()


def mark(teacher: Visitor, course: str, *, has_scripts: bool) -> None:
    page = teacher.page
    page.goto(f"/quizzes/{course}/marking/")
    looked(teacher, has_scripts)
    page.get_by_role("link", name="Why does a bank ask").first.click()
    expect(page.get_by_text(TEXT)).to_be_visible()
    looked(teacher, has_scripts)
    # By keyboard alone: into each criterion, down to the level, on to the points, and Enter.
    first, second = (page.locator("[data-criterion]").nth(at).locator("input") for at in (0, 1))
    first.first.focus()
    page.keyboard.press("ArrowDown")
    expect(first.nth(1)).to_be_checked()
    page.keyboard.press("Tab")
    expect(second.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(second.nth(1)).to_be_checked()
    if has_scripts:
        expect(page.get_by_label("Points", exact=True)).to_have_value("1.5")
    page.get_by_label("Words to the learner").fill("Say why it must.")
    page.get_by_label("Points", exact=True).press("Enter")
    expect(page.get_by_role("link", name="Assessment.pdf")).to_be_visible()
    looked(teacher, has_scripts)
    page.get_by_label("Points", exact=True).fill("2")
    page.get_by_role("button", name="Done, next answer").last.click()
    expect(page.get_by_role("heading", name="Nothing to mark")).to_be_visible()
    looked(teacher, has_scripts)


def test_taken_marked_and_read_again(site: Site, people: tuple[Visitor, Visitor, bool]) -> None:
    learner, teacher, has_scripts = people
    course, quiz = made(site)
    page = start(learner, quiz)
    looked(learner, has_scripts)
    answer(learner, page, has_scripts=has_scripts)
    submit(page)
    looked(learner, has_scripts)
    mark(teacher, course, has_scripts=has_scripts)
    page.reload()
    page.wait_for_url("**/result/")
    for words in ("5 of 6 points", "1 hint taken.", "Say why it must.", "Well done."):
        expect(page.get_by_text(words).first).to_be_visible()
    looked(learner, has_scripts)
    mail = site.mail_to(site.accounts()["learner"][0], about="Marked quiz")
    assert "5 of 6 points" in str(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_narrow_pages_do_not_scroll_sideways(
    context: BrowserContext, site: Site, language: str
) -> None:
    learner = as_role(context, site, "learner")
    page = start(learner, made(site, language)[1])
    page.set_viewport_size({"width": 320, "height": 640})
    learner.look()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_words_are_counted_in_the_browser_as_on_the_server(
    context: BrowserContext, site: Site
) -> None:
    page = start(as_role(context, site, "learner"), made(site)[1])
    count = """text => import(document.querySelector("[data-words-least]").dataset.enhance)
        .then((script) => script.countWords(text))"""
    for text in WRITTEN:
        assert page.evaluate(count, text) == count_words(text), text


def test_a_file_chosen_before_its_script_has_come_is_sent_as_well(
    context: BrowserContext, site: Site
) -> None:
    learner, held = as_role(context, site, "learner"), list[Route]()
    learner.page.route("**/js/file-answer*.js", lambda route: held.append(route))
    page = start(learner, made(site)[1])
    while not held:
        page.wait_for_timeout(50)
    send_file(page, PDF, has_scripts=True)
    for route in held:
        route.continue_()
    expect(page.get_by_label("Assessment.pdf")).to_be_checked()
