"""`make run`: prepare what is under var/, then serve the site until Ctrl-C.

Web (gunicorn) and relay run as children in process groups of their own; whichever dies is
started again, and Ctrl-C or SIGTERM ends both.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings")

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")
LOOPBACK = HOST in {"127.0.0.1", "localhost", "::1"}
EVERYWHERE = {"0.0.0.0", "::"}
# A machine that does other things besides needs minutes for what takes seconds on its own.
READY_SECONDS = 180
STOP_SECONDS = 25
# The code is loaded once for all workers. A browser's idle connections hold up a stop no longer
# than they are kept.
WEB = ["--preload", "--keep-alive", "2"]


def stop(message: str) -> None:
    sys.exit(f"parcours: {message}")


def check_port() -> None:
    if not PORT.isdigit() or not 0 < int(PORT) < 65536:
        stop(f"PORT is {PORT!r}; name a number from 1 to 65535, for example: make run PORT=8001")
    family = socket.AF_INET6 if ":" in HOST else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(PORT)))
        except PermissionError:
            stop(f"port {PORT} needs more rights than you have; try: make run PORT=8000")
        except socket.gaierror:
            stop(f"HOST is {HOST!r}, which is no address of this machine.")
        except OSError:
            stop(f"port {PORT} is in use; choose another: make run PORT={int(PORT) + 1}")


def prepare_environment() -> None:
    os.environ["HOST"], os.environ["PORT"] = HOST, PORT
    if not LOOPBACK and "ALLOWED_HOSTS" not in os.environ:
        names = {HOST, socket.gethostname(), "localhost", "127.0.0.1"}
        os.environ["ALLOWED_HOSTS"] = ",".join(sorted(names - EVERYWHERE))
    if not LOOPBACK:
        host = socket.gethostname() if HOST in EVERYWHERE else HOST
        os.environ.setdefault("SITE_URL", f"http://{host}:{PORT}")


def prepare_site() -> None:
    """Migrations, catalogues, static files, library and demo people: only what is missing."""
    import django
    from django.conf import settings

    try:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        (settings.VAR_DIR / ".writable").touch()
    except OSError:
        folder = os.environ.get("VAR_DIR", ROOT / "var")
        stop(f"{folder} cannot be written to; set VAR_DIR to a folder of yours.")
    from scripts.messages import compile_catalogues

    compile_catalogues()
    django.setup()
    from elearning.selfcheck.start import CannotServe, refuse_or_warn
    from scripts.preparation import prepare

    try:
        refuse_or_warn()
    except CannotServe as refusal:
        stop(str(refusal))
    prepare(demo=LOOPBACK or os.environ.get("DEMO") == "1")


def log_of(name: str) -> Path:
    from django.conf import settings

    folder: Path = settings.VAR_DIR / "log"
    folder.mkdir(exist_ok=True)
    return folder / f"{name}.log"


def start(name: str) -> subprocess.Popen[bytes]:
    with log_of(name).open("ab") as log:
        return subprocess.Popen(
            commands()[name], cwd=ROOT, start_new_session=True, stdout=log, stderr=log
        )


def commands() -> dict[str, list[str]]:
    python = sys.executable
    return {
        "web": [python, "-m", "gunicorn", "-c", "elearning/gunicorn.py", *WEB, "elearning.wsgi"],
        "relay": [python, "manage.py", "relay", "--attached"],
    }


def address() -> str:
    host = "127.0.0.1" if HOST in EVERYWHERE else HOST
    return f"http://[{host}]:{PORT}" if ":" in host else f"http://{host}:{PORT}"


def wait_until_ready(children: dict[str, subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    request = urllib.request.Request(f"{address()}/health/ready", headers={"Host": "localhost"})
    while time.monotonic() < deadline:
        if children["web"].poll() is not None:
            last = log_of("web").read_text(errors="replace").strip().rpartition("\n")[2]
            stop(f"the web server stopped at once: {last} (more in {log_of('web')})")
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    stop(f"{address()}/health/ready did not answer 200 in {READY_SECONDS} s; see {log_of('web')}.")


def announce() -> None:
    from django.conf import settings

    print(f"\nParcours is ready at {address()}/\n")
    accounts = settings.VAR_DIR / "demo-accounts.txt"
    if accounts.exists():
        print(accounts.read_text())
    print(f"Logs are in {log_of('web').parent}. Stop with Ctrl-C.", flush=True)


def stop_children(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for child in children.values():
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def serve() -> None:
    children = {name: start(name) for name in commands()}
    try:
        wait_until_ready(children)
        announce()
        while True:
            time.sleep(1)
            for name, child in children.items():
                if child.poll() is not None:
                    print(f"parcours: {name} stopped ({child.returncode}); starting it again.")
                    children[name] = start(name)
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
    finally:
        stop_children(children)


def main() -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    check_port()
    prepare_environment()
    prepare_site()
    serve()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        stop("stopped before the site was up; run it again to go on.")
