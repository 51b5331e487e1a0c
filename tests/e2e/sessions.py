"""Sessions without the form that opens one, for journeys that are about something else."""

import json

from playwright.sync_api import BrowserContext

from tests.e2e.sites import Site

MAKE = """
import json
from courses.people.models import User
from tests.support.learner import cookies_of
print(json.dumps(cookies_of(User.objects.get(email={address!r}))))
"""


def give_cookies(context: BrowserContext, site: Site, cookies: dict[str, str]) -> None:
    context.add_cookies(
        [{"name": name, "value": value, "url": site.url} for name, value in cookies.items()]
    )


def sign_in_as(context: BrowserContext, site: Site, role: str) -> None:
    """As one of the demo people who has just done so."""
    address, _password = site.accounts()[role]
    said = site.manage("shell", "-v0", "-c", MAKE.format(address=address))
    give_cookies(context, site, json.loads(said))
