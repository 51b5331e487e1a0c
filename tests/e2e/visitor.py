"""A person at the browser: every page they come to is checked by axe, and no request may fail."""

import contextlib
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Page, Response, expect

from tests.e2e.sessions import sign_in_as
from tests.e2e.sites import Site
from tests.support.axe import assert_accessible

Role = Literal["button", "link"]
# What htmx says of a part that it fetches, puts in its place and wakes.
UNDER_WAY = ".htmx-request, .htmx-swapping, .htmx-settling"


class Visitor:
    """Wraps a page. `look()` after each step: axe on the page, and nothing answered 5xx."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.failures: list[str] = []
        page.on("response", self._note)
        page.on("pageerror", lambda error: self.failures.append(f"script: {error}"))
        page.on("console", lambda line: self._hear(line.type, line.text))

    def _note(self, response: Response) -> None:
        if response.status >= 500:
            self.failures.append(f"{response.status} {response.request.method} {response.url}")

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and "Content Security Policy" in text:
            self.failures.append(text)

    def look(self) -> None:
        # A page that a press has asked for may be named in the address before it was read.
        self.page.wait_for_load_state()
        # Nor is a page looked at while a part of it is being changed for another.
        expect(self.page.locator(UNDER_WAY)).to_have_count(0)
        assert not self.failures, self.failures
        assert_accessible(self.page)

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def follow(self, name: str, *, exact: bool = False) -> None:
        self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.look()

    def press(self, name: str, *, exact: bool = False) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.look()

    def tap(self, name: str, *, role: Role = "button", exact: bool = False) -> None:
        """Presses without looking: for a step on a page that was looked at before."""
        self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.page.wait_for_load_state()

    def hears(self, words: str) -> None:
        """What was done is said on the page."""
        expect(self.page.locator(".toast").first).to_contain_text(words)

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def sign_in(self, address: str, password: str) -> None:
        self.open("/accounts/login/")
        self.page.fill("input[name=login]", address)
        self.page.fill("input[name=password]", password)
        self.press("Sign in", exact=True)


def as_role(context: BrowserContext, site: Site, role: str) -> Visitor:
    """Somebody of the demo people, signed in, with an empty page."""
    sign_in_as(context, site, role)
    return Visitor(context.new_page())


def end_tab(page: Page) -> None:
    """The tab dies, with its line cut if it was.

    One that is closed or led elsewhere has its line back for a moment, for what cut it is the
    browser's own tool, and goes: on a busy machine it then sends what waited.
    """
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_event("crash"), contextlib.suppress(Error):
        page.goto("chrome://crash")
    page.close()
