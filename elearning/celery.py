"""The Celery application: the same tasks for the embedded relay and for separate workers.

`celery -A elearning worker -Q short` and `-Q long`. The outbox keeps the record of work, so
Celery stores no result, retries nothing and acknowledges late; Redis is only the doorbell.
"""

import os
import sys

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings")

app = Celery("elearning", include=["courses.tasks", "courses.outbox.watch"])
app.config_from_object("django.conf:settings", namespace="CELERY")


@worker_init.connect
def check_before_work(**_: object) -> None:
    """A worker starts only where what it does will be kept (elearning.selfcheck)."""
    import django

    django.setup()
    from elearning.selfcheck import start

    try:
        start.refuse_or_warn()
    except start.CannotServe as refusal:
        sys.exit(f"parcours: {refusal}")
    finally:
        start.let_go()
