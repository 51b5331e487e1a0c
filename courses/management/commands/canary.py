"""`manage.py canary`: does work get done? Exit code 1 when it does not."""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from courses.outbox.canary import CanaryLost, send_canary
from courses.outbox.models import Job


class Command(BaseCommand):
    help = "Sends a job through relay and worker and waits for it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lane", choices=Job.Lane.values, default="short")
        parser.add_argument("--seconds", type=float, default=30.0)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, lane: str, seconds: float, **options: object) -> None:
        try:
            taken = send_canary(lane, seconds=seconds)
        except CanaryLost as lost:
            raise CommandError(str(lost)) from None
        plain = f"The canary came through the {lane} lane in {taken:.2f} s."
        told = json.dumps({"lane": lane, "seconds": round(taken, 3)})
        self.stdout.write(told if options["json"] else plain)
