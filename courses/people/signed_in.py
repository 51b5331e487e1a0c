"""The person behind a request, typed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from courses.people.models import User


def current_user(request: HttpRequest) -> User:
    """For views behind a guard; raises PermissionDenied when nobody is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
