"""A person's own account: language, address and password, changed in the browser and by mail."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.joining import PASSWORD, link_in, sign_up
from tests.e2e.sites import Site
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

NEW_PASSWORD = "seven other words, and no comma"


def sign_in_again(visitor: Visitor, address: str, password: str) -> None:
    visitor.page.context.clear_cookies()
    visitor.page.goto("/accounts/login/")
    visitor.page.fill("input[name=login]", address)
    visitor.page.fill("input[name=password]", password)
    visitor.tap("Sign in", exact=True)
    visitor.page.goto("/people/settings/")
    expect(visitor.page.locator("main")).to_contain_text(address)


def test_language_address_and_password_are_changed(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    visitor = Visitor(page)
    address = f"sol-{site.name}-{site.port}@example.org"
    sign_up(visitor, site, address)
    speak_french_and_english_again(visitor)
    change_address(visitor, site, f"new-{address}")
    sign_in_again(visitor, f"new-{address}", PASSWORD)
    reset_password(visitor, site, f"new-{address}")
    sign_in_again(visitor, f"new-{address}", NEW_PASSWORD)


def speak_french_and_english_again(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/my-learning/")
    page.locator("summary", has_text="English").click()
    visitor.tap("français")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon parcours")
    expect(page.get_by_role("link", name="Chercher")).to_be_visible()
    visitor.look()
    page.locator("summary", has_text="français").click()
    visitor.tap("English")
    expect(page.get_by_role("heading", level=1)).to_have_text("My learning")


def change_address(visitor: Visitor, site: Site, new: str) -> None:
    """The old address stays until the mail to the new one is answered."""
    page = visitor.page
    visitor.open("/people/settings/")
    visitor.follow("Change your address")
    page.fill("input[name=email]:not([type=hidden])", new)
    visitor.press("Change the address")
    expect(page.get_by_text(f"Waiting for {new} to be confirmed")).to_be_visible()
    page.goto(link_in(site.mail_to(new, about="confirm"), "/accounts/confirm-email/"))
    visitor.look()
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    assert site.mail_to(new.removeprefix("new-"), about="address")


def reset_password(visitor: Visitor, site: Site, address: str) -> None:
    page = visitor.page
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    visitor.follow("Forgot")
    page.fill("input[name=email]", address)
    visitor.press("Send me the link")
    page.goto(link_in(site.mail_to(address, about="new password"), "/accounts/password/reset/"))
    visitor.look()
    for name in ("password1", "password2"):
        page.fill(f"input[name={name}]", NEW_PASSWORD)
    visitor.press("Keep this password")
    expect(page.get_by_role("heading", name="Your password is changed")).to_be_visible()
