"""A zip of Markdown and YAML → the draft of a course. Errors are told by line, all at once."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from courses.authoring.interchange.command import import_from_file


class Command(BaseCommand):
    help = "Makes a course of a zip that export_course wrote, or a person; publishes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--slug", default="", help="another address than the zip's")
        where.add_argument("--update", default="", metavar="SLUG", help="over this course's draft")
        parser.add_argument("--dry-run", action="store_true", help="tell, and change nothing")
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        import_from_file(file, options, self.stdout)
