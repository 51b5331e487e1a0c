"""What a page of the gradebook needs, for the course's staff and for coordinators alike."""

from typing import Any

from django.http import HttpRequest

from courses.quizzes.gradebook.asked import END, Asked, Stand
from courses.quizzes.gradebook.drawing import drawn_head, drawn_rows
from courses.quizzes.gradebook.table import page_of
from courses.quizzes.gradebook.walking import Scope
from courses.templatetags.widgets import query_with


def asked_again(request: HttpRequest) -> str:
    """What was asked of the gradebook, for the way back to it: "?sort=…", or nothing."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def context_of(
    request: HttpRequest, scope: Scope, asked: Asked, *, with_links: bool
) -> dict[str, Any]:
    page = page_of(scope, asked)

    def link(**changes: object) -> str:
        return query_with(request, **({"after": None, "before": None} | changes))

    return {
        "course": scope.course,
        "quizzes": scope.quizzes,
        "asked": asked,
        "may_change": with_links,
        "stands": Stand,
        "page": page,
        "head": drawn_head(request, scope.quizzes, asked),
        "rows": drawn_rows(
            page.rows, scope.quizzes, with_links=with_links, asked=asked_again(request)
        ),
        "download": query_with(request, after=None, before=None),
        "first_url": link() if page.has_before else "",
        "before_url": link(before=page.first) if page.has_before and page.rows else "",
        "after_url": link(after=page.last) if page.has_after and page.rows else "",
        "last_url": link(before=END) if page.has_after else "",
    }
