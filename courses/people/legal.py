"""Legal texts: what ships until an administrator publishes something else, and consents.

A shipped text counts as version 1. Only the privacy notice and the terms ask for consent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language

from courses.people.models import Consent, LegalText, User

SHIPPED = Path(__file__).parent / "legal_texts"
AGREED = (LegalText.Kind.PRIVACY, LegalText.Kind.TERMS)


@dataclass(frozen=True, slots=True)
class Text:
    """A legal text as shown: Markdown `body`, sanitised `html`."""

    kind: str
    version: int
    language: str
    body: str
    html: str
    published_at: datetime | None


def legal_text(kind: str, language: str, *, render: Callable[[str], str]) -> Text:
    """The newest version in `language`, else in English, else what ships."""
    rows = LegalText.objects.filter(kind=kind).order_by("-version")
    row = rows.filter(language=language).first() or rows.filter(language="en").first()
    if row is not None:
        return Text(kind, row.version, row.language, row.body, row.html, row.published_at)
    shipped = language if (SHIPPED / f"{kind}.{language}.md").exists() else "en"
    body = (SHIPPED / f"{kind}.{shipped}.md").read_text("utf-8")
    return Text(kind, 1, shipped, body, render(body), None)


def current_version(kind: str) -> int:
    newest = LegalText.objects.filter(kind=kind).aggregate(newest=Max("version"))["newest"]
    return newest or 1


def missing_consents(user: User) -> list[str]:
    """Kinds whose newest version this person has not accepted."""
    given = set(user.consents.values_list("kind", "version"))
    return [str(kind) for kind in AGREED if (str(kind), current_version(kind)) not in given]


@transaction.atomic
def record_consent(user: User) -> None:
    for kind in AGREED:
        Consent.objects.get_or_create(user=user, kind=kind, version=current_version(kind))


@transaction.atomic
def publish_legal_text(*, kind: str, bodies: dict[str, str], render: Callable[[str], str]) -> int:
    """A new version in each language given; people agree again at their next sign-in."""
    version = current_version(kind) + 1
    for language, body in bodies.items():
        LegalText.objects.create(
            kind=kind, version=version, language=language, body=body, html=render(body)
        )
    return version


def language_now() -> str:
    return get_language() or "en"
