"""The language and time zone of each request: the person's own, else what the browser asks."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation


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
