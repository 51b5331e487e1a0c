from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.cohorts.models import Assignment
from courses.people.models import Cohort, Membership, User
from tests.support import make, make_cohorts
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
PAGES = ["cohort", "rename", "add", "import", "give"]


@pytest.fixture
def lead() -> User:
    return make.coordinator(timezone="Europe/Rome")


@pytest.fixture
def cohort(lead: User) -> Cohort:
    return make_cohorts.cohort(by=lead)


@pytest.fixture
def client(lead: User) -> Client:
    return make.client_for(lead)


def url(name: str, cohort: Cohort, *more: int) -> str:
    return reverse(f"cohorts:{name}", args=[cohort.pk, *more])


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_for_the_cohorts_own_coordinator(name: str, cohort: Cohort, lead: User) -> None:
    people = [lead, make.administrator(), make.coordinator(), make.person()]
    statuses = [make.client_for(one).get(url(name, cohort)).status_code for one in people]
    assert statuses == [200, 200, 404, 403]
    assert Client().get(url(name, cohort)).status_code == 302


def test_another_coordinators_table_is_not_there(cohort: Cohort) -> None:
    make_cohorts.given(cohort)
    stranger = make.client_for(make.coordinator())
    assert stranger.get(url("csv", cohort)).status_code == 404
    assert make.client_for(make.person()).get(url("csv", cohort)).status_code == 404


def test_the_list_shows_ones_own_cohorts(client: Client, cohort: Cohort) -> None:
    make_cohorts.cohort(by=make.coordinator(), name="Not mine")
    page = client.get(reverse("cohorts:cohorts")).content.decode()
    assert cohort.name in page and "Not mine" not in page


def test_a_cohort_is_made_and_a_taken_name_told(client: Client, cohort: Cohort) -> None:
    assert client.post(reverse("cohorts:new"), {"name": "Autumn"}).status_code == 302
    again = client.post(reverse("cohorts:new"), {"name": "Autumn"})
    assert again.status_code == 422
    assert "Another cohort has this name" in again.content.decode()


