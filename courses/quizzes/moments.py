"""A moment as short as it can be said: the time with its zone, and the day where it is another."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime


def said_at(moment: datetime, now: datetime) -> str:
    there, here = localtime(moment), localtime(now)
    is_today = there.date() == here.date()
    face = date_format(there, "TIME_FORMAT" if is_today else "DATETIME_FORMAT")
    return f"{face} {there.tzname()}"
