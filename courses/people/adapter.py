"""How allauth speaks to Parcours."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up by the site's rule; mails go through the mail queue."""
