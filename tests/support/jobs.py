"""Running what waits in the outbox inside a test, as the relay would."""

from datetime import datetime

from courses.outbox.models import Job
from courses.outbox.running import run_due_jobs


def run_jobs(*, at: datetime | None = None, failures_expected: bool = False) -> int:
    """Run every due job until none is left; how many ran. A failed job fails the test."""
    ran = run_due_jobs(at=at)
    if not failures_expected:
        failed = [f"{job}: {job.last_error}" for job in Job.objects.exclude(last_error="")]
        assert not failed, "\n".join(failed)
    return ran
