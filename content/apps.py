from django.apps import AppConfig


class ContentConfig(AppConfig):
    """What is taught: reports, their sections and passages."""

    name = "content"
