"""Reading: the lesson, its place, its language, and "read"."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courses.catalog.enrolling import chosen_language, read_in
from courses.catalog.models import Course, Edition, EditionLesson, Enrolment, LessonVersion
from courses.catalog.queries import courses_for_learner, courses_for_staff
from courses.learning import services
from courses.learning.pages import (
    LessonPage,
    block_beside,
    lesson_of,
    needs_opening,
    terms_in,
    text_of,
    withdrawn_from,
)
from courses.learning.progress import LessonState, Step
from courses.learning.queries import draft_progress, enrolment_for, reading_progress
from courses.people.requests import current_user, whole_number

BLOCK_KEY = re.compile(r"[\w-]{1,80}\Z")


@never_cache
@login_required
@require_GET
def lesson(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    user = current_user(request)
    enrolment = enrolment_for(user, slug)
    if enrolment is None:
        return _enrol_first(request, slug)
    edition = _edition(enrolment)
    progress = reading_progress(user, enrolment, edition)
    state = progress.lesson(key)
    if state is None:
        return _not_in_edition(request, enrolment, key)
    version = text_of(state.lesson)
    page = LessonPage(
        course=enrolment.course,
        progress=progress,
        state=state,
        version=version,
        languages=tuple(name for name in edition.languages if name in state.lesson.versions),
        terms=terms_in(version, enrolment.course, edition),
        withdrawn=withdrawn_from(version),
    )
    if needs_opening(progress, state):
        services.open_lesson(user, lesson_of(state, enrolment.course))
    return render(request, "learning/lesson.html", {"page": page, "course": page.course})


@login_required
@require_POST
def mark_read(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """ "Mark as read and go on": to the next lesson or quiz, or to the course's page."""
    user = current_user(request)
    enrolment = _enrolment_or_404(request, slug)
    progress = reading_progress(user, enrolment, _edition(enrolment))
    state = progress.lesson(key)
    version = _published_version(request.POST.get("version", ""), enrolment.course, key)
    if state is None or version is None:
        raise Http404
    completion = services.mark_read(user, lesson_of(state, enrolment.course), version)
    if completion is not None:
        messages.success(request, _("You have completed this course. Your certificate is made."))
        return redirect("home:course", slug)
    return redirect(_url(slug, progress.beside(key, 1)))


@login_required
@require_POST
def place(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Where the reader is, sent by the page's script now and then."""
    block = request.POST.get("block", "")
    if not BLOCK_KEY.match(block):
        return HttpResponse(status=400)
    kept = services.remember_place(current_user(request), slug=slug, key=key, block=block)
    return HttpResponse(status=204 if kept else 404)


@login_required
@require_POST
def language(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The same lesson, at the same block, in another of the course's languages."""
    enrolment = _enrolment_or_404(request, slug)
    edition = _edition(enrolment)
    wanted = request.POST.get("language", "")
    if wanted not in edition.languages:
        raise Http404
    before = enrolment.language
    read_in(enrolment, wanted)
    texts = {
        row.language: row.version
        for row in EditionLesson.objects.filter(
            edition=edition, lesson__key=key, language__in=[before, wanted]
        ).select_related("version")
    }
    url = reverse("learning:lesson", args=[slug, key])
    block = request.POST.get("block", "")
    if before in texts and wanted in texts:
        block = block_beside(texts[before], texts[wanted], block)
    return redirect(f"{url}#b-{block}" if BLOCK_KEY.match(block) else url)


@never_cache
@login_required
@require_GET
def preview(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The draft of a lesson as a learner would see it; nothing is recorded."""
    course = get_object_or_404(courses_for_staff(request.user), slug=slug)
    wanted = chosen_language(course.languages, request.GET.get("language"))
    progress = draft_progress(course, wanted)
    state = progress.lesson(key)
    if state is None or state.lesson.version_id is None:
        raise Http404
    version = text_of(state.lesson)
    page = LessonPage(
        course=course,
        progress=progress,
        state=state,
        version=version,
        languages=tuple(name for name in course.languages if name in state.lesson.versions),
        is_preview=True,
        terms=terms_in(version, course, None),
        withdrawn=withdrawn_from(version),
    )
    return render(request, "learning/lesson.html", {"page": page, "course": course})


def _edition(enrolment: Enrolment) -> Edition:
    edition = enrolment.course.current_edition
    if edition is None:
        raise Http404
    return edition


def _enrolment_or_404(request: HttpRequest, slug: str) -> Enrolment:
    enrolment = enrolment_for(current_user(request), slug)
    if enrolment is None:
        raise Http404
    return enrolment


def _enrol_first(request: HttpRequest, slug: str) -> HttpResponse:
    get_object_or_404(courses_for_learner(request.user), slug=slug)
    messages.info(request, _("Enrol first: then your place and progress are kept."))
    return redirect("home:course", slug)


def _not_in_edition(request: HttpRequest, enrolment: Enrolment, key: str) -> HttpResponse:
    """A link into an earlier edition: the course's page, with a word, instead of a dead end."""
    if not EditionLesson.objects.filter(edition__course=enrolment.course, lesson__key=key).exists():
        raise Http404
    messages.info(request, _("That lesson is no longer part of this course. What you read counts."))
    return redirect("home:course", enrolment.course.slug)


def _published_version(number: str, course: Course, key: str) -> LessonVersion | None:
    """The version that was on the reader's screen, if an edition ever had it."""
    wanted = whole_number(number)
    if wanted is None:
        return None
    rows = EditionLesson.objects.filter(edition__course=course, lesson__key=key)
    rows = rows.filter(version=wanted).select_related("version")
    found = rows.defer("version__body", "version__blocks").first()
    return found.version if found else None


def _url(slug: str, step: Step | None) -> str:
    if step is None:
        return reverse("home:course", args=[slug])
    name = "learning:lesson" if isinstance(step, LessonState) else "quizzes:quiz"
    return reverse(name, args=[slug, step.key])
