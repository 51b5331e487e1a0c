"""Mail that a person may do without, turned off and on; the link in the mail turns off the same."""

from courses.mail.models import Suppression
from courses.mail.unsubscribe import Wish, stop_mail
from courses.people.models import User

OF_STAFF = "work_waiting"


def wants(person: User, kind: str) -> bool:
    return not Suppression.objects.filter(email=person.email.lower(), kind=kind).exists()


def set_wish(person: User, kind: str, *, wanted: bool) -> None:
    """Doing it twice changes nothing."""
    if wanted:
        Suppression.objects.filter(email=person.email.lower(), kind=kind).delete()
    else:
        stop_mail(Wish(person.email, kind))
