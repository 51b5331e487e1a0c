"""Awarding, reissuing and revoking."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from courses.certificates.codes import grouped, new_code
from courses.certificates.document import Facts, draw
from courses.certificates.errors import AlreadyRevoked, Gone
from courses.certificates.models import Certificate
from courses.certificates.queries import issued
from courses.learning.models import Completion
from courses.mail.services import queue_mail
from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.people.models import User
from courses.people.site import site_settings

WAITING_AT_ONCE = 500


def award(completion_id: int) -> Certificate | None:
    """The certificate of a completion, made if it is not there yet; None: the person has no name,
    is suspended, or was erased meanwhile.

    Killed anywhere, it goes on where it stood: the row comes first and is seen by nobody until
    its document is stored. Raises MissingGlyphs.
    """
    rows = Completion.objects.select_related("user", "course", "edition")
    completion = rows.filter(pk=completion_id, user__is_active=True).first()
    if completion is None or not completion.user.name_on_certificate.strip():
        return None
    certificate, _made = Certificate.objects.get_or_create(
        user=completion.user,
        course=completion.course,
        defaults={"code": new_code(), **_facts(completion)},
    )
    if certificate.pdf:
        return certificate
    for field, value in _facts(completion).items():
        setattr(certificate, field, value)
    return _issue(certificate, completion.user)


def _facts(completion: Completion) -> dict[str, object]:
    """As they are now; once the document stands they never change by themselves."""
    user, course = completion.user, completion.course
    return {
        "edition": completion.edition,
        "language": user.language,
        "holder": user.name_on_certificate.strip(),
        "course_title": course.title(user.language),
        "hours": completion.edition.hours,
        "site_name": site_settings().name,
        "completed_at": completion.completed_at,
        "issued_at": database_now(),
    }


def _issue(certificate: Certificate, user: User) -> Certificate | None:
    _store_document(certificate)
    with transaction.atomic():
        unissued = Certificate.objects.select_for_update().filter(pk=certificate.pk, pdf="")
        if unissued.exists():
            certificate.save()
            _tell(certificate, user)
            return certificate
    standing = Certificate.objects.filter(pk=certificate.pk).first()
    # Another was quicker, or the person was erased meanwhile: what was drawn here is nobody's.
    if standing is None or standing.pdf.name != certificate.pdf.name:
        certificate.pdf.delete(save=False)
    return standing


def _tell(certificate: Certificate, user: User) -> None:
    queue_mail(
        "certificate_awarded",
        user=user,
        dedupe_key=f"certificate_awarded:{certificate.pk}",
        context={
            "holder": certificate.holder,
            "course": certificate.course_title,
            "code": grouped(certificate.code),
        },
    )


def _store_document(certificate: Certificate) -> None:
    """Draws and stores under a name made of code and content; sets the fields, unsaved."""
    document = draw(facts_of(certificate))
    digest = hashlib.sha256(document).hexdigest()
    name = f"certificates/{certificate.code}-{digest[:12]}.pdf"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(document))
    certificate.pdf.name = name
    certificate.pdf_sha256 = digest


def facts_of(certificate: Certificate) -> Facts:
    title, course = certificate.course_title, certificate.course
    return Facts(
        code=certificate.code,
        url=verify_url(certificate.code),
        site=certificate.site_name,
        language=certificate.language,
        zone=certificate.user.timezone if certificate.user else settings.TIME_ZONE,
        holder=certificate.holder,
        course=title,
        course_language=next((lang for lang, text in course.titles.items() if text == title), "en"),
        level=course.level,
        hours=certificate.hours,
        completed_at=certificate.completed_at,
    )


def verify_url(code: str) -> str:
    return settings.SITE_URL + reverse("certificates:verify", args=[grouped(code)])


def ask_for_award(completion: Completion) -> None:
    """Sends an award round again, say once the name is set. One job a name, however often asked."""
    name = hashlib.sha256(completion.user.name_on_certificate.encode()).hexdigest()[:16]
    with transaction.atomic():
        enqueue(
            "certificates.award",
            dedupe_key=f"award:{completion.pk}:{name}",
            completion_id=completion.pk,
        )


def award_waiting() -> int:
    """Asks for each award that waited for a name which is there now; how many. A safety net."""
    awarded = issued().filter(user=OuterRef("user"), course=OuterRef("course"))
    unnamed = Q(user__name="", user__certificate_name="")
    waiting = Completion.objects.filter(~Exists(awarded), ~unnamed, user__is_active=True)
    real = waiting.filter(user__is_demo=False).select_related("user")
    found = list(real.order_by("-completed_at")[:WAITING_AT_ONCE])
    for completion in found:
        ask_for_award(completion)
    return len(found)


def reissue(certificate: Certificate) -> None:
    """The same code with the name the person has now. Raises MissingGlyphs, Gone."""
    earlier = certificate.pdf.name
    if certificate.user:
        certificate.holder = certificate.user.name_on_certificate.strip() or certificate.holder
        certificate.language = certificate.user.language
    certificate.issued_at = database_now()
    _store_document(certificate)
    with transaction.atomic():
        stands = Certificate.objects.select_for_update().filter(pk=certificate.pk).exists()
        if stands:
            # Drawing took its time: it may have been revoked meanwhile, and stays so.
            certificate.save(update_fields=["holder", "language", "issued_at", "pdf", "pdf_sha256"])
    if not stands:
        certificate.pdf.delete(save=False)
        raise Gone
    if earlier and earlier != certificate.pdf.name:
        default_storage.delete(earlier)


def revoke(certificate: Certificate, *, reason: str) -> None:
    """The code stays known, and says that it does not stand any more.

    Raises AlreadyRevoked, Gone.
    """
    with transaction.atomic():
        row = Certificate.objects.select_for_update().filter(pk=certificate.pk).first()
        if row is None:
            raise Gone
        if row.revoked_at is not None:
            raise AlreadyRevoked
        row.revoked_at = database_now()
        row.revoked_reason = reason
        row.save(update_fields=["revoked_at", "revoked_reason"])
