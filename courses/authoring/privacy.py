"""What the studio keeps of a person: the reports that they brought, and their plans."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from courses.authoring.models import ImportPlan, ReportUpload
from courses.people.models import User


def export_for(person: User) -> dict[str, Any]:
    """Uploads and plans, as plain values."""
    uploads = ReportUpload.objects.filter(uploaded_by=person).order_by("pk")
    plans = (
        ImportPlan.objects.filter(owner=person).select_related("report", "course").order_by("pk")
    )
    return {
        "uploads": [
            {
                "filename": upload.filename,
                "size": upload.size,
                "state": upload.state,
                "uploaded_at": upload.uploaded_at.isoformat(),
            }
            for upload in uploads
        ],
        "plans": [
            {
                "report": plan.report.slug,
                "title": plan.title,
                "modules": plan.modules,
                "course": plan.course.slug if plan.course else None,
            }
            for plan in plans.order_by("pk")
        ],
    }


@transaction.atomic
def erase(person: User) -> None:
    """Open plans go; uploads and accepted plans lose the person. Reports and courses stay."""
    plans = ImportPlan.objects.filter(owner=person)
    plans.filter(course=None).delete()
    plans.update(owner=None)
    ReportUpload.objects.filter(uploaded_by=person).update(uploaded_by=None, filename="")
