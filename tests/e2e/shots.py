"""`make shots`: each page of tests/e2e/pages.py at three widths, light, dark and right to left.

    python -m tests.e2e.shots --url http://127.0.0.1:8000 --accounts var/demo-accounts.txt

The accounts file names a role, an address and a password in each line. Without --url a site of
its own is started. Pictures go to shots/<page>-<width>-<look>.png.
"""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.pages import PAGES

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WIDTHS = {360: 740, 768: 1024, 1440: 900}
LOOKS = ("light", "dark", "rtl")
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


def shoot_pages(
    browser: Browser,
    url: str,
    accounts: dict[str, Account],
    *,
    to: Path,
    only: str,
    looks: tuple[str, ...],
) -> None:
    contexts: dict[str | None, BrowserContext] = {}
    for name, role, path in PAGES:
        if not re.search(only, name) or (role and role not in accounts):
            continue
        if role not in contexts:
            contexts[role] = browser.new_context(locale="en-GB")
            if role:
                sign_in(contexts[role].new_page(), url, accounts[role])
        page = contexts[role].new_page()
        answer = page.goto(url + path)
        shoot(page, name=name, to=to, looks=looks)
        page.close()
        print(f"{name}: {answer.status if answer else '?'}", flush=True)


@contextmanager
def site_to_shoot(url: str, accounts: Path | None) -> Iterator[tuple[str, dict[str, Account]]]:
    """The running site that was named, else an embedded one with demo people, started here."""
    if url:
        yield url.rstrip("/"), read_accounts(accounts.read_text()) if accounts else {}
        return
    from tests.e2e.sites import embedded_site

    with embedded_site() as site:
        yield site.url, read_accounts((site.var / "demo-accounts.txt").read_text())


def main() -> None:
    parser = argparse.ArgumentParser(prog="shots", description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="")
    parser.add_argument("--accounts", type=Path)
    parser.add_argument("--only", default="", help="a regular expression for page names")
    parser.add_argument("--looks", default=",".join(LOOKS))
    parser.add_argument("--to", type=Path, default=Path("shots"))
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    with site_to_shoot(options.url, options.accounts) as (url, accounts), chromium() as browser:
        looks = tuple(options.looks.split(","))
        shoot_pages(browser, url, accounts, to=options.to, only=options.only, looks=looks)


if __name__ == "__main__":
    main()
