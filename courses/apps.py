from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Who learns, and how it is assessed, as applets under this package."""

    name = "courses"
