"""What a person may reach, for administrators: shown, never acted out."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from courses.catalog.models import Course, Enrolment
from courses.people.models import Cohort, User
from courses.people.rules import administrator_required, may_administer, may_coordinate, may_teach


@require_GET
@administrator_required
def may(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    context = {
        "person": person,
        "writes": courses_written_by(person),
        "follows": cohorts_followed_by(person),
        "takes": Enrolment.objects.filter(user=person, withdrawn_at=None).select_related("course"),
        "everything": may_administer(person),
    }
    return render(request, "home/may.html", context)


def courses_written_by(person: User) -> QuerySet[Course]:
    """What the studio would list for this person."""
    if not may_teach(person) or not person.is_active:
        return Course.objects.none()
    own = Course.objects.order_by("slug")
    return own if may_administer(person) else own.filter(staff__user=person)


def cohorts_followed_by(person: User) -> QuerySet[Cohort]:
    if not may_coordinate(person) or not person.is_active:
        return Cohort.objects.none()
    all_cohorts = Cohort.objects.order_by("name")
    return all_cohorts if may_administer(person) else all_cohorts.filter(coordinators=person)
