"""Sending files in place, and fetching them again."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from courses.people.requests import current_user
from courses.quizzes.errors import QuizError
from courses.quizzes.files.arriving import dropped_from, is_too_long, limit_arriving
from courses.quizzes.files.checks import FileRefused
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.files.nameless import nameless
from courses.quizzes.files.queries import files_for_user
from courses.quizzes.files.room import room_for
from courses.quizzes.files.services import Sent, receive_files
from courses.quizzes.queries import own_attempt
from courses.quizzes.services.answers import prefix_of
from courses.quizzes.types.file_answer.formats import FORMATS


@csrf_exempt  # that check reads the whole body: _receive makes it, once we know what may come in
@login_required
@require_POST
def send(request: HttpRequest, attempt: uuid.UUID, slot: int) -> HttpResponse:
    """The files of one question, from a page that runs scripts: what to show, or why not."""
    found = own_attempt(current_user(request), attempt)
    if found is None:
        raise Http404
    room = room_for(found)
    if is_too_long(request, room):
        return _refused(room.refusal())
    limit_arriving(request, room)
    return _receive(request, attempt, slot)


@csrf_protect
def _receive(request: HttpRequest, attempt: uuid.UUID, slot: int) -> HttpResponse:
    field = f"{prefix_of(slot)}-file"
    try:
        files, dropped = request.FILES.getlist(field), dropped_from(request, field)
        if dropped or not files:
            raise dropped or FileRefused
        sent = receive_files(attempt, current_user(request), slot_id=slot, files=files)
    except QuizError as error:
        return _refused(error)
    return JsonResponse(_told(sent, slot))


def _refused(error: QuizError) -> JsonResponse:
    return JsonResponse({"error": str(error)}, status=error.status)


def _told(sent: Sent, slot: int) -> dict[str, Any]:
    context = {"files": sent.value, "prefix": prefix_of(slot)}
    return {
        "html": render_to_string("file_answer/files.html", context),
        "sequence": sent.saved.sequence,
        "time": f"{localtime(sent.saved.received_at):%H:%M:%S}",
    }


@never_cache
@login_required
@require_GET
def answer_file(request: HttpRequest, key: uuid.UUID) -> FileResponse:
    """To its learner and to the course's staff, to be kept, never to be shown as a page."""
    found = get_object_or_404(files_for_user(current_user(request)), public_id=key)
    is_hidden = request.GET.get("names") == "hidden"
    name = nameless(found.attempt.public_id, key, found.name) if is_hidden else found.name
    return _download(found, name)


def _download(found: AnswerFile, name: str) -> FileResponse:
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=name,
        content_type=FORMATS[found.format].media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
