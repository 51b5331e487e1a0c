"""What certificates keep of a person: the awards."""

from typing import Any

from courses.certificates.codes import grouped
from courses.certificates.models import Certificate
from courses.people.models import User


def export_for(person: User) -> dict[str, Any]:
    """The awards, as plain values."""
    rows = Certificate.objects.filter(user=person).order_by("pk")
    return {
        "certificates": [
            {
                "code": grouped(row.code),
                "holder": row.holder,
                "course": row.course_title,
                "completed_at": row.completed_at.isoformat(),
                "issued_at": row.issued_at.isoformat(),
                "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
            }
            for row in rows
        ]
    }


def erase(person: User) -> None:
    """Removes the awards with their documents: their codes are unknown from then on."""
    # Locked, or a document that is stored at this moment would not be seen, and stay.
    for certificate in Certificate.objects.select_for_update().filter(user=person):
        if certificate.pdf:
            certificate.pdf.delete(save=False)
        certificate.delete()
