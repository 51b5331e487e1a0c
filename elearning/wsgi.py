"""The WSGI application that gunicorn serves."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from elearning.loading import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings")

with loading():
    application = get_wsgi_application()
    # Every view is imported now, not while the first visitor waits.
    import_module(settings.ROOT_URLCONF)
