import pytest

from courses.certificates import privacy as certificates
from courses.certificates.models import Certificate
from courses.cohorts import privacy
from courses.people.models import Membership
from tests.support import make_awards, make_cohorts

pytestmark = pytest.mark.django_db


def test_memberships_are_exported_and_erased() -> None:
    person = make_cohorts.member(make_cohorts.cohort(name="Spring"), external_id="A-17").user
    (row,) = privacy.export_for(person)["cohorts"]
    assert (row["cohort"], row["external_id"]) == ("Spring", "A-17")
    privacy.erase(person)
    assert not Membership.objects.exists()


def test_certificates_are_exported_and_erased_with_their_documents() -> None:
    certificate = make_awards.certificate()
    person, storage, name = certificate.user, certificate.pdf.storage, certificate.pdf.name
    assert person is not None and name is not None
    assert certificates.export_for(person)["certificates"][0]["holder"] == "Ana Ruiz"
    certificates.erase(person)
    assert not Certificate.objects.exists()
    assert not storage.exists(name)
