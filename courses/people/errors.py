"""What can go wrong with people, in words that one can act on."""

from django.utils.translation import gettext_lazy as _


class PeopleError(Exception):
    """The base of this family; `message` is shown to whoever asked."""

    message = _("That could not be done.")

    def __str__(self) -> str:
        return str(self.message)


class LastAdministrator(PeopleError):
    message = _("This is the last administrator. Make somebody else an administrator first.")


class CannotChangeOneself(PeopleError):
    message = _("You cannot suspend your own account. Ask another administrator.")
