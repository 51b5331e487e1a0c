"""Where withdrawn reports are still relied upon."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef

from courses.catalog.models import Course
from courses.catalog.queries import anchors_of_draft
from courses.catalog.withdrawn.models import Withdrawal


def withdrawn_in(course: Course) -> list[Withdrawal]:
    """Of the reports that the newest texts of a course's draft rest on; one query."""
    cited = anchors_of_draft(course).filter(passage__report=OuterRef("report"))
    return list(Withdrawal.objects.filter(Exists(cited)).select_related("report").order_by("pk"))


def withdrawn_slugs(slugs: Iterable[str]) -> frozenset[str]:
    """Those of these reports, by their slugs, that were withdrawn. One query."""
    rows = Withdrawal.objects.filter(report__slug__in=set(slugs))
    return frozenset(rows.values_list("report__slug", flat=True))


def withdrawn_among(reports: Collection[int]) -> list[Withdrawal]:
    """Of these reports, by their ids. One query."""
    rows = Withdrawal.objects.filter(report__in=reports)
    return list(rows.select_related("report").order_by("pk"))
