"""A course's draft → a zip of Markdown and YAML (content/library/README.md)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from courses.authoring.interchange.command import export_to_file


class Command(BaseCommand):
    help = "Writes a course as Markdown and YAML in a zip; the same course gives the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--output", type=Path, metavar="FILE", help="else SLUG.zip here")
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        export_to_file(slug, options["output"], as_json=options["json"], out=self.stdout)
