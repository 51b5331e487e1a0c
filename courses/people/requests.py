"""What a request brings: the person behind it, and what was posted."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict

from courses.people.models import User


def current_user(request: HttpRequest) -> User:
    """For views behind a guard; raises PermissionDenied when nobody is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def whole_number(text: str) -> int | None:
    """A number that a page of ours wrote; None for anything else, and for what fits no column."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None


def posted(request: HttpRequest) -> QueryDict | None:
    """A form's data: bound by the method, since a form of unticked boxes posts nothing."""
    return request.POST if request.method == "POST" else None
