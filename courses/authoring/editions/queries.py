"""What the pages about editions show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.editions.compare import APPEARED, CHANGED, GONE, MOVED, MOVED_CHANGED, SAME
from content.editions.worddiff import IN, OUT, Piece, word_diff
from content.models import Report
from courses.authoring.editions.models import (
    Comparison,
    EditionAct,
    EditionMark,
    PassageChange,
)
from courses.authoring.editions.resting import Resting
from courses.catalog.models import Course
from courses.catalog.queries import anchors_of_draft, courses_for_staff, reports_for_user
from courses.people.models import User
from courses.quizzes.models import Question

RESTS = "rests"
KINDS: dict[str, Promise] = {
    CHANGED: pgettext_lazy("passage", "changed"),
    MOVED_CHANGED: _("moved and changed"),
    MOVED: _("moved"),
    APPEARED: pgettext_lazy("passage", "new"),
    GONE: _("gone"),
    SAME: _("the same"),
}
ACTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change with both texts cut where they differ, and what rests on the older one."""

    change: PassageChange
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    resting: Resting = field(default_factory=Resting)

    @property
    def label(self) -> Promise:
        return KINDS[self.change.kind]


def comparisons_for(user: User) -> QuerySet[Comparison]:
    """Of two reports that the person may read."""
    mine = reports_for_user(user)
    rows = Comparison.objects.filter(older__in=mine, newer__in=mine)
    return rows.select_related("older", "newer")


def comparisons_of(report: Report, user: User) -> QuerySet[Comparison]:
    found = comparisons_for(user).filter(Q(older=report) | Q(newer=report))
    return found.order_by("-made_at", "-pk")


def changes_in(
    comparison: Comparison, kind: str, resting: Mapping[int, Resting]
) -> QuerySet[PassageChange]:
    """Those of a kind; RESTS: those that something rests on."""
    rows = PassageChange.objects.filter(comparison=comparison).select_related("old", "new")
    rows = rows.filter(old__in=list(resting)) if kind == RESTS else rows.filter(kind=kind)
    return rows.order_by("position")


def change_row(change: PassageChange, resting: Mapping[int, Resting]) -> ChangeRow:
    old = change.old.text if change.old else ""
    new = change.new.text if change.new else ""
    # What came or went whole has nothing to be compared with, word by word.
    pieces = word_diff(old, new) if old and new else (Piece(OUT, old), Piece(IN, new))
    return ChangeRow(
        change,
        tuple(one for one in pieces if one.kind != IN and one.text),
        tuple(one for one in pieces if one.kind != OUT and one.text),
        resting.get(change.old_id or 0, Resting()),
    )


def acts_in(comparison: Comparison, user: User) -> QuerySet[EditionAct]:
    """What was decided in the person's courses, the newest first."""
    rows = EditionAct.objects.filter(comparison=comparison, course__in=courses_for_staff(user))
    return rows.select_related("course", "by", "undone_by").order_by("-pk")


def newer_for(course: Course) -> QuerySet[Comparison]:
    """Comparisons with the reports that a course's draft rests on: the newest texts of its lessons,
    or its questions by themselves."""
    cited = anchors_of_draft(course).filter(passage__report=OuterRef("older"))
    proofs = _in_use().filter(current_version__evidence_passage__report=OuterRef("older"))
    proofs = proofs.filter(course=course)
    rows = Comparison.objects.filter(Exists(cited) | Exists(proofs), is_ready=True)
    return rows.select_related("older", "newer").order_by("-pk")


def courses_on(comparison: Comparison, user: User) -> QuerySet[Course]:
    """The person's courses whose draft rests on the older edition, whatever became of it."""
    cited = anchors_of_draft(OuterRef("pk")).filter(passage__report=comparison.older_id)
    proofs = _in_use().filter(current_version__evidence_passage__report=comparison.older_id)
    proofs = proofs.filter(course=OuterRef("pk"))
    return courses_for_staff(user).filter(Exists(cited) | Exists(proofs)).order_by("pk")


def _in_use() -> QuerySet[Question]:
    """Questions in use."""
    return Question.objects.exclude(status=Question.Status.RETIRED)


def behind_in(course: Course) -> QuerySet[EditionMark]:
    """Translations marked as behind in a course; whether they still are, drafts.digest_of says."""
    rows = EditionMark.objects.filter(
        act__course=course, act__undone_at=None, kind=EditionMark.Kind.BEHIND
    )
    return rows.select_related("lesson", "act__comparison__newer").order_by("pk")
