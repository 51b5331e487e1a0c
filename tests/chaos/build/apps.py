"""The app of the test build: sets the crash points, and the fault that the environment names."""

import os

from django.apps import AppConfig
from django.conf import settings


class ChaosBuild(AppConfig):
    name = "tests.chaos.build"
    label = "chaos_build"

    def ready(self) -> None:
        from courses.outbox.children import Child
        from courses.outbox.publishing import Broker
        from courses.quizzes import services
        from courses.quizzes.services import grades
        from tests.chaos.build import points
        from tests.chaos.build.faults import FAULTS
        from tests.chaos.build.mail import follow_sendings

        var = settings.VAR_DIR
        # A web process, its answer committed and not yet acknowledged.
        points.wrap(services, "save_answer", points.after("after_commit", var))
        # A relay that knows of due work and has told nobody.
        points.wrap(Broker, "announce", points.before("before_publish", var))
        points.wrap(Child, "look", points.before("before_publish", var))
        # A worker with grade, mail and progress written, and nothing committed.
        points.wrap(grades, "keep_grade", points.after("mid_grade", var))
        # after_smtp_250 stands in tests.chaos.build.mail.
        follow_sendings()
        if fault := os.environ.get("CHAOS_FAULT"):
            FAULTS[fault]()
