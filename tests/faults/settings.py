"""The tests' settings, with the points at which a process may strike itself down."""

from tests.settings import *

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.crashes.Crashes"]
# Gunicorn's and Celery's processes come and go by the dozen, from one address.
ACCOUNT_RATE_LIMITS = False
# Longer than the relay takes to announce again what a killed worker was to look after.
WORKER_DEAF_SECONDS = 18.0
