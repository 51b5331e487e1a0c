"""The two hands that do the same journey: one by keyboard alone, one without JavaScript.

What is done is said once, by the words that stand on the page: the label of a field, the legend
of the group that it stands in, the name of a button.
"""

import re
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar, Literal

from playwright.sync_api import Locator, Page, Position, Response, ViewportSize, expect

from tests.e2e.keyboard import Keyboard
from tests.e2e.visitor import UNDER_WAY, Visitor

Role = Literal["button", "link", "textbox", "combobox", "checkbox", "radio", "spinbutton"]
FIELDS: tuple[Role, ...] = ("textbox", "spinbutton")
PHONE = ViewportSize(width=320, height=640)


def is_whole_form(answer: Response) -> bool:
    """What a press brought, not the preview that follows what is typed."""
    return answer.request.method == "POST" and "/preview/" not in answer.url


class Hand(ABC):
    """Writes, ticks and presses at `page`; `where` narrows it to a part of the page."""

    has_scripts: ClassVar[bool]

    def __init__(self, page: Page) -> None:
        self.page = page
        self.visitor = Visitor(page)
        self.where: Locator = page.locator("body")

    def at(self, part: Locator | None = None) -> None:
        """What follows is done in this part of the page; without one, in all of it."""
        self.where = part or self.page.locator("body")

    def group(self, legend: str) -> Locator:
        """The fields under this legend."""
        return self.where.get_by_role("group", name=legend, exact=True)

    def part(self, within: str) -> Locator:
        return self.group(within) if within else self.where

    def named(self, role: Role, name: str, within: str = "") -> Locator:
        """The one that is called so; a name that ends in … goes on, with help mostly."""
        part = self.part(within)
        if name.endswith("…"):
            beginning = re.compile(f"^{re.escape(name[:-1])}")
            return part.get_by_role(role, name=beginning).first
        return part.get_by_role(role, name=name, exact=True).first

    def field(self, label: str, within: str = "") -> Locator:
        both = self.named("textbox", label, within)
        return both.or_(self.named("spinbutton", label, within)).first

    def fits(self) -> None:
        """Nothing of this page makes a phone scroll sideways, and nothing failed so far."""
        assert not self.visitor.failures, self.visitor.failures
        usual = self.page.viewport_size
        if usual != PHONE:
            self.page.set_viewport_size(PHONE)
        wide: int = self.page.evaluate("document.documentElement.scrollWidth")
        if usual and usual != PHONE:
            self.page.set_viewport_size(usual)
        assert wide <= PHONE["width"], f"{wide} px wide at {self.page.url}"

    def look(self) -> None:
        """axe on the page, where its scripts can run."""
        if self.has_scripts:
            self.visitor.look()

    def open_page(self, path: str) -> None:
        """By its address, as from a bookmark."""
        self.page.goto(path)

    def go(self, name: str, *, role: Role = "button", within: str = "") -> None:
        """Presses what leads to another page, and waits for it."""
        pressed = self.named(role, name, within)
        with self.page.expect_event("domcontentloaded"):
            self.press_on(pressed)

    def follow(self, name: str, within: str = "") -> None:
        self.go(name, role="link", within=within)

    def change(self, name: str, within: str = "") -> None:
        """Presses a button that changes the form it stands in."""
        self.press_on(self.named("button", name, within))

    def write(self, label: str, text: str, within: str = "") -> None:
        self.write_in(self.field(label, within), text)

    def tick(self, label: str, within: str = "", role: Role = "checkbox") -> None:
        self.tick_on(self.named(role, label, within))

    def pick(self, label: str, within: str = "") -> None:
        self.tick(label, within, "radio")

    def choose(self, label: str, option: str, within: str = "") -> None:
        self.choose_in(self.named("combobox", label, within), option)

    def unfold(self, summary: str, within: str = "") -> None:
        found = self.part(within).locator("summary", has_text=summary).first
        if found.locator("xpath=..").get_attribute("open") is None:
            self.press_on(found)

    @abstractmethod
    def press_on(self, wanted: Locator) -> None: ...

    @abstractmethod
    def write_in(self, wanted: Locator, text: str) -> None: ...

    @abstractmethod
    def tick_on(self, wanted: Locator) -> None: ...

    @abstractmethod
    def choose_in(self, wanted: Locator, option: str) -> None: ...

    @abstractmethod
    def attach(self, wanted: Locator, file: Path) -> None: ...

    @abstractmethod
    def mark_place(self, picture: Locator, *, across: int, down: int) -> None:
        """In percent of the picture."""

    @abstractmethod
    def choose_lesson(self, title: str) -> None:
        """Where the answer stands: its passages are shown then."""

    @abstractmethod
    def put_in_order(self, texts: list[str]) -> None:
        """The lines of the question at which the hand is."""

    @abstractmethod
    def send_file(self, file: Path) -> None:
        """The answer to the question at which the hand is."""

    @abstractmethod
    def ask_about_picture(self, file: Path, alt: str) -> None:
        """Uploads it beside the form of a question, and makes it what the question is about."""


