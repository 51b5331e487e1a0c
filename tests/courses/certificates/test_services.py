import hashlib
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import Settings

from courses.certificates import fonts, privacy, queries, services
from courses.certificates.codes import grouped
from courses.certificates.document import Facts, draw
from courses.certificates.errors import AlreadyRevoked, Gone, MissingGlyphs
from courses.certificates.models import Certificate
from courses.mail.models import Message
from tests.support import make, make_awards

pytestmark = pytest.mark.django_db


def test_an_award_has_a_document_and_a_mail() -> None:
    certificate = make_awards.certificate()
    with certificate.pdf.open("rb") as document:
        assert hashlib.sha256(document.read()).hexdigest() == certificate.pdf_sha256
    mail = Message.objects.get(kind="certificate_awarded")
    assert grouped(certificate.code) in mail.text


def test_an_award_asked_for_twice_is_made_once() -> None:
    completion = make_awards.completion()
    first = services.award(completion.pk)
    assert services.award(completion.pk) == first
    assert (Certificate.objects.count(), Message.objects.count()) == (1, 1)


def test_an_award_killed_before_its_document_goes_on_with_the_same_code() -> None:
    certificate = make_awards.certificate()
    Certificate.objects.update(pdf="")
    Message.objects.all().delete()
    assert queries.by_code(certificate.code) is None
    completion = certificate.user.completions.get()  # type: ignore[union-attr]
    again = services.award(completion.pk)
    assert again and again.code == certificate.code
    assert Message.objects.count() == 1


def test_without_a_name_the_award_waits_and_the_net_catches_it_later() -> None:
    user = make.person(name="")
    completion = make_awards.completion(user)
    assert services.award(completion.pk) is None
    assert services.award_waiting() == 0
    user.name = "Ana Ruiz"
    user.save()
    assert list(queries.waiting_of(user)) == [completion]
    assert services.award_waiting() == 1


def test_the_name_is_frozen_at_the_award_and_changed_by_reissue() -> None:
    certificate = make_awards.certificate()
    user = certificate.user
    assert user is not None
    user.name = "Ana Ruiz Gil"
    user.save()
    kept = Certificate.objects.get()
    assert kept.holder == "Ana Ruiz"
    services.reissue(kept)
    anew = Certificate.objects.get()
    assert (anew.holder, anew.code) == ("Ana Ruiz Gil", certificate.code)
    assert anew.pdf.name != certificate.pdf.name


def test_a_name_that_cannot_be_printed_leaves_nothing_to_see(
    settings: Settings, tmp_path: object
) -> None:
    settings.FONT_DIRS = [str(tmp_path)]
    fonts.look_again()
    with pytest.raises(MissingGlyphs):
        make_awards.certificate(make.person(name="王小明"))
    fonts.look_again()
    assert not queries.issued().exists()
    assert not Message.objects.exists()


def test_revoking_keeps_the_reason_and_happens_once() -> None:
    certificate = make_awards.certificate()
    services.revoke(certificate, reason="Taken by somebody else")
    with pytest.raises(AlreadyRevoked):
        services.revoke(certificate, reason="Again")
    assert Certificate.objects.get().revoked_reason == "Taken by somebody else"


def test_a_certificate_is_opened_by_its_holder_the_staff_and_administrators() -> None:
    teacher = make.instructor()
    course = make.published_course(by=teacher)
    certificate = make_awards.certificate(course=course)
    holder = certificate.user
    assert holder is not None
    people = [holder, teacher, make.administrator(), make.person(), make.instructor()]
    seen = [queries.certificates_for(one).exists() for one in people]
    assert seen == [True, True, True, False, False]


def test_a_revocation_that_comes_while_the_document_is_made_anew_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificate = make_awards.certificate()

    def revoked_meanwhile(facts: Facts) -> bytes:
        services.revoke(Certificate.objects.get(), reason="A mistake.")
        return draw(facts)

    monkeypatch.setattr(services, "draw", revoked_meanwhile)
    services.reissue(certificate)
    now = Certificate.objects.get()
    assert now.revoked_at is not None
    assert now.revoked_reason == "A mistake."


def test_of_who_is_erased_while_the_document_is_drawn_no_document_stays(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    completion = make_awards.completion()

    def erased_meanwhile(facts: Facts) -> bytes:
        privacy.erase(completion.user)
        return draw(facts)

    monkeypatch.setattr(services, "draw", erased_meanwhile)
    assert services.award(completion.pk) is None
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_of_who_is_erased_while_it_is_made_anew_nothing_stays(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    certificate = make_awards.certificate()
    holder = certificate.user
    assert holder is not None

    def erased_meanwhile(facts: Facts) -> bytes:
        privacy.erase(holder)
        return draw(facts)

    monkeypatch.setattr(services, "draw", erased_meanwhile)
    client = make.client_for(make.administrator())
    answer = client.post(reverse("certificates:reissue", args=[certificate.code]), follow=True)
    assert "This certificate is gone: its holder’s data was erased meanwhile." in answer.text
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_of_who_is_erased_nothing_is_left_to_revoke() -> None:
    certificate = make_awards.certificate()
    Certificate.objects.all().delete()
    with pytest.raises(Gone):
        services.revoke(certificate, reason="A mistake.")
