"""The words of a course, and the guide for its staff."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.catalog.aids.queries import draft_words, guide_of, words_of
from courses.catalog.enrolling import chosen_language
from courses.catalog.models import Course
from courses.catalog.queries import courses_for_learner, courses_for_staff, enrolment_of


@never_cache
@require_GET
def glossary(request: HttpRequest, slug: str) -> HttpResponse:
    """The words of the current edition, which learners read; for staff without one, the draft's."""
    published = courses_for_learner(request.user).select_related("current_edition")
    course = published.filter(slug=slug).first()
    if course is None:
        course = get_object_or_404(courses_for_staff(request.user), slug=slug)
    edition = course.current_edition
    languages = edition.languages if edition else course.languages
    language = _language(request, course, languages)
    fresh = words_of(edition, language, is_fresh=True) if edition else None
    words = draft_words(course, language) if fresh is None else fresh
    if not words:
        raise Http404
    context = {
        "course": course,
        "title": course.title(language),
        "words": words,
        "languages": languages,
        "language": language,
        "back": reverse("home:course", args=[slug]),
    }
    return render(request, "catalog/glossary.html", context)


@never_cache
@login_required
@require_GET
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(courses_for_staff(request.user), slug=slug, has_guide=True)
    language = _language(request, course, course.languages)
    context = {
        "course": course,
        "title": course.title(language),
        "html": guide_of(course, language),
        "languages": course.languages,
        "language": language,
        "back": reverse("authoring:course", args=[slug]),
    }
    return render(request, "catalog/guide.html", context)


def _language(request: HttpRequest, course: Course, languages: list[str]) -> str:
    """What the address asks for, else what the person reads the course in, else the page's."""
    wish = request.GET.get("language")
    if not wish:
        enrolment = enrolment_of(request.user, course)
        wish = enrolment.language if enrolment else get_language()
    return chosen_language(languages, wish)
