"""Files in the form of a whole attempt, from a browser without scripts."""

from django.http import HttpRequest

from courses.quizzes.errors import BadAnswer
from courses.quizzes.files.arriving import dropped_from
from courses.quizzes.files.services import receive_files
from courses.quizzes.models import Attempt
from courses.quizzes.services.answers import prefix_of


def receive_posted(request: HttpRequest, attempt: Attempt) -> dict[int, str]:
    """Keeps them; {slot id: why its files could not be taken}. Raises QuizError."""
    refused: dict[int, str] = {}
    for place in attempt.layout:
        slot_id = place["slot"]
        field = f"{prefix_of(slot_id)}-file"
        files, dropped = request.FILES.getlist(field), dropped_from(request, field)
        try:
            if dropped:
                raise dropped
            if files:
                receive_files(attempt.public_id, attempt.user, slot_id=slot_id, files=files)
        except BadAnswer as error:
            refused[slot_id] = str(error)
    return refused
