"""What the studio keeps of a person: the reports that they brought, their plans and choices."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from courses.authoring.editions.privacy import decisions_of, forget_decisions
from courses.authoring.interchange import privacy as packages
from courses.authoring.models import ImportPlan, ReportUpload
from courses.authoring.topics.models import TopicChoice
from courses.people.models import User


def export_for(person: User) -> dict[str, Any]:
    """Uploads, plans, what was ticked of topics and decided about editions, as plain values."""
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
                "report": plan.report.slug if plan.report else None,
                "topic": plan.topic,
                "title": plan.title,
                "modules": plan.modules,
                "course": plan.course.slug if plan.course else None,
            }
            for plan in plans.order_by("pk")
        ],
        "topics": list(
            TopicChoice.objects.filter(owner=person)
            .order_by("topic")
            .values("topic", "taken", "left")
        ),
        "editions": decisions_of(person),
        **packages.export_for(person),
    }


@transaction.atomic
def erase(person: User) -> None:
    """Open plans and choices go; uploads and accepted plans lose the person. All else stays."""
    TopicChoice.objects.filter(owner=person).delete()
    plans = ImportPlan.objects.filter(owner=person)
    plans.filter(course=None).delete()
    plans.update(owner=None)
    ReportUpload.objects.filter(uploaded_by=person).update(uploaded_by=None, filename="")
    forget_decisions(person)
    packages.erase(person)
