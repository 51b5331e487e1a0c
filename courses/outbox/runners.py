"""Which runner the settings ask for."""

from django.conf import settings

from courses.outbox.relay import Runner


def make_runner() -> Runner:
    if settings.SCALED:
        from courses.outbox.relay_scaled import Publisher

        return Publisher()
    from courses.outbox.relay_embedded import Children

    return Children(settings.VAR_DIR)
