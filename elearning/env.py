"""The typed environment: every variable that Parcours reads, in one place.

`read_environment` fails at start-up with one clear line when a value cannot be used.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Environment:
    """Values are ready to use; paths are absolute."""

    debug: bool
    secret_key: str
    var_dir: Path
    allowed_hosts: list[str]
    trusted_origins: list[str]
    site_url: str
    database: dict[str, Any]
    redis_url: str | None
    email: dict[str, Any] | None
    mail_from: str
    font_dirs: list[str]
    behind_tls: bool
    metrics_token: str
    job_short_seconds: int
    job_long_seconds: int
    attempt_files_mb: int
    course_files_mb: int
    log_format: str
    allow_data_loss: bool

    @property
    def scaled(self) -> bool:
        """True when jobs go to Celery workers over Redis instead of the embedded relay."""
        return self.redis_url is not None


def secret_key_under(var_dir: Path) -> str:
    """The key made at first start, kept in a file that only its owner can read."""
    path = var_dir / "secret_key"
    if path.exists():
        return path.read_text().strip()
    var_dir.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    path.touch(mode=0o600)
    path.write_text(key)
    return key


def read_environment() -> Environment:
    """Raises ImproperlyConfigured, naming the variable and what it should hold."""
    env = environ.Env()
    var_dir = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
    site_url = env.str("SITE_URL", default="").rstrip("/")
    return Environment(
        debug=env.bool("DEBUG", default=False),
        secret_key=env.str("SECRET_KEY", default="") or secret_key_under(var_dir),
        var_dir=var_dir,
        allowed_hosts=env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]),
        trusted_origins=env.list("CSRF_TRUSTED_ORIGINS", default=[site_url] if site_url else []),
        site_url=site_url or f"http://127.0.0.1:{env.str('PORT', default='8000')}",
        database=_database(env, var_dir),
        redis_url=env.str("REDIS_URL", default="") or None,
        email=_email(env),
        mail_from=env.str("MAIL_FROM", default="Parcours <no-reply@localhost>"),
        font_dirs=env.list("FONT_DIRS", default=[]),
        behind_tls=env.bool("BEHIND_TLS", default=False),
        metrics_token=env.str("METRICS_TOKEN", default=""),
        job_short_seconds=_whole(env, "JOB_SHORT_SECONDS", 60, "seconds"),
        job_long_seconds=_whole(env, "JOB_LONG_SECONDS", 600, "seconds"),
        attempt_files_mb=_whole(env, "ATTEMPT_FILES_MB", 200, "megabytes"),
        course_files_mb=_whole(env, "COURSE_FILES_MB", 1000, "megabytes"),
        log_format=env.str("LOG_FORMAT", default="json"),
        allow_data_loss=env.bool("ALLOW_DATA_LOSS", default=False),
    )


def _whole(env: environ.Env, name: str, default: int, unit: str) -> int:
    text = env.str(name, default=str(default))
    if not text.isdecimal() or int(text) == 0:
        raise ImproperlyConfigured(f"{name} is {text!r}; it should be a whole number of {unit}.")
    return int(text)


def _database(env: environ.Env, var_dir: Path) -> dict[str, Any]:
    if not env.str("DATABASE_URL", default=""):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(var_dir / "db.sqlite3")}
    config: dict[str, Any] = dict(env.db_url("DATABASE_URL"))
    if "ENGINE" not in config:
        raise ImproperlyConfigured("DATABASE_URL should look like postgres://user:pass@host/name.")
    return config


def _email(env: environ.Env) -> dict[str, Any] | None:
    if not env.str("EMAIL_URL", default=""):
        return None
    return dict(env.email_url("EMAIL_URL"))
