"""Somebody at an attempt of their own, in a browser."""

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.announced import listen
from tests.e2e.own_attempt import OwnAttempt, own_attempts
from tests.e2e.sites import Site

KINDS = ["single_choice", "short_text", "true_false", "numeric"]
SAVED = re.compile(r"Saved \d\d:\d\d:\d\d")


@dataclass
class Taking:
    """Somebody at an attempt of theirs; pages say what they announce."""

    attempt: OwnAttempt
    context: BrowserContext
    page: Page

    def open(self, where: str = "") -> None:
        """Until the scripts of the page are there."""
        self.page.goto(self.attempt.url + where)
        expect(self.state()).not_to_contain_text("Press “Save”")

    def state(self) -> Locator:
        return self.page.locator("[data-save-state]")

    def question(self, number: int) -> Locator:
        return self.page.locator(f"#q{number}")

    def answer(self, number: int, nth: int = 0) -> None:
        self.question(number).locator("label.tile").nth(nth).click()

    def write(self, number: int, text: str) -> None:
        self.question(number).locator("input[type=text]").fill(text)

    def flag(self, number: int) -> Locator:
        return self.question(number).get_by_role("button", name="Come back to this")

    def tile(self, number: int) -> Locator:
        return self.page.locator(".tile-number").nth(number - 1)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def another_window(self) -> "Taking":
        return Taking(self.attempt, self.context, self.context.new_page())


class Take:
    """Makes attempts: two questions on a page, unless said otherwise."""

    def __init__(self, browser: Browser, site: Site, **context: Any) -> None:
        self.browser, self.site, self.of_context = browser, site, context
        self.contexts: list[BrowserContext] = []

    def __call__(self, *kinds: str, **settings: Any) -> Taking:
        made = own_attempts(self.site, list(kinds) or KINDS, **{"per_page": 2, **settings})[0]
        return self.on_device(made)

    def on_device(self, attempt: OwnAttempt) -> Taking:
        """A new one, with the attempt open."""
        context = self.browser.new_context(
            **{"base_url": self.site.url, "locale": "en-GB", **self.of_context}
        )
        context.set_default_timeout(60_000)
        self.contexts.append(context)
        attempt.sign_in(context)
        taking = Taking(attempt, context, context.new_page())
        listen(taking.page)
        taking.page.goto(attempt.url)
        if self.of_context.get("java_script_enabled", True):
            taking.open()
        return taking

    def close(self) -> None:
        for context in self.contexts:
            context.close()
