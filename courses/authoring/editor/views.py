"""The lesson editor: text and preview side by side, sources and pictures at hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.authoring.courses import edited_lesson, language_of
from courses.authoring.editor.anchors import Settled, kept_apart, send_to_review, settle
from courses.authoring.editor.forms import (
    LINE,
    LessonForm,
    PictureForm,
    anchor_answers,
    line_answers,
)
from courses.authoring.editor.queries import passages_found
from courses.authoring.rules import asks_for_part, person, teaching
from courses.catalog.errors import EditedElsewhere, PictureRefused, TextRefused
from courses.catalog.models import Lesson, LessonVersion
from courses.catalog.queries import newest_version
from courses.catalog.services import add_picture, preview_blocks, save_lesson

NOT_PROCESSABLE = 422
CONFLICT = 409


@teaching
@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One form for everything, so that no button ever loses what was typed."""
    found = edited_lesson(request, slug, key)
    if request.method == "GET":
        return _page(request, found, _opened(request, found))
    form = LessonForm(request.POST)
    act = _ACTS.get(request.POST.get("act", "save"), _save)
    if not form.is_valid():
        return _page(request, found, form, status=NOT_PROCESSABLE)
    return act(request, found, form)


@teaching
@require_POST
def lesson_autosave(request: HttpRequest, slug: str, key: str) -> JsonResponse:
    """{"base": number, "saved": "10:42:07"}, or {"problem": sentence} with a status."""
    found = edited_lesson(request, slug, key)
    form = LessonForm(request.POST)
    if not form.is_valid():
        problem = _("Not saved: the title is missing or too long.")
        return JsonResponse({"problem": problem}, status=NOT_PROCESSABLE)
    try:
        version = _stored(request, found, form, autosaved=True)
    except TextRefused as error:
        return JsonResponse({"problem": error.message}, status=NOT_PROCESSABLE)
    except EditedElsewhere as error:
        return JsonResponse({"problem": error.message}, status=CONFLICT)
    return JsonResponse({"base": version.number, "saved": _clock()})


