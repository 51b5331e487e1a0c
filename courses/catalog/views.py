"""Evidence and pictures, and the buttons of a course's page."""

import mimetypes
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.catalog import services
from courses.catalog.errors import NotOpen
from courses.catalog.models import Course, Enrolment, in_language
from courses.catalog.passages import passage_in_context
from courses.catalog.queries import courses_for_learner, courses_for_staff, pictures_for_user
from courses.catalog.sources import locator_label, source_name
from courses.people.requests import current_user
from courses.templatetags.languages import own_name

A_DAY = 24 * 3600


@require_GET
def passage(request: HttpRequest, report: str, key: str) -> HttpResponse:
    """A passage in its context; beside the text when htmx asks for it."""
    found = passage_in_context(request.user, report, key)
    if found is None:
        raise Http404
    partial = bool(request.headers.get("HX-Request"))
    template = "catalog/_passage.html" if partial else "catalog/passage.html"
    response = render(request, template, {"found": found, "is_partial": partial})
    response["Vary"] = "HX-Request, Cookie"
    return response


@require_GET
def source(request: HttpRequest, slug: str, source: str, locator: str) -> HttpResponse:
    """What a course cites without our holding it: title, institution, year, place."""
    course = _visible(request, slug)
    about = course.sources.get(source)
    if about is None:
        raise Http404
    language = request.GET.get("language", course.languages[0])
    partial = bool(request.headers.get("HX-Request"))
    context = {
        "course": course,
        "about": about,
        "name": source_name(source, about, language),
        "title": in_language(about.get("title", {}), language, course.languages),
        "place": locator_label(locator),
        "is_partial": partial,
    }
    template = "catalog/_source.html" if partial else "catalog/source.html"
    response = render(request, template, context)
    response["Vary"] = "HX-Request, Cookie"
    return response


@require_GET
def picture(request: HttpRequest, key: uuid.UUID) -> FileResponse:
    return _file(get_object_or_404(pictures_for_user(request.user), key=key).file)


@require_GET
def cover(request: HttpRequest, slug: str) -> FileResponse:
    return _file(_visible(request, slug).cover)


@login_required
@require_POST
def enrol(request: HttpRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(courses_for_learner(request.user), slug=slug)
    try:
        services.enrol(current_user(request), course, request.POST.get("language"))
    except NotOpen as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("You are enrolled. Your place and your progress are kept."))
    return redirect("home:course", slug)


@login_required
@require_POST
def acknowledge(request: HttpRequest, slug: str) -> HttpResponse:
    """That the learner has seen what the newest edition brought."""
    enrolments = Enrolment.objects.select_related("course__current_edition")
    services.acknowledge_edition(
        get_object_or_404(enrolments, user=request.user, course__slug=slug, withdrawn_at=None)
    )
    return redirect("home:course", slug)


@login_required
@require_POST
def language(request: HttpRequest, slug: str) -> HttpResponse:
    """The learner takes the course in another of its languages; its page says what that changes."""
    enrolments = Enrolment.objects.select_related("course__current_edition")
    enrolment = get_object_or_404(
        enrolments, user=request.user, course__slug=slug, withdrawn_at=None
    )
    edition, wanted = enrolment.course.current_edition, request.POST.get("language", "")
    if edition is None or wanted not in edition.languages:
        raise Http404
    services.read_in(enrolment, wanted)
    words = _("From now on this course comes in this language: %(language)s. Your progress stays.")
    messages.success(request, words % {"language": own_name(wanted)})
    return redirect("home:course", slug)


@login_required
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks first; whoever left finds everything again by enrolling."""
    enrolments = Enrolment.objects.select_related("course__current_edition")
    enrolment = get_object_or_404(
        enrolments, user=request.user, course__slug=slug, withdrawn_at=None
    )
    open_again = enrolment.course.status == Course.Status.PUBLISHED
    if request.method != "POST":
        return render(
            request, "catalog/leave.html", {"enrolment": enrolment, "open_again": open_again}
        )
    services.leave(enrolment)
    if not open_again:
        messages.success(request, _("You have left the course."))
        return redirect("home:my_learning")
    messages.success(request, _("You have left the course. Enrol again to go on where you were."))
    return redirect("home:course", slug)


def _visible(request: HttpRequest, slug: str) -> Course:
    """A course that the person sees as a learner or edits."""
    found = courses_for_learner(request.user).filter(slug=slug).first()
    return found or get_object_or_404(courses_for_staff(request.user), slug=slug)


def _file(file: FieldFile) -> FileResponse:
    """Ours alone and encoded by us, under a name that never changes its content."""
    name = file.name or ""
    if not name or not file.storage.exists(name):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(file.open("rb"), content_type=kind)
    response["Cache-Control"] = f"private, max-age={A_DAY}"
    return response
