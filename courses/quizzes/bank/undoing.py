"""A change of many questions taken back: where nobody changed them meanwhile."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.people.models import User
from courses.quizzes.bank.bulk import FIELDS, Changes, batches, record_states, write
from courses.quizzes.bank.bulk_evidence import is_as_it_was_ready
from courses.quizzes.bank.errors import NotNow
from courses.quizzes.bank.label_changes import take_back
from courses.quizzes.bank.models import BulkEdit, Label, QuestionTag
from courses.quizzes.bank.unfinished import unfinished
from courses.quizzes.models import Question, QuizItem


@dataclass(frozen=True, slots=True)
class Undone:
    """How many questions are as they were, and how many were changed since or are gone."""

    undone: int
    left: int


@transaction.atomic
def undo(edit: BulkEdit, *, by: User) -> Undone:
    """Each value that is still as the change left it becomes what it was. Raises NotNow."""
    edit = BulkEdit.objects.select_for_update(of=("self",)).get(pk=edit.pk)
    if edit.undone_at is not None:
        raise NotNow
    take_back(edit)
    asked: Changes = {int(pk): change for pk, change in edit.changes.items()}
    back = _still_so(edit, asked)
    write(back, after=False, by=by)
    record_states(edit.course, back, by=by, back=True)
    edit.undone_at, edit.undone_by = timezone.now(), by
    edit.save(update_fields=["undone_at", "undone_by"])
    return Undone(len(back), len(asked) - len(back))


def _still_so(edit: BulkEdit, asked: Changes) -> Changes:
    """Of the changes, those parts that nobody touched since."""
    found: Changes = {}
    used = _newly_used(edit)
    labels = set(Label.objects.filter(course=edit.course_id).values_list("pk", flat=True))
    for some in batches(asked):
        rows = Question.objects.select_for_update(of=("self",)).filter(pk__in=some)
        tagged = QuestionTag.objects.filter(question__in=some)
        borne = set(tagged.values_list("question_id", "label_id"))
        for question in rows.select_related("course", "current_version"):
            part = _with(labels, _part(question, asked[question.pk], borne, used))
            if part:
                found[question.pk] = part
    return found


def _part(
    question: Question,
    change: dict[str, list[object]],
    borne: set[tuple[int, int]],
    used: set[int],
) -> dict[str, list[object]]:
    part = {}
    if "evidence" in change and _place_of(question) == change["evidence"][1]:
        part["evidence"] = change["evidence"]
    for name in FIELDS:
        now = getattr(question, f"{name}_id" if name in ("topic", "objective") else name)
        if name in change and now == change[name][1]:
            part[name] = change[name]
    is_as_it_was = "evidence" in part and is_as_it_was_ready(question)
    may_go_back = is_as_it_was or (
        "status" in part and _may_go_back(question, str(part["status"][0]), used)
    )
    if "status" in part and not may_go_back:
        del part["status"]
    added = [tag for tag in change.get("added", ()) if (question.pk, tag) in borne]
    removed = [tag for tag in change.get("removed", ()) if (question.pk, tag) not in borne]
    return part | {k: v for k, v in (("added", added), ("removed", removed)) if v}


def _with(labels: set[int], part: dict[str, Any]) -> dict[str, Any]:
    """Without what would bring back a label that was removed since."""
    kept = dict(part)
    for name in ("topic", "objective"):
        if name in part and part[name][0] not in labels | {None}:
            del kept[name]
    for name in ("added", "removed"):
        if name in part:
            kept[name] = [tag for tag in part[name] if tag in labels]
    return {name: value for name, value in kept.items() if value}


def _place_of(question: Question) -> list[object]:
    version = question.current_version
    assert version is not None, "a question whose place was changed has a version"
    return [version.evidence_lesson_id, version.evidence_block, version.evidence_passage_id]


def _may_go_back(question: Question, status: str, used: set[int]) -> bool:
    """By the two-person rule only the very text that was ready is so again; what lacks something
    meanwhile stays a draft, and what a quiz took up is not retired."""
    if status == Question.Status.RETIRED:
        return question.pk not in used
    if status in (Question.Status.REVIEW, Question.Status.READY) and unfinished(question):
        return False
    if status != Question.Status.READY or not question.course.two_person_rule:
        return True
    return question.ready_version_id == question.current_version_id


def _newly_used(edit: BulkEdit) -> set[int]:
    rows = QuizItem.objects.filter(quiz__course=edit.course_id, quiz__removed_at=None)
    return set(rows.values_list("question_id", flat=True))