def test_archiving_takes_a_cohort_out_of_the_list_and_back(client: Client, cohort: Cohort) -> None:
    client.post(url("archive", cohort))
    assert cohort.name not in client.get(reverse("cohorts:cohorts")).content.decode()
    client.post(url("archive", cohort), {"restore": "1"})
    assert cohort.name in client.get(reverse("cohorts:cohorts")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_of_the_database_however_many(
    client: Client, cohort: Cohort, count: int
) -> None:
    assignment = make_cohorts.given(cohort)
    quiz = make_cohorts.quiz(assignment.course)
    for _ in range(count):
        user = make_cohorts.member(cohort, days=9).user
        make_cohorts.read(user, assignment.course, days=20)
        make_cohorts.graded(user, quiz, 35, days=20)
    client.get(url("cohort", cohort))
    with assert_queries(11):
        client.get(url("cohort", cohort))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_the_database_however_long(
    client: Client, lead: User, count: int
) -> None:
    for number in range(count):
        make_cohorts.cohort(by=lead, name=f"Cohort {number}")
    client.get(reverse("cohorts:cohorts"))
    with assert_queries(4):
        client.get(reverse("cohorts:cohorts"))


def test_a_name_does_not_turn_the_line_on_which_it_stands(client: Client, cohort: Cohort) -> None:
    make_cohorts.given(cohort, due_at=make_cohorts.ago(1))
    make_cohorts.member(cohort, make.person(name="Amina"), days=30)
    html = client.get(url("cohort", cohort)).content.decode()
    assert '<h3 class="row-title"><bdi>Amina</bdi></h3>' in html
    assert '<th scope="row"><bdi>Amina</bdi>' in html


def test_the_csv_has_all_rows_that_the_filter_lets_through(client: Client, cohort: Cohort) -> None:
    make_cohorts.given(cohort)
    for name in ("Ana", "Bo", "Anatol"):
        make_cohorts.member(cohort, make.person(name=name))
    response = client.get(url("csv", cohort), {"q": "ana", "sort": "-name"})
    lines = response.getvalue().decode("utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in lines[1:]] == ["Anatol", "Ana"]


def test_a_member_taken_out_comes_back_by_undo(client: Client, cohort: Cohort) -> None:
    member = make_cohorts.member(cohort, external_id="A-17")
    where = client.post(url("remove", cohort, member.pk))["Location"]
    assert not Membership.objects.exists()
    assert "Undo" in client.get(where).content.decode()
    note = parse_qs(urlsplit(where).query)["removed"][0]
    client.post(url("undo", cohort), {"removed": note})
    assert Membership.objects.get().external_id == "A-17"


def test_a_forged_note_undoes_nothing(client: Client, cohort: Cohort) -> None:
    other = make_cohorts.cohort(by=make.coordinator(), name="Other")
    member = make_cohorts.member(other)
    assert client.post(url("remove", cohort, member.pk)).status_code == 404
    client.post(url("undo", cohort), {"removed": "made up"})
    assert Membership.objects.count() == 1


def test_pasted_addresses_are_added_and_unknown_ones_get_an_account(
    client: Client, cohort: Cohort
) -> None:
    make.person(email="ana@example.org")
    text = "ana@example.org; Bo@example.org,\nbo@example.org"
    assert client.post(url("add", cohort), {"addresses": text}).status_code == 302
    assert Membership.objects.count() == 2


def test_one_bad_address_stops_all_and_keeps_the_text(client: Client, cohort: Cohort) -> None:
    response = client.post(url("add", cohort), {"addresses": "ana@example.org nobody"})
    assert response.status_code == 422
    assert "ana@example.org nobody" in response.content.decode()
    assert not Membership.objects.exists()


def test_people_found_by_search_are_ticked_and_added(client: Client, cohort: Cohort) -> None:
    person = make.person(name="Ana Ruiz")
    assert "Ana Ruiz" in client.get(url("add", cohort), {"q": "ruiz"}).content.decode()
    client.post(url("add", cohort), {"person": [str(person.pk), "x"]})
    assert Membership.objects.get().user == person


def test_a_course_is_given_with_a_deadline(client: Client, cohort: Cohort) -> None:
    course = make.published_course()
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    response = client.post(url("give", cohort), {"course": course.pk, "due": day})
    assert response.status_code == 302
    assert Assignment.objects.get().due_at is not None


def test_a_deadline_that_is_over_is_refused(client: Client, cohort: Cohort) -> None:
    course = make.published_course()
    day = (timezone.localdate() - timedelta(days=3)).isoformat()
    response = client.post(url("give", cohort), {"course": course.pk, "due": day})
    assert response.status_code == 422
    assert "This day is over" in response.content.decode()
    assert not Assignment.objects.exists()


def test_a_deadline_is_changed_and_a_course_taken_away(client: Client, cohort: Cohort) -> None:
    given = make_cohorts.given(cohort)
    client.post(url("deadline", cohort, given.pk), {"due": "2099-01-01"})
    given.refresh_from_db()
    assert given.due_at and given.due_at.isoformat() == "2099-01-01T22:59:59+00:00"
    assert client.get(url("take_away", cohort, given.pk)).status_code == 200
    client.post(url("take_away", cohort, given.pk))
    assert not Assignment.objects.exists()


def upload(client: Client, cohort: Cohort, data: bytes) -> object:
    file = SimpleUploadedFile("people.csv", data, "text/csv")
    return client.post(url("import", cohort), {"file": file})


def test_a_file_is_previewed_then_confirmed(client: Client, cohort: Cohort) -> None:
    response = upload(client, cohort, b"email,name\nana@example.org,Ana\n")
    context = response.context  # type: ignore[attr-defined]
    assert not User.objects.filter(email="ana@example.org").exists()
    client.post(url("import", cohort), {"rows": context["rows"]})
    assert Membership.objects.get().user.name == "Ana"


def test_a_file_with_problems_changes_nothing(client: Client, cohort: Cohort) -> None:
    response = upload(client, cohort, b"email,name\nana@example.org,Ana\nnobody,Bo\n")
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert "Line 3" in response.content.decode()  # type: ignore[attr-defined]
    assert not Membership.objects.exists()


def test_rows_of_another_cohorts_preview_are_refused(
    client: Client, cohort: Cohort, lead: User
) -> None:
    other = make_cohorts.cohort(by=lead, name="Other")
    rows = upload(client, other, b"email\nana@example.org\n").context["rows"]  # type: ignore[attr-defined]
    client.post(url("import", cohort), {"rows": rows})
    assert not Membership.objects.exists()
