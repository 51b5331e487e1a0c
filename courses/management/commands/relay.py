"""`manage.py relay`: has the work of the outbox done until it is told to stop."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from courses.outbox.errors import OutboxError
from courses.outbox.relay import Relay
from courses.outbox.runners import make_runner
from elearning.selfcheck.start import CannotServe, refuse_or_warn


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # the web process asks them; this one starts fast
    help = "Runs due jobs (embedded) or hands them to Celery workers (with REDIS_URL)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--attached", action="store_true", help="stop when the parent process ends"
        )

    def handle(self, *, attached: bool, **options: object) -> None:
        try:
            refuse_or_warn()
            Relay(make_runner(), attached=attached).run()
        except (CannotServe, OutboxError) as error:
            raise CommandError(str(error)) from None
