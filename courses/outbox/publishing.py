"""Speaking to Redis through Celery: one try, one second, nobody else's business."""

import contextlib
from typing import Any

from celery.exceptions import CeleryError
from django.conf import settings
from kombu.exceptions import KombuError, OperationalError
from redis.exceptions import RedisError

from courses.outbox.errors import OutboxError
from elearning.celery import app

RUN = "outbox.run"
# A worker that was told of one job goes on with others for so long before it starts no more.
RUN_ON_SECONDS = 2
# Beyond the soft limit a job is told, beyond this it is killed.
LAST_SECONDS = 5
IMPATIENT = {
    "socket_timeout": 1.0,
    "socket_connect_timeout": 1.0,
    "retry_on_timeout": False,
    "max_retries": 0,
}


class BrokerAway(OutboxError):
    """The broker did not take the message in time."""


class Broker:
    """A connection that is thrown away at the first trouble."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._producer: Any = None

    def announce(self, job_id: int, lane: str) -> None:
        """Tell the workers of a lane that a job may be due. Raises BrokerAway."""
        seconds = settings.JOB_SHORT_SECONDS if lane == "short" else settings.JOB_LONG_SECONDS
        try:
            app.send_task(
                RUN,
                kwargs={"job_id": job_id},
                queue=lane,
                producer=self._open(),
                retry=False,
                ignore_result=True,
                soft_time_limit=seconds + RUN_ON_SECONDS,
                time_limit=seconds + RUN_ON_SECONDS + LAST_SECONDS,
            )
        except (OperationalError, KombuError, CeleryError, RedisError, OSError) as error:
            self.close()
            raise BrokerAway(f"{type(error).__name__}: {error}") from error

    def _open(self) -> Any:
        if self._producer is None:
            self._connection = app.connection_for_write(transport_options=IMPATIENT)
            self._producer = app.amqp.Producer(self._connection, auto_declare=False)
        return self._producer

    def close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(KombuError, RedisError, OSError):
                self._connection.close()
        self._connection = self._producer = None
