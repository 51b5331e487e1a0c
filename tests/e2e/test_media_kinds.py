"""Places in pictures, and a text that questions share: by mouse, keyboard, list, no script."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor, as_role

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

MAKE = """
import io
from PIL import Image, ImageDraw
from courses.catalog.pictures import add_picture
from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.bank.services import create_question
from courses.quizzes.stimuli.referring import set_stimulus
from tests.support.make_quizzes import SINGLE, enrol, make_course, publish
language = {language!r}
course = make_course(languages=(language,))
file = io.BytesIO()
image = Image.new("RGB", (800, 400), "white")
draw = ImageDraw.Draw(image)
draw.rectangle((80, 80, 320, 160), outline="navy", width=4)
draw.ellipse((520, 120, 680, 280), outline="red", width=4)
image.save(file, "PNG"); file.seek(0)
picture = add_picture(course, file, "A form with a box and a stamp", for_questions=True)
def write(kind, **spec):
    return create_question(course, kind=kind, specs={{language: spec}})
text = write("stimulus", title="A bank statement", stem=(
    "Read it. The sum is $s = \\\\frac{{a}}{{b}}$.\\n\\n"
    f"![A form](/pictures/{{picture.key}})\\n\\n"
    "| Day | Amount |\\n| --- | --- |\\n| 1 May | 9,900 |"
))
spot = write("hotspot", stem="Where is the name?", picture=str(picture.key),
    alt="A form with a box and a stamp", feedback="It is in the box.", regions=[
    {{"id": "r1", "text": "In the box", "shape": "rectangle", "place": [0.1, 0.2, 0.3, 0.2],
      "correct": True, "feedback": ""}},
    {{"id": "r2", "text": "In the stamp", "shape": "circle", "place": [0.75, 0.5, 0.1],
      "correct": {several}, "feedback": "That is the carrier."}},
    *[{{"id": "r3", "text": "In the margin", "shape": "rectangle", "place": [0, 0.9, 1, 0.1],
        "correct": False, "feedback": ""}}][:{several}]],
    marking="per_place" if {several} else "one")
choice = write("single_choice", **SINGLE)
for question in (spot, choice):
    set_stimulus(question, text)
    question.refresh_from_db()