class KeyHand(Hand):
    """By keyboard alone, with JavaScript."""

    has_scripts = True

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.keys = Keyboard(page)

    def press_on(self, wanted: Locator) -> None:
        self.keys.enter(wanted)

    def change(self, name: str, within: str = "") -> None:
        """The form is fetched anew, and the focus stays where it was or goes to what is new."""
        with self.page.expect_response(is_whole_form):
            super().change(name, within)
        expect(self.page.locator(UNDER_WAY)).to_have_count(0)
        self.keys.keeps_its_place()

    def write_in(self, wanted: Locator, text: str) -> None:
        self.keys.type(wanted, text)

    def tick_on(self, wanted: Locator) -> None:
        self.keys.tick(wanted)

    def choose_in(self, wanted: Locator, option: str) -> None:
        self.keys.choose(wanted, option)

    def attach(self, wanted: Locator, file: Path) -> None:
        self.keys.attach(wanted, file)

    def mark_place(self, picture: Locator, *, across: int, down: int) -> None:
        """The arrows start in the middle and go by two percent."""
        self.keys.reach(picture)
        for distance, less, more in (
            (across - 50, "ArrowLeft", "ArrowRight"),
            (down - 50, "ArrowUp", "ArrowDown"),
        ):
            for _ in range(abs(distance) // 2):
                self.page.keyboard.press(more if distance > 0 else less)

    def choose_lesson(self, title: str) -> None:
        with self.page.expect_response(is_whole_form):
            self.choose("Lesson", title)
        expect(self.page.locator("[name=evidence_block]").first).to_be_attached()
        self.keys.keeps_its_place()

    def put_in_order(self, texts: list[str]) -> None:
        """Lines that stand so by chance are no answer yet: one goes down and up again."""
        if self.lines() == texts:
            self.press_on(self.named("button", f"Move down: {texts[0]}"))
        for place, text in enumerate(texts):
            up = self.named("button", f"Move up: {text}")
            for _ in range(self.lines().index(text) - place):
                self.press_on(up)
                expect(up).to_be_focused()

    def lines(self) -> list[str]:
        found = self.where.locator(".ordering-text").all_inner_texts()
        return [line.strip() for line in found]

    def send_file(self, file: Path) -> None:
        self.attach(self.where.locator("input[type=file]"), file)
        expect(self.where.get_by_label(file.name)).to_be_checked()
        self.keys.keeps_its_place()

    def ask_about_picture(self, file: Path, alt: str) -> None:
        self.unfold("Add a picture")
        self.attach(self.page.locator("#pictures input[type=file]"), file)
        self.write_in(self.page.locator("#pictures").get_by_label("What the picture shows"), alt)
        self.change("Upload the picture")
        self.change("Ask about this picture")


class PlainHand(Hand):
    """Without JavaScript: forms are filled in and sent, each answer is a page."""

    has_scripts = False

    def press_on(self, wanted: Locator) -> None:
        expect(wanted).to_be_visible()
        wanted.click()

    def change(self, name: str, within: str = "") -> None:
        self.go(name, within=within)

    def write_in(self, wanted: Locator, text: str) -> None:
        wanted.fill(text)

    def tick_on(self, wanted: Locator) -> None:
        wanted.check()

    def choose_in(self, wanted: Locator, option: str) -> None:
        wanted.select_option(label=option)

    def attach(self, wanted: Locator, file: Path) -> None:
        wanted.set_input_files(file)

    def mark_place(self, picture: Locator, *, across: int, down: int) -> None:
        box = picture.bounding_box()
        assert box is not None
        position = Position(x=box["width"] * across / 100, y=box["height"] * down / 100)
        with self.page.expect_event("domcontentloaded"):
            picture.click(position=position)

    def choose_lesson(self, title: str) -> None:
        self.choose("Lesson", title)
        self.change("Show its passages")

    def put_in_order(self, texts: list[str]) -> None:
        for number, text in enumerate(texts, 1):
            line = self.where.locator(".ordering-item", has_text=text)
            self.choose_in(line.locator("select"), str(number))

    def send_file(self, file: Path) -> None:
        self.attach(self.where.locator("input[type=file]"), file)
        self.change("Save")
        expect(self.where.get_by_label(file.name)).to_be_checked()

    def ask_about_picture(self, file: Path, alt: str) -> None:
        """The pictures have a page of their own, in a new tab; its line goes into the field."""
        self.unfold("Add a picture")
        with self.page.expect_popup() as opened:
            self.named("link", "All pictures").click()
        pictures = type(self)(opened.value)
        pictures.attach(pictures.page.locator("input[type=file]"), file)
        pictures.write("What the picture shows", alt)
        pictures.fits()
        pictures.go("Upload the picture")
        line = pictures.page.locator(".notice-right code").inner_text()
        pictures.page.close()
        self.write_in(self.page.locator("[data-picture]"), line)
        self.change("Preview")
