"""How allauth speaks to Parcours. Its mails go out through courses.mail.adapter."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.people.allauth_words import ERRORS
from courses.people.legal import missing_consents
from courses.people.models import SiteSettings, User
from courses.people.services import accept_invitation, open_invitation
from courses.people.site import site_settings

INVITATION_KEY = "invitation"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up by the site's rule; an invitation brings its roles; consents are renewed."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if site_settings().signup == SiteSettings.Signup.OPEN:
            return True
        return open_invitation(request.session.get(INVITATION_KEY)) is not None

    def clean_email(self, email: str) -> str:
        """Where sign-up is not open, an invitation opens it for its own address alone."""
        email = super().clean_email(email)
        invitation = open_invitation(self.request.session.get(INVITATION_KEY))
        is_sign_up = self.request.resolver_match.view_name == "account_signup"
        if not is_sign_up or invitation is None or invitation.email == email.lower():
            return email
        if site_settings().signup == SiteSettings.Signup.OPEN:
            return email
        raise ValidationError(
            _("The invitation is for %(email)s. Make the account with this address.")
            % {"email": invitation.email}
        )

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        saved: User = super().save_user(request, user, form, commit)
        invitation = open_invitation(request.session.get(INVITATION_KEY))
        if commit and invitation and invitation.email == saved.email.lower():
            accept_invitation(invitation, saved)
            # Whoever holds the token reads this mailbox.
            self.stash_verified_email(request, saved.email)
        return saved

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        assert isinstance(request.user, User)
        if missing_consents(request.user):
            return reverse("people:consent")
        return str(super().get_login_redirect_url(request))
