"""`manage.py outline FILE [--json] [--passages]`: a report's outline, without a database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.importing.child import read_in_child
from content.importing.printing import as_text
from content.importing.problems import ProblemWithReport


class Command(BaseCommand):
    help = "Reads a report (PDF, DOCX, Markdown, text, HTML) and prints its outline."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON document")
        parser.add_argument("--passages", action="store_true", help="with every passage")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            reading = read_in_child(path, filename=path.name)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except ProblemWithReport as problem:
            raise CommandError(f"{path.name}: {problem}") from problem
        if options["json"]:
            document = reading.to_json(passages=options["passages"])
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(as_text(reading, passages=options["passages"]))
