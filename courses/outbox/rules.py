"""Who may look into the outbox. People are a higher layer, so only their flag is known here."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def may_see_jobs(user: object) -> bool:
    return bool(getattr(user, "is_administrator", False))


def jobs_reader_required(view: View[P]) -> View[P]:
    """The anonymous sign in first, others get a 403."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may_see_jobs(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(guarded)
