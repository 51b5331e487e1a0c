"""The topics that one's reports speak of, and what they say of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from courses.authoring.errors import StudioError
from courses.authoring.rules import asks_for_part, person, teaching
from courses.authoring.topics.errors import NothingTicked
from courses.authoring.topics.forms import ChoiceForm, FilterForm
from courses.authoring.topics.queries import (
    TopicText,
    topic_name,
    topic_named,
    topic_rows,
    topic_text,
)
from courses.authoring.topics.services import build_plan, save_choice
from courses.authoring.topics.showing import under_headings
from courses.authoring.uploads.queries import under_way


@teaching
@require_GET
def topics(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {"rows": topic_rows(user), "under_way": under_way(user)}
    return render(request, "authoring/topics/topics.html", context)


@teaching
@require_http_methods(["GET", "POST"])
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    text = _text(request, topic)
    if request.method == "GET":
        return _page(request, text, request.GET.get("page"))
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _page(request, text, None, status=StudioError.status, problem=str(StudioError()))
    chosen = form.cleaned_data
    save_choice(person(request), text, shown=set(chosen["shown"]), ticked=set(chosen["take"]))
    text = _text(request, topic)
    if asks_for_part(request):
        return render(request, "authoring/topics/_tally.html", {"text": text, "is_saved": True})
    if chosen["act"] == "build":
        return _build(request, text)
    if chosen["act"] == "save":
        messages.success(request, _("What you ticked is saved."))
    return redirect(_address(request, text, chosen["act"].removeprefix("page-")))


def _text(request: HttpRequest, key: str) -> TopicText:
    found = topic_named(key)
    if found is None:
        raise Http404
    language, report = FilterForm(request.GET).wanted()
    return topic_text(person(request), found, language=language, report=report)


def _build(request: HttpRequest, text: TopicText) -> HttpResponse:
    try:
        plan = build_plan(person(request), text)
    except NothingTicked as error:
        return _page(request, text, None, status=error.status, problem=str(error))
    return redirect("authoring:plan", plan.pk)


def _address(request: HttpRequest, text: TopicText, number: str) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    if number.isdigit():
        asked["page"] = number
    query = f"?{asked.urlencode()}" if asked else ""
    return reverse("authoring:topic", args=[text.topic.key]) + query


def _page(
    request: HttpRequest, text: TopicText, number: str | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = text.page(number)
    context = {
        "text": text,
        "name": topic_name(text.topic),
        "page": page,
        "numbers": list(
            page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ),
        "headings": under_headings(text, list(page)),
        "wanted_report": FilterForm(request.GET).wanted()[1],
        **more,
    }
    return render(request, "authoring/topics/topic.html", context, status=status)
