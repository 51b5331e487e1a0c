"""Checking an answer while the attempt is under way: on record before anything is told."""

import uuid

from django.db import transaction

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.errors import NotUnderWay
from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.queries import current_answers, in_attempt_language
from courses.quizzes.quiz_settings import Feedback
from courses.quizzes.services.giving_back import is_over_for_visitor
from courses.quizzes.services.locking import locked_attempt
from courses.quizzes.taking.at_hand import check_at_hand
from courses.quizzes.trying.errors import CannotCheck, NotFinished, NothingToCheck
from courses.quizzes.trying.pages import is_checked
from courses.quizzes.trying.rules import checked_again, tried_at
from courses.quizzes.types.registry import kind


@transaction.atomic
def check_answer(
    attempt_id: uuid.UUID, user: User, *, slot_id: int, is_sure: bool = False
) -> Attempt:
    """The attempt with the saved answer of this question checked; asked again, or twenty times at
    once, nothing more changes. `is_sure`: an unfinished answer too, where one check closes it.

    Raises NoSuchAttempt, NotUnderWay, NoSuchQuestion, OnBreak, NotOnThisPage, CannotCheck,
    NothingToCheck, NotFinished.
    """
    attempt = locked_attempt(attempt_id, user)
    now = database_now()
    quiz = attempt.quiz_edition
    if attempt.state != Attempt.State.OPEN or is_over_for_visitor(attempt, quiz, now):
        raise NotUnderWay
    check_at_hand(attempt, slot_id, now)
    version = QuizSlot.objects.select_related("question_version").get(pk=slot_id).question_version
    known = kind(version.kind)
    if not is_checked(quiz, known):
        raise CannotCheck
    value = current_answers(attempt.pk).get(slot_id)
    tried = tried_at(attempt.tries, slot_id)
    if known.is_blank(value) and not tried.is_closed:
        raise NothingToCheck
    spec = in_attempt_language(version.specs, attempt)
    is_last = quiz.feedback == Feedback.IMMEDIATE and not tried.is_closed
    if is_last and not is_sure and known.is_unfinished(spec, value):
        raise NotFinished(known.what_lacks(spec, value))
    mark = known.grade(spec, value)
    is_right = mark.outcome == "right"
    after = checked_again(tried, value, feedback=quiz.feedback, is_right=is_right)
    if after != tried:
        attempt.tries = {**(attempt.tries or {}), str(slot_id): after.as_json()}
        attempt.save(update_fields=["tries"])
    return attempt
