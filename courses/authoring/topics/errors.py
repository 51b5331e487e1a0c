"""What can go wrong with topics, in words that an instructor can act on."""

from django.utils.translation import gettext_lazy as _

from courses.authoring.errors import StudioError


class NothingTicked(StudioError):
    message = _("No paragraph is ticked. Tick at least one, then build the course.")
    status = 422
