"""Every task of the applets, gathered for Celery."""

from courses.authoring import tasks as authoring_tasks
from courses.certificates import tasks as certificates_tasks
from courses.cohorts import tasks as cohorts_tasks
from courses.learning import tasks as learning_tasks
from courses.mail import tasks as mail_tasks
from courses.outbox import tasks as outbox_tasks
from courses.quizzes import tasks as quizzes_tasks

__all__ = [
    "authoring_tasks",
    "certificates_tasks",
    "cohorts_tasks",
    "learning_tasks",
    "mail_tasks",
    "outbox_tasks",
    "quizzes_tasks",
]
