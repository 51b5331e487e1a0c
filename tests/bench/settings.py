"""The settings of the site, with the floor's two pages beside its own."""

from elearning.settings import *

ROOT_URLCONF = "tests.bench.urls"
