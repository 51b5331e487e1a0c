"""The pictures of a course's questions: upload one, and get the line that shows it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from courses.catalog.errors import PictureRefused
from courses.catalog.models import Course, Picture
from courses.catalog.pictures import add_picture
from courses.quizzes.bank.access import course_at
from courses.quizzes.media.forms import PictureForm
from courses.quizzes.media.pictures import line_of

PER_PAGE = 24


@login_required
@require_http_methods(["GET", "POST"])
def pictures(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of its own, and the answer to an upload beside a question that is being written."""
    course = course_at(request, slug)
    context: dict[str, Any] = {"course": course, "tab": "questions", "picture_form": PictureForm()}
    status = 200
    if request.method == "POST":
        form = PictureForm(request.POST, request.FILES)
        added = _added(course, form)
        context |= {"added": added, "line": line_of(added)} if added else {"picture_form": form}
        status = 200 if added else 422
    if request.headers.get("HX-Request"):
        return render(request, "quizzes/media/upload.html", context)
    rows = Picture.objects.filter(course=course).order_by("-uploaded_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page", "1"))
    context |= {"page": page, "lines": [(one, line_of(one)) for one in page]}
    return render(request, "quizzes/media/pictures.html", context, status=status)


def _added(course: Course, form: PictureForm) -> Picture | None:
    """None when the form or the picture was refused; the form then says why."""
    if not form.is_valid():
        return None
    data = form.cleaned_data
    try:
        return add_picture(
            course,
            data["picture"],
            data["alt"],
            is_decorative=data["is_decorative"],
            for_questions=True,
        )
    except PictureRefused as error:
        form.add_error("picture", error.message)
        return None
