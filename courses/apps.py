from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Who learns, and how it is assessed, as applets under this package."""

    name = "courses"

    def ready(self) -> None:
        from courses.certificates import audit, checks
        from courses.learning import gates as lessons_read
        from courses.people.audit import start_recording
        from courses.quizzes.gates import quizzes_passed, requirements
        from elearning.selfcheck import checks as selfchecks

        assert checks and selfchecks
        audit.start_recording()
        start_recording()
        requirements.register(requirements.QUIZ, quizzes_passed.find)
        requirements.register(requirements.LESSONS, lessons_read.find)
