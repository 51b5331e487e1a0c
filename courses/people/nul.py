"""An address with NUL in it: no database takes such a text, and no page of ours links to one."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


def without_nul(text: str) -> str:
    """What was posted past a form, as a database takes it."""
    return text.replace("\0", "")


class NulMiddleware:
    """Answers 400 before any query is made. Forms say so at their own fields, with a 422."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds NUL.")
        return self.get_response(request)
