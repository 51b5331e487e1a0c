"""How allauth speaks to Parcours. Its mails go out through courses.mail.adapter."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
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

    def post_login(
        self, request: HttpRequest, user: User, *, redirect_url: str | None, **about: Any
    ) -> HttpResponse:
        """Consent comes before the page that was asked for, and leads on to it. Whoever is greeted
        is greeted in the language of their pages."""
        came_in = translation.get_language()
        if user.language in settings.INTERFACE_LANGUAGES:
            translation.activate(user.language)
        if missing_consents(user):
            wanted = redirect_url or get_next_redirect_url(request)
            redirect_url = reverse("people:consent")
            if wanted:
                redirect_url += f"?{urlencode({'next': wanted})}"
        response: HttpResponse = super().post_login(
            request, user, redirect_url=redirect_url, **about
        )
        if came_in and came_in != translation.get_language():
            messages.info(request, _why_another_language(came_in, user.language))
        return response

    def add_message(self, request: HttpRequest, level: int, *args: Any, **about: Any) -> None:
        """Nothing said twice: the page after sign-up tells itself what was sent."""
        template = args[0] if args else about.get("message_template")
        first_mail = template == "account/messages/email_confirmation_sent.txt"
        if not (first_mail and not request.user.is_authenticated):
            super().add_message(request, level, *args, **about)


def _why_another_language(came_in: str, now: str) -> SafeString:
    """In the language that one has just read, for the pages change theirs at this moment."""
    with translation.override(came_in):
        said = _("Your account is in %(language)s. The menu at the top of the page changes it.") % {
            "language": translation.get_language_info(now)["name_translated"]
        }
    return format_html('<span lang="{}">{}</span>', came_in, said)
