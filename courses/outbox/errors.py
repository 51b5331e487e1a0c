"""What can go wrong with work that waits in the outbox."""

from datetime import timedelta


class OutboxError(Exception):
    """Any refusal of the outbox itself."""


class NotInTransaction(OutboxError):
    """Work was enqueued outside the transaction of the fact that causes it."""


class Transient(Exception):
    """Raised by a task that could succeed later: a line is down, a lock is held.

    `retry_in` is the pause in seconds; without it the outbox backs off by itself. After
    `patience`, counted from the job's making, it becomes a dead letter all the same.
    """

    patience = timedelta(days=3)

    def __init__(self, message: str, *, retry_in: float | None = None) -> None:
        super().__init__(message)
        self.retry_in = retry_in


class UnknownTask(Transient):
    """No task of this name is registered here; the other release, which may know it, is about
    to take over, or to be taken back."""

    patience = timedelta(hours=1)
