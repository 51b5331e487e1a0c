"""Every kind authored, published, taken and marked: by keyboard alone, and without JavaScript.

One journey a way and a way of running: a course from nothing, each question through its own form,
the learner's answers, the teacher's marks, the result to the point. On the scaled site the course
is Arabic, so that all of it is done once from right to left.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from courses.quizzes.types.registry import kinds_by_name
from tests.e2e.every_kind import SCRIPTS, Script
from tests.e2e.hands import PHONE, Hand, KeyHand, PlainHand
from tests.e2e.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

WAYS: dict[str, type[Hand]] = {"keyboard": KeyHand, "no scripts": PlainHand}
LANGUAGES = {"embedded": ("English", "ltr"), "scaled": ("العربيّة", "rtl")}
QUIZ = "Every kind"
TOGETHER = "8.92 of 14 points"
LESSON = "Who helps"
TEXT = "A captain helps whoever is in danger at sea. Nobody asks them for papers first."


@pytest.fixture(params=list(WAYS))
def hands(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[list[Hand]]:
    """The author's and the learner's, each with a browser of their own."""
    yield from two_hands(WAYS[request.param], browser, site)


def two_hands(way: type[Hand], browser: Browser, site: Site) -> Iterator[list[Hand]]:
    contexts = [open_browser(way, browser, site) for _ in range(2)]
    yield [way(context.new_page()) for context in contexts]
    for context in contexts:
        context.close()


def open_browser(way: type[Hand], browser: Browser, site: Site) -> BrowserContext:
    """Without scripts, a phone."""
    context = browser.new_context(
        base_url=site.url,
        locale="en-GB",
        java_script_enabled=way.has_scripts,
        viewport=None if way.has_scripts else PHONE,
    )
    context.set_default_timeout(60_000)
    return context


def sign_in(hand: Hand, site: Site, role: str) -> None:
    address, password = site.accounts()[role]
    hand.open_page("/accounts/login/")
    hand.write("Email", address)
    hand.write("Password", password)
    hand.go("Sign in")


def make_course(author: Hand, language: str) -> str:
    """A published text stands in it already; the course's slug."""
    author.open_page("/studio/")
    author.follow("New course")
    author.write("Title", "Rescue at sea")
    author.choose("Language", language)
    author.go("Make the course")
    author.write("Title of a new module", "At sea")
    author.go("Add a module")
    author.write("Title of a new lesson", LESSON)
    author.go("Add a lesson")
    author.write_in(author.page.locator("#id_body"), TEXT)
    author.go("Save")
    found = re.search(r"/courses/([\w-]+)/", author.page.url)
    assert found is not None
    return found[1]


def make_quiz(author: Hand, slug: str) -> None:
    author.open_page(f"/studio/courses/{slug}/")
    author.follow("Quizzes")
    author.follow("New quiz")
    author.write("Title", QUIZ)
    author.fits()
    author.go("Make the quiz")


def write_question(author: Hand, kind: str, script: Script) -> None:
    """From the list of kinds to its form, where it was previewed before it is saved."""
    author.fits()
    author.follow(str(kinds_by_name()[kind].label))
    stem = {"true_false": "Statement", "stimulus": "Text, picture or table"}.get(kind, "Question")
    author.write(stem, script.stem)
    script.write(author)
    if kinds_by_name()[kind].is_scored and not kinds_by_name()[kind].is_marked_by_person:
        author.choose_lesson(LESSON)
        author.tick_on(author.page.locator("[name=evidence_block]:not([value='*'])").last)
    preview(author, script)
    author.fits()
    author.look()
    author.go("Save")
    expect(author.page.get_by_text("Saved: “").first).to_be_visible()


def preview(author: Hand, script: Script) -> None:
    author.change("Preview")
    author.at()
    expect(author.page.locator("#preview")).to_contain_text(script.stem.replace("*", ""))


def write_all(author: Hand) -> None:
    """A text that questions share leads to the choice of a kind for a question about it."""
    for kind, script in SCRIPTS.items():
        if not script.is_about_letter:
            author.go("Write a new one")
        write_question(author, kind, script)


def put_in_order(author: Hand) -> None:
    """The last question goes up by one; the essay earns two points."""
    rows = author.page.locator("li.row")
    author.at(rows.last)
    author.go("Up…")
    author.at()
    stems = rows.locator("a").all_inner_texts()
    assert stems[-2] == SCRIPTS["survey"].stem
    essay = next(i for i, stem in enumerate(stems, 1) if stem == SCRIPTS["essay"].stem)
    author.write(f"Points of question {essay}", "2")
    author.go("Save points")
    expect(author.page.get_by_text("Together 14 points; 70 % are needed to pass.")).to_be_visible()


def look_and_publish(author: Hand) -> None:
    author.follow("Preview")
    for script in SCRIPTS.values():
        expect(author.page.locator("main")).to_contain_text(script.stem.replace("*", ""))
    author.fits()
    author.page.go_back()
    author.follow("Publish")
    author.fits()
    author.go("Publish the course")


def take(learner: Hand, slug: str) -> None:
    learner.open_page(f"/courses/{slug}/")
    learner.go("Enrol")
    learner.follow(f"Quiz: {QUIZ}")
    learner.go("Start")
    learner.fits()
    for script in SCRIPTS.values():
        learner.at(learner.page.locator("section.question", has_text=script.stem))
        script.answer(learner)
    learner.at()


def submit(learner: Hand) -> None:
    learner.fits()
    learner.look()
    learner.go("Check and submit")
    expect(learner.page.get_by_text("All 14 questions are answered.")).to_be_visible()
    learner.fits()
    learner.go("Submit")
    waiting = learner.page.get_by_text("Your teacher has yet to mark 2 answers.")
    expect(waiting).to_be_visible()
    learner.fits()


def mark(author: Hand, slug: str) -> None:
    author.open_page(f"/studio/courses/{slug}/")
    author.follow("To mark…")
    author.fits()
    author.follow(f"{SCRIPTS['essay'].stem}…")
    author.fits()
    author.tick_on(level(author, "half of it"))
    author.write("Words to the learner", "Say where it is written.")
    author.go("Done, next answer")
    author.tick_on(level(author, "all of it"))
    author.go("Done, next answer")
    expect(author.page.get_by_role("heading", name="Nothing to mark")).to_be_visible()


def level(author: Hand, words: str) -> Locator:
    return author.page.locator("[data-criterion] label.tile", has_text=words).locator("input")


def read_result(learner: Hand) -> None:
    learner.page.reload()
    page = learner.page
    expect(page.get_by_text(TOGETHER).first).to_be_visible()
    learner.fits()
    learner.look()
    for script in SCRIPTS.values():
        if not script.earns:
            continue
        shown = page.locator("section.question", has_text=script.stem)
        expect(shown.locator(".points")).to_have_text(script.earns)
        for words in script.says:
            expect(shown).to_contain_text(words)


def test_every_kind_is_authored_taken_and_marked(site: Site, hands: list[Hand]) -> None:
    author, learner = hands
    language, direction = LANGUAGES[site.name]
    assert set(SCRIPTS) == set(kinds_by_name()), "a kind has no script in every_kind.py"
    sign_in(author, site, "instructor")
    slug = make_course(author, language)
    make_quiz(author, slug)
    write_all(author)
    put_in_order(author)
    look_and_publish(author)
    sign_in(learner, site, "learner")
    take(learner, slug)
    expect(learner.page.locator(".kind").first).to_have_attribute("dir", direction)
    submit(learner)
    mark(author, slug)
    read_result(learner)
