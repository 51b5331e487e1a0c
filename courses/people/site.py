"""The site's settings, kept in this process for a few seconds: no page pays a query for them."""

import time

from courses.people.models import SiteSettings

FRESH_SECONDS = 5.0

_kept: tuple[float, SiteSettings] | None = None


def site_settings() -> SiteSettings:
    """The one row, or unsaved defaults when there is none yet."""
    global _kept
    now = time.monotonic()
    if _kept is None or now - _kept[0] > FRESH_SECONDS:
        _kept = (now, SiteSettings.objects.first() or SiteSettings())
    return _kept[1]


def forget_site_settings() -> None:
    """After a change, so that whoever made it sees it at once."""
    global _kept
    _kept = None
