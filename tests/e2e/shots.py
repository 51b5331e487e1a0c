"""`make shots`: each page of the site at three widths, light, dark and right to left.

    python -m tests.e2e.shots --url http://127.0.0.1:8000 --accounts var/demo-accounts.txt

Without --url a site of its own is started: the pages of tests/e2e/pages.py with demo people, then
every address of tests/e2e/every_page.py. With it, the former only; the accounts file names a role,
an address and a password in each line. Pictures go to shots/<page>-<width>-<look>.png.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.pages import PAGES
from tests.e2e.sites import embedded_site

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WIDTHS = {360: 740, 768: 1024, 1440: 900}
LOOKS = ("light", "dark", "rtl")
Shown = tuple[str, str | None, str]
TELL = "from tests.e2e.every_page import tell; tell()"
ROLES = ("learner", "instructor", "coordinator", "administrator")


@dataclass(frozen=True, slots=True)
class Account:
    """Whose pages are photographed."""

    email: str
    password: str


def read_accounts(text: str) -> dict[str, Account]:
    """role → account, from lines that hold a role, an address and, as last word, a password."""
    found: dict[str, Account] = {}
    for line in text.splitlines():
        role = next((role for role in ROLES if role in line.lower()), None)
        address = re.search(r"\S+@\S+", line)
        if role and address:
            found.setdefault(role, Account(address.group(), line.split()[-1]))
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = CHROMIUM if Path(CHROMIUM).exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page: Page, url: str, account: Account) -> None:
    page.goto(f"{url}/accounts/login/")
    page.fill("input[name=login]", account.email)
    page.fill("input[name=password]", account.password)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()


def look_at(page: Page, look: str) -> None:
    """Dark by the browser's own wish; right to left as an Arabic page would be laid out."""
    page.emulate_media(color_scheme="dark" if look == "dark" else "light", reduced_motion="reduce")
    direction = "rtl" if look == "rtl" else "ltr"
    page.evaluate("direction => document.documentElement.dir = direction", direction)


def shoot(page: Page, *, name: str, to: Path, looks: tuple[str, ...]) -> None:
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for look in looks:
            look_at(page, look)
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=to / f"{name}-{width}-{look}.png", full_page=True)


Opener = Callable[[str], BrowserContext]


def by_account(browser: Browser, url: str, accounts: dict[str, Account]) -> Opener:
    """A browser signed in as whoever has the role."""

    def open_as(role: str) -> BrowserContext:
        context = browser.new_context(locale="en-GB")
        sign_in(context.new_page(), url, accounts[role])
        return context

    return open_as


def by_session(browser: Browser, url: str, sessions: dict[str, str]) -> Opener:
    """A browser that holds the person's session."""

    def open_as(person: str) -> BrowserContext:
        context = browser.new_context(locale="en-GB")
        context.add_cookies([{"name": "sessionid", "value": sessions[person], "url": url}])
        return context

    return open_as


@dataclass(frozen=True)
class Shooting:
    """Where the pictures go, and of what they are taken."""

    browser: Browser
    url: str
    to: Path
    only: str
    looks: tuple[str, ...]

    def shoot_pages(self, pages: Sequence[Shown], open_as: Opener) -> None:
        contexts: dict[str | None, BrowserContext] = {}
        for name, who, path in pages:
            if not re.search(self.only, name):
                continue
            if who not in contexts:
                contexts[who] = open_as(who) if who else self.browser.new_context(locale="en-GB")
            page = contexts[who].new_page()
            answer = page.goto(self.url + path)
            shoot(page, name=name, to=self.to, looks=self.looks)
            page.close()
            print(f"{name}: {answer.status if answer else '?'}", flush=True)
        for context in contexts.values():
            context.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="shots", description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="")
    parser.add_argument("--accounts", type=Path)
    parser.add_argument("--only", default="", help="a regular expression for page names")
    parser.add_argument("--looks", default=",".join(LOOKS))
    parser.add_argument("--to", type=Path, default=Path("shots"))
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    looks = tuple(options.looks.split(","))
    with chromium() as browser:
        if options.url:
            url = options.url.rstrip("/")
            shooting = Shooting(browser, url, options.to, options.only, looks)
            found = read_accounts(options.accounts.read_text()) if options.accounts else {}
            pages = [page for page in PAGES if page[1] is None or page[1] in found]
            shooting.shoot_pages(pages, by_account(browser, url, found))
            return
        with embedded_site() as site:
            shooting = Shooting(browser, site.url, options.to, options.only, looks)
            accounts = read_accounts((site.var / "demo-accounts.txt").read_text())
            shooting.shoot_pages(PAGES, by_account(browser, site.url, accounts))
            told = json.loads(site.manage("shell", "-v0", "-c", TELL).splitlines()[-1])
            shooting.shoot_pages(told["pages"], by_session(browser, site.url, told["sessions"]))


if __name__ == "__main__":
    main()
