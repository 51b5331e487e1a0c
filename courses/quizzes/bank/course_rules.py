"""What a course's staff decide for its whole bank. Recorded: whoever loosens a rule is named."""

from django.db import transaction
from django.utils import timezone

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank.models import BankRecord, Likeness

NAMES = ("evidence_required", "two_person_rule")


@transaction.atomic
def set_rules(
    course: Course, *, by: User | None, evidence_required: bool, two_person_rule: bool
) -> None:
    """Whether publishing asks for passages, and whether a second person makes ready."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    asked = {"evidence_required": evidence_required, "two_person_rule": two_person_rule}
    changed = {name: value for name, value in asked.items() if getattr(course, name) != value}
    for name, value in changed.items():
        setattr(course, name, value)
        BankRecord.objects.create(
            course=course,
            what=BankRecord.What.RULES,
            remark=f"{name}: {'on' if value else 'off'}",
            by=by,
        )
    if changed:
        course.save(update_fields=[*changed])


def settle_likeness(pair: Likeness, *, by: User) -> None:
    """Both questions are wanted."""
    pair.settled_by, pair.settled_at = by, timezone.now()
    pair.save(update_fields=["settled_by", "settled_at"])