quiz = services.create_quiz(course, titles={{language: "Pictures"}})
services.set_items(quiz, [(spot, 1), (choice, 1)])
publish(course)
enrol(User.objects.get(email={learner!r}), course)
print("quiz:", f"/quizzes/{{course.slug}}/quiz/{{quiz.key}}/")
"""


def quiz_on(site: Site, language: str = "en", *, several: bool = False) -> str:
    learner, _ = site.accounts()["learner"]
    made = MAKE.format(language=language, learner=learner, several=several)
    said = site.manage("shell", "-v0", "-c", made)
    found = re.search(r"quiz: (\S+)", said)
    assert found is not None, said
    return found[1]


def start(
    context: BrowserContext, site: Site, language: str = "en", *, several: bool = False
) -> Visitor:
    learner = as_role(context, site, "learner")
    learner.page.goto(quiz_on(site, language, several=several))
    learner.page.locator(".page-content .button-primary").first.click()
    learner.page.wait_for_url("**/attempts/**")
    return learner


def saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")


def picture_of(page: Page) -> Locator:
    return page.locator(".hotspot input[type=image]:visible")


def is_smooth(page: Page) -> None:
    """The picture has its size, and keys are heard: its script comes after the page."""
    expect(page.locator("[data-by-keys]")).to_be_visible()


def aim_by_keys(page: Page) -> None:
    is_smooth(page)
    picture_of(page).focus()


def place_in(page: Page) -> list[float]:
    inputs = page.locator("[data-numbers] input")
    return [float(inputs.nth(number).input_value()) for number in (0, 1)]


def finish(page: Page, points: str) -> None:
    page.get_by_role("button", name="Check and submit").click()
    page.wait_for_url("**/check/")
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/result/")
    expect(page.get_by_text(points).first).to_be_visible()


def test_a_place_is_marked_by_a_click_and_stands_after_reloading(
    context: BrowserContext, site: Site
) -> None:
    learner = start(context, site)
    page = learner.page
    is_smooth(page)
    for picture in (picture_of(page), page.locator(".stimulus img")):
        assert page.request.get(picture.get_attribute("src") or "").status == 200
    box = picture_of(page).bounding_box()
    assert box is not None
    picture_of(page).click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.3})
    saved(page)
    page.get_by_label("Proceeds of crime").check()
    saved(page)
    page.reload()
    assert place_in(page) == pytest.approx([25, 30], abs=1)
    expect(page.locator("[data-marker]")).to_have_attribute("visibility", "visible")
    learner.look()
    finish(page, "2 of 2")
    expect(page.locator("details.stimulus")).to_have_count(1)
    learner.look()


def test_a_place_is_marked_by_the_arrow_keys_and_said(context: BrowserContext, site: Site) -> None:
    page = start(context, site).page
    aim_by_keys(page)
    for key in ["ArrowLeft"] * 12 + ["ArrowUp"] * 10:
        page.keyboard.press(key)
    expect(page.locator(".hotspot [data-said]")).to_have_text("Marked: 26 % across, 30 % down")
    saved(page)
    page.get_by_label("In the stamp").check()
    saved(page)
    expect(page.locator("[data-marker]")).to_have_attribute("visibility", "hidden")
    picture_of(page).focus()
    page.keyboard.press("ArrowLeft")
    assert not page.get_by_label("In the stamp").is_checked()


def test_a_phone_shows_all_of_the_picture_and_folds_the_text(
    context: BrowserContext, site: Site
) -> None:
    learner = start(context, site, "ar")
    page = learner.page
    page.set_viewport_size({"width": 320, "height": 640})
    is_smooth(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320
    box = picture_of(page).bounding_box()
    assert box is not None and box["width"] <= 300
    learner.look()
    page.locator("details.stimulus summary").click()
    expect(page.locator("details.stimulus table")).to_be_hidden()


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=site.url,
        locale="en-GB",
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    )
    yield context
    context.close()


def test_without_a_script_the_browser_says_where_it_was_clicked(
    plain: BrowserContext, site: Site
) -> None:
    page = start(plain, site).page
    page.get_by_label("Proceeds of crime").check()
    # The small picture, 256 pixels wide: nothing scrolls sideways.
    picture_of(page).click(position={"x": 64, "y": 38})
    page.wait_for_url(re.compile(r"/attempts/[^/]+/\S*#q"))
    assert page.evaluate("document.querySelector('.hotspot-frame').scrollWidth") <= 300
    assert place_in(page) == pytest.approx([25, 30], abs=0.5)
    assert page.get_by_label("Proceeds of crime").is_checked()
    page.get_by_label("In the stamp").check()
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("[data-numbers] input").first).to_have_value("")
    expect(page.get_by_label("In the stamp")).to_be_checked()


def places_in(page: Page) -> str:
    return page.locator("[data-numbers] input").first.input_value()


def test_several_places_are_marked_by_keyboard_alone(context: BrowserContext, site: Site) -> None:
    learner = start(context, site, several=True)
    page = learner.page
    aim_by_keys(page)
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    for _ in range(24):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".hotspot [data-said]")).to_contain_text("Remove one first")
    saved(page)
    page.get_by_role("button", name="Remove: Place 1: 26 % across, 50 % down").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-marks] li")).to_have_count(1)
    saved(page)
    page.reload()
    expect(page.locator("[data-marks] li")).to_have_text(re.compile("74 % across, 50 % down"))
    learner.look()


def test_several_places_are_marked_without_a_script(plain: BrowserContext, site: Site) -> None:
    page = start(plain, site, several=True).page
    for x, y in ((64, 38), (192, 64)):
        picture_of(page).click(position={"x": x, "y": y})
        page.wait_for_url(re.compile(r"/attempts/[^/]+/\S*#q"))
    expect(page.locator("[data-numbers] input").first).to_have_value("25 29.69; 75 50")
    page.get_by_label("In the margin").check()
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".hotspot .error")).to_contain_text("You marked 3 places.")
    assert (places_in(page), page.get_by_label("In the margin").is_checked()) == (
        "25 29.69; 75 50",
        True,
    )


def upload() -> FilePayload:
    file = io.BytesIO()
    image = Image.new("RGB", (800, 400), "white")
    ImageDraw.Draw(image).rectangle((80, 80, 320, 160), outline="navy", width=4)
    image.save(file, "PNG")
    return {"name": "form.png", "mimeType": "image/png", "buffer": file.getvalue()}


BANK = "/quizzes/organised-crime-first-steps/bank/"


def test_an_author_uploads_a_picture_and_draws_on_it(context: BrowserContext, site: Site) -> None:
    author = as_role(context, site, "instructor")
    page = author.page
    page.goto(f"{BANK}new/hotspot/")
    page.fill("[name=stem-en]", "Where is the name?")
    page.get_by_text("Add a picture", exact=True).click()
    page.set_input_files("[name=picture][type=file]", upload())
    page.fill("#picture-upload [name=alt]", "A form")
    page.get_by_role("button", name="Upload the picture").click()
    page.get_by_role("button", name="Ask about this picture").click()
    canvas = page.locator("[data-canvas]")
    expect(canvas).to_be_visible()
    expect(page.locator("[name=stem-en]")).to_have_value("Where is the name?")
    page.fill("[name=alt-en]", "A form with a box")
    page.fill("[name=regions-0-text-en]", "In the box")
    page.check("[name=regions-0-correct]")
    page.get_by_role("button", name="Draw 1").click()
    expect(page.locator("[name=regions-0-place]")).to_have_value("40, 40, 20, 20")
    # Its place on the page, once all of it has come.
    expect(page.locator("[data-drawn-on]")).to_have_js_property("complete", True)
    shown = page.locator("[data-drawn-on]").bounding_box()
    assert shown is not None
    page.mouse.move(shown["x"] + shown["width"] * 0.1, shown["y"] + shown["height"] * 0.2)
    page.mouse.down()
    page.mouse.move(shown["x"] + shown["width"] * 0.4, shown["y"] + shown["height"] * 0.4)
    page.mouse.up()
    drawn = [float(n) for n in page.input_value("[name=regions-0-place]").split(",")]
    assert drawn == pytest.approx([10, 20, 30, 20], abs=1)
    page.fill("[name=regions-1-text-en]", "In the margin")
    page.get_by_role("button", name="Draw 2").click()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("[name=regions-1-place]")).to_have_value("42, 40, 20, 21")
    author.look()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator(".toast").first).to_contain_text("Saved: “")
