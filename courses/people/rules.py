"""Who may enter which room. What one sees inside is decided by scoped querysets."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from courses.people.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def may_teach(user: User) -> bool:
    return user.is_instructor or user.is_administrator


def may_coordinate(user: User) -> bool:
    return user.is_coordinator or user.is_administrator


def may_administer(user: User) -> bool:
    return user.is_administrator


def requires(rule: Callable[[User], bool]) -> Callable[[View[P]], View[P]]:
    """A view for people whom `rule` lets in: the anonymous sign in first, others get a 403."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not isinstance(request.user, User) or not rule(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return login_required(guarded)

    return decorate


instructor_required = requires(may_teach)
coordinator_required = requires(may_coordinate)
administrator_required = requires(may_administer)
