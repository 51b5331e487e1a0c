"""The pages that gather what the applets know."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.catalog.models import Course
from courses.catalog.queries import courses_for_learner
from courses.home.catalogue import PAGE_SIZE, Filters, listed
from courses.home.course_page import course_page
from courses.home.my_learning import my_courses
from courses.home.search import search as search_for
from courses.mail.hold import hold_in_force
from courses.people.requests import current_user
from courses.people.rules import administrator_required
from courses.quizzes.raised.queries import new_answers


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    filters = Filters.read(request.GET)
    # An archived course stays in "My learning" of those who take it, not in the catalogue.
    catalogue = courses_for_learner(request.user).filter(status=Course.Status.PUBLISHED)
    courses = listed(catalogue, filters, translation.get_language())
    context = {
        "filters": filters,
        "page": Paginator(courses, PAGE_SIZE).get_page(request.GET.get("page")),
        "languages": settings.LANGUAGES,
        "levels": Course.Level.choices,
    }
    return render(request, "home/front.html", context)


@never_cache
@login_required
@require_GET
def my_learning(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    mine = my_courses(user)
    context = {
        "under_way": [item for item in mine if item.completion is None],
        "completed": [item for item in mine if item.completion is not None],
        "new_answers": new_answers(user),
    }
    return render(request, "home/my_learning.html", context)


@never_cache
@require_GET
def course(request: HttpRequest, slug: str) -> HttpResponse:
    courses = courses_for_learner(request.user).select_related("current_edition")
    found = get_object_or_404(courses, slug=slug)
    if found.current_edition is None:
        raise Http404
    page = course_page(request.user, found, found.current_edition)
    return render(request, "home/course.html", {"page": page, "course": found})


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("text", "").strip()[:100]
    results = search_for(request.user, text) if text else None
    return render(request, "home/search.html", {"text": text, "results": results})


@require_GET
@administrator_required
def manage(request: HttpRequest) -> HttpResponse:
    return render(request, "home/manage.html", {"hold": hold_in_force()})


@require_GET
def teach(request: HttpRequest) -> HttpResponse:
    return redirect("authoring:studio")
