"""`manage.py restore FILE`: a whole site from a backup, into an empty one or with --replace."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from elearning.backup.errors import BackupError
from elearning.backup.restoring import Consent, restore_backup
from elearning.backup.telling import Progress, asking, of_restore


class Command(BaseCommand):
    help = "Restores the site from a backup; its mail is then on hold until you decide."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="although the site has people")
        parser.add_argument("--yes", action="store_true", help="do not ask for the site's name")
        parser.add_argument("--while-running", action="store_true", help="although it is running")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: Path, yes: bool, **options: bool) -> None:
        consent = Consent(options["replace"], options["while_running"], asking(yes))
        with Progress(self.stderr) as progress:
            try:
                restored = restore_backup(file, consent, tell=progress.tell)
            except BackupError as error:
                raise CommandError(str(error)) from None
        self.stdout.write(of_restore(restored, progress.seconds, as_json=options["json"]))
