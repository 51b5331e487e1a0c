"""Teaching guides of the modules: made from them, edited, made anew, printed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from content import markup
from courses.authoring.courses import edited_course, language_of
from courses.authoring.editor.queries import differences
from courses.authoring.errors import StudioError
from courses.authoring.guides.errors import GuideEditedElsewhere
from courses.authoring.guides.forms import GuideForm, StepForm
from courses.authoring.guides.queries import Guide, guide_of, guides_of, modules_of
from courses.authoring.guides.services import bring_back, make_anew, save_guide
from courses.authoring.rules import teaching
from courses.catalog.lessons import why_not_shown
from courses.catalog.models import Course

NOT_PROCESSABLE = 422


@teaching
@require_GET
def guides(request: HttpRequest, slug: str) -> HttpResponse:
    course = edited_course(request, slug)
    language = language_of(request, course)
    rows = guides_of(course, language)
    context = {"course": course, "language": language, "rows": rows, "tab": "guides"}
    return render(request, "authoring/guides/guides.html", context)


@teaching
@require_http_methods(["GET", "POST"])
def guide(request: HttpRequest, slug: str, module: str) -> HttpResponse:
    course = edited_course(request, slug)
    found = _guide(request, course, module)
    if request.method == "GET":
        return _page(request, course, found, _opened(found))
    form = GuideForm(request.POST)
    if not form.is_valid():
        return _page(request, course, found, form, status=NOT_PROCESSABLE)
    if request.POST.get("act") == "preview":
        return _page(request, course, found, form)
    return _save(request, course, found, form)


@teaching
@require_POST
def guide_preview(request: HttpRequest, slug: str, module: str) -> HttpResponse:
    course = edited_course(request, slug)
    shown = _preview(request.POST.get("body", ""))
    shown["language"] = language_of(request, course)
    return render(request, "authoring/guides/_preview.html", shown)


@teaching
@require_http_methods(["GET", "POST"])
def guide_anew(request: HttpRequest, slug: str, module: str) -> HttpResponse:
    """Asks first, and shows what would go and what would come."""
    course = edited_course(request, slug)
    found = _guide(request, course, module)
    if request.method == "GET":
        lines = differences(found.text, found.proposal)
        context = _context(course, found) | {"lines": lines}
        return render(request, "authoring/guides/anew.html", context)
    said = _("This guide is made from the module again. Your text can be brought back.")
    return _step(request, course, found, make_anew, said)


@teaching
@require_POST
def guide_back(request: HttpRequest, slug: str, module: str) -> HttpResponse:
    course = edited_course(request, slug)
    found = _guide(request, course, module)
    return _step(request, course, found, bring_back, _("Your text is the guide again."))


@never_cache
@teaching
@require_GET
def guide_page(request: HttpRequest, slug: str, module: str) -> HttpResponse:
    """To read and to print."""
    course = edited_course(request, slug)
    found = _guide(request, course, module)
    try:
        html = found.html
    except markup.MarkupError as error:
        return _page(request, course, found, _opened(found), problem=why_not_shown(error))
    return render(request, "authoring/guides/page.html", _context(course, found) | {"html": html})


def _guide(request: HttpRequest, course: Course, key: str) -> Guide:
    module = next((one for one in modules_of(course) if one.key == key), None)
    if module is None:
        raise Http404
    return guide_of(course, module, language_of(request, course))


def _save(request: HttpRequest, course: Course, found: Guide, form: GuideForm) -> HttpResponse:
    cleaned = form.cleaned_data
    made_of = cleaned["made_of"]
    if found.is_behind and not cleaned["is_looked_through"] and found.row:
        made_of = found.row.made_of
    try:
        save_guide(
            found.module,
            found.language,
            text=form.text(),
            base=cleaned["base"],
            made_of=made_of,
        )
    except markup.MarkupError as error:
        form.add_error("body", why_not_shown(error))
        return _page(request, course, found, form, status=NOT_PROCESSABLE)
    except GuideEditedElsewhere as conflict:
        return _conflict(request, course, found, conflict)
    messages.success(request, _("The guide is saved."))
    return redirect(_address("guide", course, found))


def _conflict(
    request: HttpRequest, course: Course, found: Guide, conflict: GuideEditedElsewhere
) -> HttpResponse:
    """Both texts on one page; saving again from here puts one's own in the place of the other."""
    data = request.POST.copy()
    data["base"] = str(found.revision)
    more = {"problem": str(conflict), "theirs": found}
    return _page(request, course, found, GuideForm(data), status=conflict.status, **more)


def _step(request: HttpRequest, course: Course, found: Guide, do: Any, said: str) -> HttpResponse:
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise StudioError
        do(found.module, found.language, base=form.cleaned_data["base"])
    except StudioError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect(_address("guide", course, found))


def _opened(found: Guide) -> GuideForm:
    initial = {"body": found.text, "base": found.revision, "made_of": found.made_of}
    return GuideForm(initial=initial)


def _page(
    request: HttpRequest,
    course: Course,
    found: Guide,
    form: GuideForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        **_context(course, found),
        "form": form,
        "lines": differences(found.text, found.proposal) if found.is_behind else [],
        **_preview(form["body"].value() or ""),
        **more,
    }
    return render(request, "authoring/guides/guide.html", context, status=status)


def _context(course: Course, found: Guide) -> dict[str, Any]:
    language = found.language
    title = course.title(language)
    return {"course": course, "guide": found, "language": language, "title": title}


def _preview(body: str) -> dict[str, Any]:
    try:
        return {"html": markup.render(body)}
    except markup.MarkupError as error:
        return {"preview_problem": why_not_shown(error)}


def _address(name: str, course: Course, found: Guide) -> str:
    address = reverse(f"authoring:{name}", args=[course.slug, found.module.key])
    return f"{address}?language={found.language}"
