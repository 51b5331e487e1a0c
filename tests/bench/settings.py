"""The settings of the site, with the floor's two pages beside its own."""

from elearning.settings import *

ROOT_URLCONF = "tests.bench.urls"
# The login page is measured from one address, many times a minute.
ACCOUNT_RATE_LIMITS = False
