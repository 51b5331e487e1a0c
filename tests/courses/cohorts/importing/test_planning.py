import pytest
from django.urls import reverse

from courses.cohorts.errors import ChangedMeanwhile
from courses.cohorts.importing.applying import apply_plan
from courses.cohorts.importing.planning import Plan, plan_import
from courses.cohorts.importing.reading import read_csv
from courses.mail.models import Message
from courses.people.models import Cohort, Membership, User
from tests.support import make, make_cohorts
from tests.support.jobs import run_jobs

pytestmark = pytest.mark.django_db
FILE = b"email,name,language,external_id\nana@example.org,Ana,fr,1\nBo@example.org,Bo,,2\n"


def plan(cohort: Cohort, data: bytes = FILE) -> Plan:
    return plan_import(read_csv(data), cohort)


def actions(cohort: Cohort, data: bytes = FILE) -> list[str]:
    return [step.action.value for step in plan(cohort, data).steps]


def test_each_row_says_what_will_become_of_it() -> None:
    cohort = make_cohorts.cohort()
    make.person(email="bo@example.org")
    assert actions(cohort) == ["create", "add"]


def test_the_same_file_twice_changes_nothing() -> None:
    cohort = make_cohorts.cohort()
    assert apply_plan(plan(cohort), cohort) == 2
    again = plan(cohort)
    assert (actions(cohort), again.changes) == (["keep", "keep"], 0)
    apply_plan(again, cohort)
    assert (User.objects.count(), Membership.objects.count()) == (2, 2)


def test_an_id_is_changed_and_an_empty_one_changes_nothing() -> None:
    cohort = make_cohorts.cohort()
    apply_plan(plan(cohort), cohort)
    assert actions(cohort, b"email,external_id\nana@example.org,9\nbo@example.org,\n") == [
        "change",
        "keep",
    ]


def test_a_suspended_person_is_a_problem() -> None:
    make.person(email="bo@example.org", is_active=False)
    (problem,) = plan(make_cohorts.cohort()).problems
    assert (problem.line, "suspended" in problem.message) == (3, True)


def test_a_newcomer_is_welcomed_in_their_language_and_can_choose_a_password() -> None:
    cohort = make_cohorts.cohort()
    apply_plan(plan(cohort, FILE.splitlines()[0] + b"\nana@example.org,Ana,fr,1\n"), cohort)
    run_jobs()
    mail = Message.objects.get(kind="cohort_welcome")
    assert (mail.to, mail.language) == ("ana@example.org", "fr")
    start = reverse("account_reset_password_from_key", kwargs={"uidb36": "U", "key": "K"})
    assert start.partition("U-K")[0] in mail.text
    assert not User.objects.get().has_usable_password()


def test_members_who_come_by_file_get_the_cohorts_courses() -> None:
    cohort = make_cohorts.cohort()
    make_cohorts.given(cohort)
    apply_plan(plan(cohort), cohort)
    run_jobs()
    assert Message.objects.filter(kind="course_assigned").count() == 2


def test_a_plan_overtaken_by_another_writes_nothing() -> None:
    cohort = make_cohorts.cohort()
    late = plan(cohort)
    apply_plan(plan(cohort, b"email\nbo@example.org\n"), cohort)
    with pytest.raises(ChangedMeanwhile):
        apply_plan(late, cohort)
    assert (User.objects.count(), Membership.objects.count()) == (1, 1)
