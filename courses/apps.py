from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Who learns, and how it is assessed, as applets under this package."""

    name = "courses"

    def ready(self) -> None:
        from courses.certificates import audit, checks
        from courses.people.audit import start_recording
        from elearning.selfcheck import checks as selfchecks

        assert checks and selfchecks
        audit.start_recording()
        start_recording()