@teaching
@require_POST
def lesson_preview(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = edited_lesson(request, slug, key)
    return render(
        request,
        "authoring/_preview.html",
        _preview(request, found, request.POST.get("body", "")),
    )


@teaching
@require_GET
def lesson_passages(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Passages to cite, as a part of the page."""
    found = edited_lesson(request, slug, key)
    return render(request, "authoring/_passages.html", _found_passages(request, found))


def _save(request: HttpRequest, found: Lesson, form: LessonForm) -> HttpResponse:
    try:
        settled = _saved_or_asked(request, found, form)
    except TextRefused as error:
        form.add_error("body", error.message)
        return _page(request, found, form, status=NOT_PROCESSABLE)
    except EditedElsewhere as conflict:
        return _conflict(request, found, form, conflict)
    if settled.asks or settled.lines:
        return _ask(request, found, form, settled)
    messages.success(request, _("Saved %(time)s") % {"time": _clock()})
    language = language_of(request, found.course)
    address = reverse("authoring:lesson", args=[found.course.slug, found.key])
    return redirect(f"{address}?language={language}")


def _saved_or_asked(request: HttpRequest, found: Lesson, form: LessonForm) -> Settled:
    """Saved with every source that was plainly kept; else kept as unsaved writing until the
    person has said what became of a block, or where a source line belongs."""
    language = language_of(request, found.course)
    newest = newest_version(found, language)
    if newest is not None and _is_kept(newest, found, form):
        # Save was pressed twice: what was asked the first time is asked again.
        form.cleaned_data["base"] = newest.number
    if (newest.number if newest else 0) != form.cleaned_data["base"]:
        _stored(request, found, form)
        return Settled(form.text())
    settled = settle(
        found,
        language=language,
        body=form.text(),
        answers=anchor_answers(request.POST),
        line_answers=line_answers(request.POST),
        author=person(request),
    )
    if settled.asks or settled.lines:
        _stored(request, found, form, autosaved=True)
        return settled
    with transaction.atomic():
        _stored(request, found, form, body=settled.body)
        send_to_review(settled.orphans, person(request))
    return settled


def _is_kept(newest: LessonVersion, found: Lesson, form: LessonForm) -> bool:
    """Whether it is this very writing, autosaved."""
    if not newest.autosaved or newest.number == form.cleaned_data["base"]:
        return False
    said = (newest.title, newest.objectives)
    if said != (form.cleaned_data["title"].strip(), form.aims()):
        return False
    return newest.body == kept_apart(found, language=newest.language, body=form.text())


def _ask(request: HttpRequest, found: Lesson, form: LessonForm, settled: Settled) -> HttpResponse:
    language = language_of(request, found.course)
    newest = newest_version(found, language)
    said = line_answers(request.POST)
    context = {
        "course": found.course,
        "lesson": found,
        "language": language,
        "form": form,
        "base": newest.number if newest else 0,
        "lines": settled.lines,
        "asks": settled.asks,
        # Lines are counted in the text as it was typed, which goes along unchanged.
        "said_of_lines": [] if settled.lines else [(f"{LINE}{n}", one) for n, one in said.items()],
    }
    return render(request, "authoring/editor/anchors.html", context, status=CONFLICT)


def _show_preview(request: HttpRequest, found: Lesson, form: LessonForm) -> HttpResponse:
    return _page(request, found, form)


def _show_passages(request: HttpRequest, found: Lesson, form: LessonForm) -> HttpResponse:
    return _page(request, found, form, **_found_passages(request, found))


def _add_picture(request: HttpRequest, found: Lesson, form: LessonForm) -> HttpResponse:
    picture_form = PictureForm(request.POST, request.FILES)
    more: dict[str, Any] = {"picture_form": picture_form}
    status = NOT_PROCESSABLE
    if picture_form.is_valid():
        cleaned = picture_form.cleaned_data
        try:
            more["picture"] = add_picture(found.course, cleaned["picture"], cleaned["alt"])
        except PictureRefused as error:
            picture_form.add_error("picture", error.message)
        else:
            more["picture_form"] = PictureForm()
            status = 200
    if asks_for_part(request):
        return render(request, "authoring/_picture.html", more)
    return _page(request, found, form, status=status, **more)


_ACTS = {
    "save": _save,
    "preview": _show_preview,
    "passages": _show_passages,
    "picture": _add_picture,
}


def _stored(
    request: HttpRequest,
    found: Lesson,
    form: LessonForm,
    *,
    autosaved: bool = False,
    body: str | None = None,
) -> LessonVersion:
    cleaned = form.cleaned_data
    language = language_of(request, found.course)
    text = form.text() if body is None else body
    return save_lesson(
        found,
        language=language,
        title=cleaned["title"],
        body=kept_apart(found, language=language, body=text) if autosaved else text,
        objectives=form.aims(),
        base_number=cleaned["base"],
        author=person(request),
        autosaved=autosaved,
    )


def _opened(request: HttpRequest, found: Lesson) -> LessonForm:
    version = newest_version(found, language_of(request, found.course))
    if version is None:
        return LessonForm(initial={"base": 0})
    return LessonForm(
        initial={
            "title": version.title,
            "body": version.body,
            "objectives": "\n".join(version.objectives),
            "base": version.number,
        }
    )


def _conflict(
    request: HttpRequest, found: Lesson, form: LessonForm, conflict: EditedElsewhere
) -> HttpResponse:
    """Both texts on one page; saving again from here puts one's own on top of the other."""
    data = request.POST.copy()
    data["base"] = str(conflict.newer.number)
    kept = LessonForm(data)
    return _page(
        request, found, kept, status=CONFLICT, problem=conflict.message, theirs=conflict.newer
    )


def _page(
    request: HttpRequest, found: Lesson, form: LessonForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    language = language_of(request, found.course)
    context = {
        "course": found.course,
        "lesson": found,
        "language": language,
        "form": form,
        "picture_form": PictureForm(),
        **_preview(request, found, form["body"].value() or ""),
        **more,
    }
    return render(request, "authoring/lesson.html", context, status=status)


def _preview(request: HttpRequest, found: Lesson, body: str) -> dict[str, Any]:
    language = language_of(request, found.course)
    text = kept_apart(found, language=language, body=body)
    try:
        blocks = preview_blocks(found, language=language, body=text, author=person(request))
    except TextRefused as error:
        return {"preview_problem": error.message, "language": language}
    return {"blocks": blocks, "language": language}


def _found_passages(request: HttpRequest, found: Lesson) -> dict[str, Any]:
    typed = request.GET.get("passage") or request.POST.get("passage") or ""
    text = typed.replace("\0", " ").strip()
    if not text:
        return {"searched": ""}
    return {"searched": text, "passages": passages_found(found.course, person(request), text)}


def _clock() -> str:
    return date_format(timezone.localtime(), "H:i:s")
