"""Brings the people of a CSV file into a cohort."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from courses.cohorts.importing.command import import_cohort


class Command(BaseCommand):
    help = "Adds the people of a CSV file (email, name, language, external_id) to a cohort."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--cohort", required=True, metavar="NAME")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        import_cohort(options["file"], options["cohort"], options, self.stdout)
