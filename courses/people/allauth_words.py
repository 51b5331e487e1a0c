"""What allauth says, in the words of the rest of the site."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

# By the codes of allauth's own `error_messages`; those that nobody here can meet keep its words.
ERRORS: dict[str, Promise] = {
    "account_inactive": _(
        "This account is suspended. Ask the people who run this site to let you in again."
    ),
    "duplicate_email": _("Your account has this address already."),
    "email_password_mismatch": _(
        "The address or the password is not right. Try again, or choose a new password."
    ),
    "email_taken": _("Another account has this address. Use another one."),
    "enter_current_password": _("This is not your password. Try again."),
    "incorrect_password": _("This is not your password. Try again."),
    "invalid_password_reset": _("This link is over. Ask for a new one."),
    "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
    "same_as_current": _("You have this address already. Type another one."),
    "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
    "unverified_primary_email": _("Confirm your address first: open the link we sent there."),
}

# Labels of allauth's forms, of which the catalogue then speaks as it does elsewhere.
LABELS = [
    gettext_noop("Email"),
    gettext_noop("Current Password"),
    gettext_noop("New Password"),
    gettext_noop("Authenticator code"),
    gettext_noop("Incorrect code."),
]
