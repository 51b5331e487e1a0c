"""Doorways: ids in, one service. Safe to run twice, safe to kill."""

from celery import shared_task

from courses.learning import services
from courses.quizzes.models import Attempt
from courses.quizzes.practice.collecting import collect
from elearning.prepared import Prepared, given

_attempt = Prepared(
    lambda: (
        Attempt.objects.filter(pk=given("pk"))
        .select_related("quiz")
        .only("user_id", "quiz__course_id")
    )
)


@shared_task(name="learning.attempt_graded")
def attempt_graded(attempt_id: int) -> None:
    attempt = _attempt.first(pk=attempt_id)
    if attempt is not None:  # erased meanwhile
        services.evaluate_completion(attempt.user_id, attempt.quiz.course_id)
        collect(attempt_id)


@shared_task(name="learning.grade_changed")
def grade_changed(user_id: int, course_id: int) -> None:
    services.evaluate_completion(user_id, course_id)
