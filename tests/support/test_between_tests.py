"""What a test leaves behind in its process, the next one does not find."""

from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone, translation


@pytest.mark.parametrize("_turn", range(2))
def test_each_begins_in_the_sites_own_language_and_zone(_turn: int) -> None:
    assert translation.get_language() == settings.LANGUAGE_CODE
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE
    translation.activate("fr")
    timezone.activate(ZoneInfo("Pacific/Kiritimati"))
