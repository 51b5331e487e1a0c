"""Coming to the site: signing up, and the links that mails carry."""

import re
from email.message import EmailMessage

from tests.e2e.sites import EmbeddedSite, Site
from tests.e2e.visitor import Visitor

PASSWORD = "six plain words and a comma,"


def link_in(mail: EmailMessage, part: str) -> str:
    """The address in the plain text of a mail that has `part` in it."""
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(rf"http\S+{part}\S*", body.get_content())
    assert found is not None
    return found.group()


def sign_up(visitor: Visitor, site: Site, address: str) -> None:
    page = visitor.page
    visitor.open("/accounts/signup/")
    page.fill("input[name=name]", "Amina Traoré")
    page.fill("input[name=email]", address)
    page.fill("input[name=password1]", PASSWORD)
    page.select_option("select[name=timezone]", "Europe/Paris")
    page.check("input[name=agree]")
    visitor.press("Make my account")
    link = link_in(site.mail_to(address, about="confirm"), "/accounts/confirm-email/")
    if isinstance(site, EmbeddedSite):
        visitor.follow("Open the mail")
        page.frame_locator("iframe").locator("a[href*=confirm-email]").first.click()
        page.wait_for_url("**/confirm-email/**")
    visitor.open(link)
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    visitor.look()
    if "/login/" in visitor.path():
        page.fill("input[name=login]", address)
        page.fill("input[name=password]", PASSWORD)
        visitor.press("Sign in", exact=True)
