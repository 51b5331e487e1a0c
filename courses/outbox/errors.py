"""What can go wrong with work that waits in the outbox."""


class OutboxError(Exception):
    """Any refusal of the outbox itself."""


class NotInTransaction(OutboxError):
    """Work was enqueued outside the transaction of the fact that causes it."""


class UnknownTask(OutboxError):
    """No task of this name is registered here; another release may know it."""


class Transient(Exception):
    """Raised by a task that could succeed later: a line is down, a lock is held.

    `retry_in` is the pause in seconds; without it the outbox backs off by itself.
    """

    def __init__(self, message: str, *, retry_in: float | None = None) -> None:
        super().__init__(message)
        self.retry_in = retry_in
