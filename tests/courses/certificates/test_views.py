from datetime import date

import pytest
from auditlog.models import LogEntry
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from courses.certificates import guesses, services
from courses.certificates.codes import grouped, new_code
from courses.certificates.models import Certificate
from courses.outbox.models import Job
from tests.support import make, make_awards
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_guesses_yet() -> None:
    cache.clear()


def url(name: str, certificate: Certificate) -> str:
    return reverse(f"certificates:{name}", args=[grouped(certificate.code)])


def test_anybody_sees_name_course_date_and_state(client: Client) -> None:
    certificate = make_awards.certificate(make.person(name="Ana Ruiz", timezone="Asia/Tokyo"))
    page = client.get(url("verify", certificate)).content.decode()
    day = date_format(date(2026, 3, 2), "DATE_FORMAT")
    for words in ("Ana Ruiz", "Following the money", day, "Valid."):
        assert words in page
    assert certificate.user and certificate.user.email not in page
    assert "document.pdf" not in page


def test_the_public_page_of_a_revoked_one_says_so_without_the_reason(client: Client) -> None:
    certificate = make_awards.certificate()
    services.revoke(certificate, reason="A private matter")
    page = client.get(url("verify", certificate)).content.decode()
    assert "Revoked." in page and "Valid." not in page
    assert "A private matter" not in page


def test_an_unknown_code_is_404_in_words(client: Client) -> None:
    response = client.get(reverse("certificates:verify", args=[grouped(new_code())]))
    assert response.status_code == 404
    assert "No certificate has this code" in response.content.decode()


def test_too_many_unknown_codes_are_429_and_a_known_one_still_opens(client: Client) -> None:
    certificate = make_awards.certificate()
    unknown = [
        reverse("certificates:verify", args=[new_code()]) for _ in range(guesses.ALLOWED + 1)
    ]
    statuses = [client.get(one).status_code for one in unknown]
    assert statuses == [404] * guesses.ALLOWED + [429]
    assert client.get(unknown[0], REMOTE_ADDR="10.0.0.9").status_code == 404
    assert client.get(url("verify", certificate)).status_code == 200


def test_a_typed_code_leads_to_its_page(client: Client) -> None:
    certificate = make_awards.certificate()
    response = client.get(
        reverse("certificates:check"), {"code": grouped(certificate.code).lower()}
    )
    assert (response.status_code, response["Location"]) == (302, url("verify", certificate))


def test_half_a_code_is_told_at_the_field(client: Client) -> None:
    response = client.get(reverse("certificates:check"), {"code": "7K3Q-9XWM"})
    assert response.status_code == 422
    assert "This is not a whole code" in response.content.decode()


def test_the_document_is_for_those_whom_it_concerns() -> None:
    certificate = make_awards.certificate()
    assert certificate.user is not None
    where = url("pdf", certificate)
    statuses = [
        Client().get(where).status_code,
        make.client_for(make.person()).get(where).status_code,
        make.client_for(make.coordinator()).get(where).status_code,
        make.client_for(certificate.user).get(where).status_code,
    ]
    assert statuses == [302, 404, 404, 200]


def test_the_holder_asks_for_a_certificate_that_waited() -> None:
    user = make.person(name="")
    completion = make_awards.completion(user)
    make_url = reverse("certificates:make", args=[completion.course.slug])
    client = make.client_for(user)
    assert client.post(make_url)["Location"] == reverse("people:settings")
    user.name = "Ana Ruiz"
    user.save()
    for _ in range(2):
        client.post(make_url)
    assert Job.objects.filter(task="certificates.award").count() == 1


@pytest.mark.parametrize("name", ["revoke", "reissue"])
def test_only_administrators_change_certificates(name: str) -> None:
    certificate = make_awards.certificate()
    response = make.client_for(make.instructor()).post(url(name, certificate), {"reason": "No"})
    assert response.status_code == 403


def test_an_administrator_revokes_with_a_reason() -> None:
    certificate = make_awards.certificate()
    client = make.client_for(make.administrator())
    assert client.post(url("revoke", certificate), {"reason": ""}).status_code == 422
    assert client.post(url("revoke", certificate), {"reason": "Mistake"}).status_code == 302
    certificate.refresh_from_db()
    assert certificate.revoked_reason == "Mistake"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_the_database_however_long(count: int) -> None:
    course = make.published_course()
    for _ in range(count):
        make_awards.certificate(make.person(), course)
    client = make.client_for(make.administrator())
    client.get(reverse("certificates:issued"))
    with assert_queries(4):
        client.get(reverse("certificates:issued"))


def test_who_revoked_is_on_record() -> None:
    certificate = make_awards.certificate()
    boss = make.administrator()
    make.client_for(boss).post(url("revoke", certificate), {"reason": "Mistake"})
    entry = LogEntry.objects.get_for_object(certificate).latest("timestamp")
    assert (entry.actor, entry.changes["revoked_reason"][1]) == (boss, "Mistake")
