"""The person behind each request; their language and time zone, else what the browser asks."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare

from courses.people.models import User
from elearning.prepared import Prepared, given

_active = Prepared(lambda: User.objects.filter(pk=given("pk"), is_active=True))


class PersonMiddleware(AuthenticationMiddleware):
    """Django's own, which every request passes, with the person read by a query composed once."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        # At once: the language is theirs, so somebody asks at every request.
        request.user = _person(request)


def _person(request: HttpRequest) -> User | AnonymousUser:
    """The ordinary case here; whatever is out of the ordinary is Django's to decide."""
    session = request.session
    if session.get(auth.BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS:
        found = _active.first(pk=int(session[auth.SESSION_KEY]))
        given_hash = session.get(auth.HASH_SESSION_KEY, "")
        if found and constant_time_compare(given_hash, found.get_session_auth_hash()):
            return found
    return auth.get_user(request)


class LocaleMiddleware:
    """Runs after authentication, so that a signed-in person's choice wins over the cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        timezone.activate(self._zone(request))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _language(self, request: HttpRequest) -> str:
        if request.user.is_authenticated and request.user.language in settings.INTERFACE_LANGUAGES:
            return request.user.language
        wanted = translation.get_language_from_request(request)
        return wanted if wanted in settings.INTERFACE_LANGUAGES else settings.LANGUAGE_CODE

    def _zone(self, request: HttpRequest) -> zoneinfo.ZoneInfo:
        name = request.user.timezone if request.user.is_authenticated else settings.TIME_ZONE
        try:
            return zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo(settings.TIME_ZONE)
