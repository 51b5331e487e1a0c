"""Demo people for a first look."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.home.demo import load_demo


class Command(BaseCommand):
    help = "Makes one demo person for each role and writes the passwords under var/."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(load_demo()))
