"""`manage.py backup FILE`: database, uploads and key in one file, while the site goes on."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from elearning.backup.errors import BackupError
from elearning.backup.taking import take_backup, verify_backup
from elearning.backup.telling import Progress, of_backup


class Command(BaseCommand):
    help = "Writes a backup of the whole site to FILE, or checks one (--verify)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--verify", action="store_true", help="read and check FILE instead")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: Path, verify: bool, **options: object) -> None:
        with Progress(self.stderr) as progress:
            try:
                taken = verify_backup(file) if verify else take_backup(file, tell=progress.tell)
            except BackupError as error:
                raise CommandError(str(error)) from None
        self.stdout.write(of_backup(taken, progress.seconds, as_json=bool(options["json"])))
