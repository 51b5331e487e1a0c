"""Doorways: ids in, one service. Safe to run twice, safe to kill."""

from celery import shared_task

from courses.learning import services
from courses.quizzes.models import Attempt


@shared_task(name="learning.attempt_graded")
def attempt_graded(attempt_id: int) -> None:
    attempt = Attempt.objects.select_related("quiz").filter(pk=attempt_id).first()
    if attempt is not None:  # erased meanwhile
        services.evaluate_completion(attempt.user_id, attempt.quiz.course_id)
