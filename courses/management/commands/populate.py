"""Fills the database with synthetic learners, for load and growth measurements."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.cohorts.errors import CohortError
from courses.cohorts.population.services import populate


class Command(BaseCommand):
    help = "Makes synthetic cohorts with graded attempts, by bulk copy. Never on a live site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--learners", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="K")
        parser.add_argument("--answers", type=float, default=0.1, metavar="SHARE")

    def handle(self, *args: Any, learners: int, **options: Any) -> None:
        if learners < 1 or options["seed"] < 0 or not 0 <= options["answers"] <= 1:
            raise CommandError("--learners is at least 1, --seed 0 or more, --answers from 0 to 1.")
        start = time.monotonic()

        def tell(done: int) -> None:
            self.stderr.write(f"{done} learners, {time.monotonic() - start:.1f} s")

        try:
            made = populate(
                count=learners, seed=options["seed"], answers=options["answers"], on_progress=tell
            )
        except CohortError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{made.learners} learners in {made.cohorts} cohorts, {made.attempts} graded attempts, "
            f"{made.answers} answers."
        )
