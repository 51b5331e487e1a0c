"""Packages as one may see them."""

from django.db.models import QuerySet

from courses.authoring.interchange.models import CoursePackage
from courses.authoring.interchange.packages import CHECK_TASK, IMPORT_TASK
from courses.outbox.models import Job
from courses.people.models import User


def packages_for(user: User) -> QuerySet[CoursePackage]:
    """One's own."""
    return CoursePackage.objects.filter(uploaded_by=user).select_related("course", "update")


def gave_up(package: CoursePackage) -> bool:
    """True when the job that should go on with it failed for good without saying why."""
    tasks = {
        CoursePackage.State.WAITING: CHECK_TASK,
        CoursePackage.State.CONFIRMED: IMPORT_TASK,
    }
    task = tasks.get(CoursePackage.State(package.state))
    if task is None:
        return False
    jobs = Job.objects.filter(task=task, args__package_id=package.pk).order_by("-pk")
    return jobs.values_list("state", flat=True).first() == Job.State.DEAD
