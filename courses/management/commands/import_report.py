"""Report → draft course. The same bytes again change nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.importing.problems import ProblemWithReport
from courses.authoring.editions.importing import import_or_compare, line_of
from courses.authoring.errors import StudioError


class Command(BaseCommand):
    help = "Reads a report and makes a draft course of it; the same bytes again change nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        for name, metavar in (("course", "SLUG"), ("symbol", "S"), ("language", "xx")):
            parser.add_argument(f"--{name}", metavar=metavar, default="")
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        named = {name: options[name] for name in ("course", "symbol", "language")}
        try:
            done = import_or_compare(file, **named)
        except (ProblemWithReport, StudioError) as error:
            raise CommandError(f"{file.name}: {error}") from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(json.dumps(done.to_json()) if options["json"] else line_of(done))
