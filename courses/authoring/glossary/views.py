"""The words of a course: listed, written, removed and brought back, linked in its lessons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.authoring.courses import edited_course, language_of
from courses.authoring.glossary.errors import TermChanged, TermTaken
from courses.authoring.glossary.forms import TermForm, opened
from courses.authoring.glossary.queries import glossary_of
from courses.authoring.glossary.services import add_term, change_term, remove_term, restore_term
from courses.authoring.rules import person, teaching
from courses.catalog.aids.linking import link_now
from courses.catalog.aids.models import Term
from courses.catalog.models import Course

NOT_PROCESSABLE = 422


@teaching
@require_GET
def glossary(request: HttpRequest, slug: str) -> HttpResponse:
    course = edited_course(request, slug)
    language = language_of(request, course)
    found = glossary_of(course, language)
    context = {"course": course, "language": language, "glossary": found, "tab": "glossary"}
    return render(request, "authoring/glossary/glossary.html", context)


@teaching
@require_http_methods(["GET", "POST"])
def term_new(request: HttpRequest, slug: str) -> HttpResponse:
    course = edited_course(request, slug)
    return _form(request, course, None)


@teaching
@require_http_methods(["GET", "POST"])
def term(request: HttpRequest, slug: str, term: str) -> HttpResponse:
    course = edited_course(request, slug)
    return _form(request, course, _term(course, term, removed_at=None))


@teaching
@require_POST
def term_remove(request: HttpRequest, slug: str, term: str) -> HttpResponse:
    course = edited_course(request, slug)
    remove_term(_term(course, term))
    messages.success(request, _("The word is removed. It can be brought back below the list."))
    return redirect(_address(request, course))


@teaching
@require_POST
def term_restore(request: HttpRequest, slug: str, term: str) -> HttpResponse:
    course = edited_course(request, slug)
    try:
        restore_term(_term(course, term))
    except TermTaken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The word is in the glossary again."))
    return redirect(_address(request, course))


@teaching
@require_POST
def glossary_link(request: HttpRequest, slug: str) -> HttpResponse:
    course = edited_course(request, slug)
    done = link_now(course, by=person(request))
    said = ngettext("%(n)s text is linked anew.", "%(n)s texts are linked anew.", done.texts)
    messages.success(request, said % {"n": done.texts})
    if done.busy:
        left = ngettext(
            "%(n)s text that somebody is writing now is linked when it is saved.",
            "%(n)s texts that somebody is writing now are linked when they are saved.",
            done.busy,
        )
        messages.info(request, left % {"n": done.busy})
    return redirect(_address(request, course))


def _term(course: Course, key: str, **more: Any) -> Term:
    found = get_object_or_404(Term, course=course, key=key, **more)
    found.course = course
    return found


def _form(request: HttpRequest, course: Course, found: Term | None) -> HttpResponse:
    if request.method == "GET":
        return _page(request, course, found, opened(course.languages, found))
    form = TermForm(course.languages, request.POST)
    if not form.is_valid():
        return _page(request, course, found, form, status=NOT_PROCESSABLE)
    terms, texts = form.terms(), form.texts()
    try:
        if found is None:
            add_term(course, terms=terms, texts=texts)
        else:
            typed = {name: form.cleaned_data[name] for name in ("base", "drop_sources")}
            change_term(found, terms=terms, texts=texts, **typed)
    except TermTaken as error:
        form.refuse(error)
        return _page(request, course, found, form, status=error.status)
    except TermChanged as conflict:
        return _conflict(request, course, conflict)
    messages.success(request, _("The word is saved."))
    return redirect(_address(request, course))


def _conflict(request: HttpRequest, course: Course, conflict: TermChanged) -> HttpResponse:
    """Saving again from here puts one's own in the place of the other."""
    data = request.POST.copy()
    data["base"] = str(conflict.newer.revision)
    theirs = [
        (code, conflict.newer.terms.get(code, ""), conflict.newer.texts.get(code, ""))
        for code in course.languages
    ]
    more = {"problem": str(conflict), "theirs": theirs}
    form = TermForm(course.languages, data)
    return _page(request, course, conflict.newer, form, status=conflict.status, **more)


def _page(
    request: HttpRequest,
    course: Course,
    found: Term | None,
    form: TermForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "course": course,
        "language": language_of(request, course),
        "term": found,
        "form": form,
        "tab": "glossary",
        **more,
    }
    return render(request, "authoring/glossary/term.html", context, status=status)


def _address(request: HttpRequest, course: Course) -> str:
    address = reverse("authoring:glossary", args=[course.slug])
    return f"{address}?language={language_of(request, course)}"
