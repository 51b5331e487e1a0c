"""Settings, from the typed environment. One file for every way of running."""

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from elearning.env import BASE_DIR, read_environment
from elearning.logs import logging_config

# Lets generic classes of Django name their model in annotations (ModelForm[User]).
django_stubs_ext.monkeypatch()

ENV = read_environment()

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = ENV.allowed_hosts
CSRF_TRUSTED_ORIGINS = ENV.trusted_origins
SITE_URL = ENV.site_url
VAR_DIR = ENV.var_dir
SCALED = ENV.scaled
REDIS_URL = ENV.redis_url
ALLOW_DATA_LOSS = ENV.allow_data_loss
FONT_DIRS = ENV.font_dirs

ROOT_URLCONF = "elearning.urls"
WSGI_APPLICATION = "elearning.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "auditlog",
    "crispy_forms",
    "csp",
    "django_htmx",
    "content",
    "courses",
]

MIDDLEWARE = [
    "elearning.metrics.LatencyMiddleware",
    "elearning.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "elearning.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "courses.people.middleware.PersonMiddleware",
    "courses.people.middleware.LocaleMiddleware",
    "courses.people.audit.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "courses.people.nul.NulMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", BASE_DIR / "courses/quizzes/types"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "courses.people.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "courses.templatetags.parcours",
                "courses.templatetags.widgets",
                "courses.templatetags.navigation",
                "courses.templatetags.form_parts",
                "courses.templatetags.charts",
            ],
        },
    }
]

# --- Data -------------------------------------------------------------------------------

DATABASES = {"default": ENV.database}
if "sqlite" in ENV.database["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
    # Tests race threads and processes on it, as in life, so not in memory.
    DATABASES["default"]["TEST"] = {"NAME": str(ENV.var_dir / "test.sqlite3")}
else:
    # Each thread keeps its connection and looks before a request whether it still stands; no pool
    # (docs/decisions/0012-each-thread-keeps-its-connection.md).
    DATABASES["default"]["ENGINE"] = "elearning.postgres"
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 3,
        # A line that was cut without a word holds a thread for so long, not for two hours.
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
        "tcp_user_timeout": 20_000,
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": {"BACKEND": "elearning.cache.BreakerRedisCache", "LOCATION": ENV.redis_url}
    if ENV.redis_url
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
SESSION_ENGINE = "courses.people.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"

MEDIA_ROOT = ENV.var_dir / "media"
STATIC_URL = "/static/"
STATIC_ROOT = ENV.var_dir / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "elearning.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
FILE_UPLOAD_HANDLERS = [
    "courses.authoring.uploads.handlers.QuotaUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = None
MAX_REPORT_BYTES = 20 * 1024 * 1024
# All files that a learner sends for one attempt, and for all attempts in a course.
MAX_ATTEMPT_FILE_BYTES = ENV.attempt_files_mb * 1024 * 1024
MAX_COURSE_FILE_BYTES = ENV.course_files_mb * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- People -----------------------------------------------------------------------------

AUTH_USER_MODEL = "courses.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:my_learning"
LOGOUT_REDIRECT_URL = "home:front"
ACCOUNT_ADAPTER = "courses.mail.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "courses.people.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
# In the browser that signed up, confirming signs in and goes on to where one wanted to be.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_USER_DISPLAY = "courses.people.models.display_name"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# --- Languages --------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
    ("ru", _("Russian")),
    ("zh-hans", _("Chinese")),
]
# Interface languages with a complete catalogue; the others are prepared for.
INTERFACE_LANGUAGES = ["en", "fr"]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["elearning.formats"]
TIME_ZONE = "UTC"

# --- Mail -------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = ENV.mail_from
MAIL_DIR = ENV.var_dir / "mail"
if ENV.email:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = ENV.email["EMAIL_HOST"]
    EMAIL_PORT = ENV.email["EMAIL_PORT"]
    EMAIL_HOST_USER = ENV.email["EMAIL_HOST_USER"] or ""
    EMAIL_HOST_PASSWORD = ENV.email["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS = bool(ENV.email.get("EMAIL_USE_TLS"))
    EMAIL_USE_SSL = bool(ENV.email.get("EMAIL_USE_SSL"))
    EMAIL_TIMEOUT = 15
else:
    # Files under var/mail, readable by staff in the browser (courses/mail/files.py).
    EMAIL_BACKEND = "courses.mail.files.FileBackend"

# --- Security ---------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-src": [SELF],  # a mail is shown in a sandboxed frame
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
METRICS_TOKEN = ENV.metrics_token
BEHIND_TLS = ENV.behind_tls
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.behind_tls
if ENV.behind_tls:
    # The proxy in front names the visitor; without it all share one rate limit.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000

# --- Work -------------------------------------------------------------------------------

# The outbox is the queue of record (courses/outbox); these were measured to survive kills.
CELERY_BROKER_URL = ENV.redis_url or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_DEFAULT_QUEUE = "short"
CELERY_TASK_CREATE_MISSING_QUEUES = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20.0
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# No socket_timeout for workers: an acknowledgement that timed out on a hung Redis left a worker
# deaf. The relay, which must never hang, has its own (courses/outbox/publishing.py).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_keepalive": True,
    "socket_connect_timeout": 5.0,
    "visibility_timeout": 120,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
# Workers keep their database connection for so many jobs (read by Celery's Django fixup).
CELERY_DB_REUSE_MAX = 500
# So long may announced work go unheard before an idle worker takes itself for deaf.
WORKER_DEAF_SECONDS = 30.0
RELAY_POLL_SECONDS = 0.1
JOB_SHORT_SECONDS = ENV.job_short_seconds
JOB_LONG_SECONDS = ENV.job_long_seconds

# --- Looks ------------------------------------------------------------------------------

CRISPY_TEMPLATE_PACK = "parcours"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["parcours"]

LOGGING = logging_config(ENV.log_format, debug=DEBUG)

# The mail address is unique by a constraint on its lower-case form.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
