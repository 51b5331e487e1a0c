"""Who may use the studio."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from courses.people.models import User

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def can_teach(user: User) -> bool:
    """Instructors and administrators; each then sees only their own courses and uploads."""
    return user.is_active and (user.is_instructor or user.is_administrator)


def teaching(view: View) -> View:
    """Asks a stranger to sign in, and answers 403 to whoever does not teach."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_teach(person(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast("View", guarded)


def person(request: HttpRequest) -> User:
    """Whoever is signed in; only behind `login_required`."""
    assert isinstance(request.user, User)
    return request.user


def asks_for_part(request: HttpRequest) -> bool:
    """True for htmx when it swaps a part of the page; going back asks for all of it."""
    going_back = request.headers.get("HX-History-Restore-Request") == "true"
    return request.headers.get("HX-Request") == "true" and not going_back
