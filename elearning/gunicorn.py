"""gunicorn's settings, for `make run` and for deployments alike."""

import os

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


def post_worker_init(worker: object) -> None:
    """In each worker, before its first request. Imported here: the master loads no code of ours
    that a reload could leave behind."""
    from courses.outbox import pulse

    pulse.start()
