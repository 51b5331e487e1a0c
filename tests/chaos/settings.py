"""The test build: the product's settings, plus what dies or lies on request.

Nothing of this is in the product. `tests.chaos.build` wraps the product's functions from outside
when a file in VAR_DIR/chaos asks for it (crash points) or CHAOS_FAULT names a fault.
"""

import os

from elearning.settings import *

INSTALLED_APPS += ["tests.chaos.build"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "tests.chaos.build.mail." + ("DyingSmtp" if ENV.email else "DyingFolder")
if os.environ.get("CHAOS_FAULT") == "client_clock":
    MIDDLEWARE = ["tests.chaos.build.client_clock.ClientClockMiddleware", *MIDDLEWARE]
