"""gunicorn's settings, for `make run` and for deployments alike."""

import os
import sys
from pathlib import Path
from typing import Any

from elearning import metrics_files

# By this exit code of a worker the master knows that starting more of them is no use.
WORKER_BOOT_ERROR = 3

bind = os.environ.get(
    "BIND", f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
)
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
limit_request_line = 4094
preload_app = False
# It would lie in the home folder, one for all sites of this account.
control_socket_disable = True
accesslog = None
loglevel = "warning"

# Read by prometheus_client when it is imported, in the workers.
METRICS = Path(os.environ.setdefault(metrics_files.VARIABLE, metrics_files.default_folder()))


def on_starting(server: Any) -> None:
    metrics_files.clean(METRICS)


def post_fork(server: Any, worker: Any) -> None:
    if not metrics_files.reserve(METRICS, os.getpid()):
        os.environ.pop(metrics_files.VARIABLE)  # counts by itself, in memory


def child_exit(server: Any, worker: Any) -> None:
    metrics_files.fold(METRICS, worker.pid)


def post_worker_init(worker: Any) -> None:
    """In each worker, before its first request. Imported here: the master loads no code of ours
    that a reload could leave behind."""
    from courses.outbox import pulse

    if worker.age <= worker.cfg.workers:
        _check_at_start()
    pulse.start()


def _check_at_start() -> None:
    """Not for workers that come later: a site that serves is not ended by a setting changed."""
    from elearning.selfcheck import start

    try:
        start.refuse_or_warn()
    except start.CannotServe as refusal:
        sys.stderr.write(f"parcours: {refusal}\n")
        sys.exit(WORKER_BOOT_ERROR)
