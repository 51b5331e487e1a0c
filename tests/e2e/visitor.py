"""A person at the browser: every page they come to is checked by axe, and no request may fail."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

from tests.support.axe import assert_accessible


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

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def sign_in(self, address: str, password: str) -> None:
        self.open("/accounts/login/")
        self.page.fill("input[name=login]", address)
        self.page.fill("input[name=password]", password)
        self.press("Sign in", exact=True)
