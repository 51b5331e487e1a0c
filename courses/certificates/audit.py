"""Who revoked and who made anew: recorded by auditlog."""

from auditlog.registry import auditlog

from courses.certificates.models import Certificate


def start_recording() -> None:
    """Once, when the app is ready."""
    auditlog.register(Certificate, include_fields=["holder", "revoked_at", "revoked_reason"])
