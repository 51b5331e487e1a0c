"""Run inside the measured site: holds the clients' ledger against the database.

`python -m tests.bench.ledger FILE`; the file is {attempt's public id: [operation ids that were
acknowledged]}. Prints one JSON document of counts; all but `graded` and `mailed` are faults.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from courses.mail.models import Message
from courses.outbox.models import Job
from courses.quizzes.models import Answer, Attempt, Grade

ledger: dict[str, list[str]] = json.loads(Path(sys.argv[1]).read_text())
attempts = Attempt.objects.filter(public_id__in=ledger)
stored = Counter(
    str(operation)
    for operation in Answer.objects.filter(attempt__in=attempts).values_list(
        "operation_id", flat=True
    )
)
told = [operation for operations in ledger.values() for operation in operations]
keys = [f"attempt_graded:{pk}" for pk in attempts.values_list("pk", flat=True)]
json.dump(
    {
        "graded": attempts.filter(state=Attempt.State.GRADED).count(),
        "mailed": Message.objects.filter(dedupe_key__in=keys).count(),
        "lost": sum(operation not in stored for operation in told),
        "doubled": sum(times > 1 for times in stored.values()),
        "never_sent": len(stored.keys() - set(told)),
        "ungraded": attempts.exclude(state=Attempt.State.GRADED).count(),
        "graded_twice": Grade.objects.filter(attempt__in=attempts).count()
        - Grade.objects.filter(attempt__in=attempts).values("attempt").distinct().count(),
        "dead_letters": Job.objects.filter(state=Job.State.DEAD).count(),
    },
    sys.stdout,
)
