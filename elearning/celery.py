"""The Celery application: the same tasks for the embedded relay and for separate workers.

`celery -A elearning worker -Q short` and `-Q long`. The outbox keeps the record of work, so
Celery stores no result, retries nothing and acknowledges late; Redis is only the doorbell.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings")

app = Celery("elearning", include=["courses.tasks", "courses.outbox.watch"])
app.config_from_object("django.conf:settings", namespace="CELERY")
