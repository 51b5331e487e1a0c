"""The instructor's journey goes on: lessons, questions, a quiz, two editions and their learner."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.e2e.answering import answer_all
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role
from tests.e2e.writing import QUESTIONS, write_question

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

PUBLISH = re.compile("^Publish (the course|a new edition)$")
MOST = len(QUESTIONS)  # a point each
SAVED = re.compile(r"Saved \d\d:\d\d:\d\d")
FIRST_TEXT = """Couriers carry cash *for somebody else*.

| Sign | Proof |
| --- | --- |
| New notes | none |

::: note Remember
A sign is no proof.
:::
"""
SECOND_TEXT = "Money, envelope, ticket and telephone belong in **one bag**."


def slug_of(page: Page) -> str:
    found = re.search(r"/studio/courses/([\w-]+)/", page.url)
    assert found is not None
    return found[1]


def make_course(visitor: Visitor, title: str) -> str:
    """A course from nothing with one module; its slug."""
    page = visitor.page
    visitor.open("/studio/new/")
    page.fill("[name=title]", title)
    visitor.press("Make the course")
    visitor.hears("Add its first module.")
    page.get_by_label("Title of a new module").fill("Cash")
    visitor.tap("Add a module")
    return slug_of(page)


def add_lesson(visitor: Visitor, slug: str, title: str) -> str:
    """The key of the new lesson; its editor is open."""
    page = visitor.page
    page.goto(f"/studio/courses/{slug}/")
    page.get_by_label("Title of a new lesson").first.fill(title)
    visitor.tap("Add a lesson")
    page.wait_for_url("**/lessons/**")
    return page.url.split("/lessons/")[1].split("/")[0]


def save_lesson(visitor: Visitor, text: str) -> None:
    visitor.page.fill("#id_body", text)
    visitor.tap("Save", exact=True)
    visitor.hears("Saved")


def write_with_preview_and_autosave(visitor: Visitor) -> None:
    page = visitor.page
    page.fill("#id_body", FIRST_TEXT)
    expect(page.locator("#preview td").first).to_have_text("New notes")
    expect(page.locator("#preview em")).to_have_text("for somebody else")
    expect(page.locator("#save-state")).to_have_text(SAVED)
    visitor.look()
    page.reload()
    expect(page.locator("#id_body")).to_have_value(re.compile("A sign is no proof"))


def add_picture(visitor: Visitor) -> None:
    page = visitor.page
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(file, "PNG")
    page.get_by_role("button", name="Picture", exact=True).click()
    payload = FilePayload(name="bag.png", mimeType="image/png", buffer=file.getvalue())
    page.set_input_files("[name=picture]", payload)
    visitor.tap("Upload the picture")
    expect(page.get_by_text("Say in a few words what the picture shows.").first).to_be_visible()
    page.set_input_files("[name=picture]", payload)
    page.fill("[name=alt]", "A sealed bag")
    visitor.tap("Upload the picture")
    page.locator("#id_body").press("Control+End")
    visitor.tap("Insert at the cursor")
    expect(page.locator("#preview img[alt='A sealed bag']")).to_be_visible()
    visitor.tap("Save", exact=True)
    visitor.hears("Saved")


def look_back_and_restore(visitor: Visitor) -> None:
    page = visitor.page
    before = page.input_value("#id_body")
    save_lesson(visitor, "A slip of the hand.")
    visitor.follow("History")
    page.locator(".rows h2 a").nth(1).click()
    visitor.look()
    visitor.tap("Make this the text again")
    expect(page.locator("#id_body")).to_have_value(before)


def set_up(visitor: Visitor, slug: str) -> None:
    page = visitor.page
    visitor.open(f"/studio/courses/{slug}/settings/")
    page.fill("[name=summary_en]", "What to see, ask and write down.")
    page.select_option("[name=level]", index=1)
    page.fill("[name=hours]", "1.5")
    visitor.tap("Save the settings")
    visitor.hears("The settings are saved.")


def write_questions(visitor: Visitor, slug: str, lesson: str) -> None:
    page = visitor.page
    for kind, spec in QUESTIONS.items():
        page.goto(f"/quizzes/{slug}/bank/new/{kind}/?from={lesson}")
        write_question(page, kind)
        if page.locator("[name=evidence_block]").count():
            page.locator("[name=evidence_block]").first.check()
        expect(page.locator("#preview")).to_contain_text(spec["stem"])
        if kind == "single_choice":
            expect(page.locator("#preview")).to_contain_text(spec["choices"][2]["text"])
            visitor.look()
        page.locator(".actions").get_by_role("button", name="Save", exact=True).click()
        visitor.hears("Saved: ")
    visitor.look()
    expect(page.locator(".bank-rows > li")).to_have_count(len(QUESTIONS))


def make_quiz(visitor: Visitor, slug: str) -> None:
    page = visitor.page
    visitor.open(f"/quizzes/{slug}/quizzes/new/")
    page.fill("[name=title_en]", "Final quiz")
    for summary in page.locator(".setting-group > summary").all():
        summary.click()
    page.fill("[name=pass_mark]", "60")
    page.fill("[name=attempts_allowed]", "3")
    page.fill("[name=time_limit_minutes]", "30")
    page.check("[name=shuffle_questions]")
    page.check("[name=shuffle_choices]")
    visitor.tap("Make the quiz")
    for box in page.locator("[name=add]").all():
        box.check()
    visitor.press("Add the ticked ones")
    expect(page.get_by_text(f"Together {MOST} points; 60 % are needed to pass.")).to_be_visible()
    visitor.follow("Preview", exact=True)
    answer_all(page, QUESTIONS)
    visitor.press("Grade these answers")
    expect(page.get_by_role("status").filter(has_text=f"{MOST} of {MOST} points")).to_be_visible()


def publish(visitor: Visitor, slug: str, notes: str) -> None:
    visitor.open(f"/studio/courses/{slug}/publish/")
    visitor.page.fill("[name=notes]", notes)
    visitor.page.locator("main").get_by_role("button", name=PUBLISH).click()
    expect(visitor.page.get_by_text(notes)).to_be_visible()


def take(learner: Visitor, slug: str, lessons: int) -> None:
    """Enrols, reads everything, takes the quiz with one slip."""
    page = learner.page
    learner.open(f"/courses/{slug}/")
    learner.tap("Enrol")
    learner.tap("Start", role="link")
    for _ in range(lessons):
        learner.tap("Mark as read and go on")
    learner.look()
    learner.tap("Start", exact=True)
    assert answer_all(page, QUESTIONS, wrong=1) == len(QUESTIONS)
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    learner.tap("Check and submit")
    learner.tap("Submit", exact=True)
    page.wait_for_url("**/result/")
    expect(page.get_by_text(f"{MOST - 1} of {MOST} points").first).to_be_visible()
    learner.look()


def see_results(visitor: Visitor, slug: str) -> None:
    visitor.open(f"/quizzes/{slug}/results/")
    visitor.follow("Final quiz")
    expect(
        visitor.page.locator("tbody tr", has_text=f"{round(100 * (MOST - 1) / MOST)} %")
    ).to_contain_text("Passed")
    visitor.page.get_by_role("link", name=re.compile("best attempt of")).click()
    expect(visitor.page.get_by_text(f"{MOST - 1} of {MOST} points").first).to_be_visible()
    visitor.look()


def test_a_course_is_written_published_taken_and_published_again(
    context: BrowserContext, site: Site
) -> None:
    author = as_role(context, site, "instructor")
    slug = make_course(author, f"Cash at the border {site.port}")
    first = add_lesson(author, slug, "What couriers do")
    write_with_preview_and_autosave(author)
    add_picture(author)
    look_back_and_restore(author)
    author.follow("As a learner")
    expect(author.page.get_by_text("This is a preview of the draft.")).to_be_visible()
    add_lesson(author, slug, "One bag")
    save_lesson(author, SECOND_TEXT)
    set_up(author, slug)
    write_questions(author, slug, first)
    make_quiz(author, slug)
    publish(author, slug, "The first edition of all.")

    other = context.browser.new_context(base_url=site.url)  # type: ignore[union-attr]
    learner = as_role(other, site, "learner")
    take(learner, slug, 2)
    see_results(author, slug)

    author.page.goto(f"/studio/courses/{slug}/lessons/{first}/")
    save_lesson(author, f"{FIRST_TEXT}\nA *second question* is no reproach.")
    publish(author, slug, "A word on second questions.")
    find_what_changed(learner, slug)
    duplicate_and_archive(author, slug)
    learner.page.goto("/")
    expect(learner.page.locator(f"main a[href='/courses/{slug}/']")).to_have_count(0)
    learner.page.goto("/my-learning/")
    expect(learner.page.locator(f"main a[href='/courses/{slug}/']")).to_have_count(1)
    other.close()


def find_what_changed(learner: Visitor, slug: str) -> None:
    page = learner.page
    learner.open(f"/courses/{slug}/")
    expect(page.get_by_text("edition 2")).to_be_visible()
    expect(page.get_by_text("A word on second questions.")).to_be_visible()
    expect(page.get_by_text("changed since you read it")).to_have_count(1)
    expect(page.locator(".path-item.is-done")).to_have_count(3)
    expect(page.get_by_text("You have completed this course.")).to_be_visible()
    learner.tap("What couriers do", role="link")
    expect(page.get_by_text("This lesson has changed since you read it.")).to_be_visible()
    learner.look()
    learner.tap("Mark as read")
    page.goto(f"/courses/{slug}/")
    expect(page.get_by_text("changed since you read it")).to_have_count(0)
    learner.tap("I have seen what is new")
    expect(page.get_by_text("edition 2")).to_have_count(0)


def duplicate_and_archive(author: Visitor, slug: str) -> None:
    page = author.page
    page.goto(f"/studio/courses/{slug}/")
    page.locator(".page-head .menu summary").click()
    author.tap("Duplicate the course")
    author.hears("This is the copy.")
    assert slug_of(page) != slug
    expect(page.locator(".plan-lesson")).to_have_count(2)
    page.goto(f"/studio/courses/{slug}/archive/")
    author.look()
    page.locator("main form").get_by_role("button", name="Archive the course").click()
    author.hears("The course is in the archive.")
