"""The account adapter with mail (settings.ACCOUNT_ADAPTER): people's rules, our queue."""

from typing import Any

from courses.mail import allauth
from courses.mail.reading import MAILED_TO, may_read_here
from courses.people.adapter import AccountAdapter as PeopleAdapter


class AccountAdapter(PeopleAdapter):
    """A request that sends a mail never waits for a mail server."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        allauth.send(template_prefix, email, context)
        if self.request is not None and may_read_here(self.request):
            self.request.session[MAILED_TO] = email
