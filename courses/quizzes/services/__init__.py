"""Every write on quizzes and attempts; each opens its own transaction."""

from courses.quizzes.services.answers import Saved, save_answer, save_page
from courses.quizzes.services.attempts import (
    expire_attempt,
    extend_attempt,
    start_attempt,
    submit_attempt,
)
from courses.quizzes.services.drafts import (
    create_quiz,
    remove_quiz,
    set_items,
    update_quiz,
)
from courses.quizzes.services.giving_back import give_back_outage
from courses.quizzes.services.grades import grade_attempt
from courses.quizzes.services.publishing import publish_quizzes, quiz_problems

__all__ = [
    "Saved",
    "create_quiz",
    "expire_attempt",
    "extend_attempt",
    "give_back_outage",
    "grade_attempt",
    "publish_quizzes",
    "quiz_problems",
    "remove_quiz",
    "save_answer",
    "save_page",
    "set_items",
    "start_attempt",
    "submit_attempt",
    "update_quiz",
]
