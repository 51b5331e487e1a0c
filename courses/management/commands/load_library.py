"""Loads and publishes the courses of content/library; run again it changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.authoring.library import load_library
from courses.catalog.errors import CatalogError
from courses.quizzes.errors import QuizError


class Command(BaseCommand):
    help = "Loads and publishes the courses that ship with the site; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_library()
        except (CatalogError, QuizError) as error:
            raise CommandError(str(error)) from error
        for course in loaded:
            self.stdout.write(course.slug)
