"""Run inside the measured site: returns once no work is due or under way any more."""

import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.db.models import Q

from courses.outbox.clock import database_now
from courses.outbox.models import Job

SECONDS = 120


def is_quiet() -> bool:
    due = Q(state=Job.State.DUE, due_at__lte=database_now())
    return not Job.objects.filter(due | Q(state=Job.State.LEASED)).exists()


deadline = time.monotonic() + SECONDS
while not is_quiet():
    if time.monotonic() > deadline:
        raise SystemExit(f"there was still work after {SECONDS} s")
    time.sleep(0.1)
