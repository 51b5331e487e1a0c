"""What every page knows of the site."""

from django.http import HttpRequest

from courses.people.site import site_settings


def site(request: HttpRequest) -> dict[str, object]:
    return {"site": site_settings()}
