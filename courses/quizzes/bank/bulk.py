"""Many questions changed at once: planned and shown first, then done whole.

Steps are {"add": [tag, …], "remove": [tag, …], "topic", "objective", "difficulty", "status"};
what is not named is left as it is, "" and null take away; "evidence": {"lesson", "block"} or null
says where the answers stand. Changes are {question id: {field:
[before, after]}}; of tags, "added" and "removed" list their ids.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank import rules
from courses.quizzes.bank.bulk_evidence import (
    ASKS_NOTHING,
    Place,
    asks_nothing,
    place_asked,
    places_of,
    put,
)
from courses.quizzes.bank.errors import NothingChosen, OtherThanSeen
from courses.quizzes.bank.labels import add_tags, label_named
from courses.quizzes.bank.models import BankRecord, BulkEdit, Label, QuestionTag
from courses.quizzes.bank.search import fold
from courses.quizzes.bank.unfinished import unfinished
from courses.quizzes.bank.writers import writers_of
from courses.quizzes.models import Question, QuizItem

Status = Question.Status
Steps = Mapping[str, Any]
Changes = dict[int, dict[str, list[Any]]]
FIELDS = ("topic", "objective", "difficulty", "status")
BATCH = 500
UNKNOWN = 0  # a label that is yet to be made: no question bears it

IN_USE = _("stands in a quiz: take it out there first")
NEEDS_ANOTHER = _(
    "was written in part by you, or was not sent to review: somebody else makes it ready"
)
UNFINISHED = _("is not finished: open it to see what is left to do")
ONE_AFTER_THE_OTHER = _("Change the state and the evidence one after the other.")
NOT_FROM_HERE = _("cannot come to this state from the one it has")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change would do. `kept` are those it cannot change, with the reason."""

    changes: Changes
    same: int
    kept: list[tuple[Question, str | Promise]] = field(default_factory=list)


def plan_for(
    course: Course, rows: QuerySet[Question], steps: Steps, *, by: User, make: bool = False
) -> Plan:
    """Writes nothing, unless `make` asks for the labels that are new. Raises NothingChosen."""
    if not steps:
        raise NothingChosen(_("Choose what to change."))
    targets = _targets(course, steps, make=make)
    questions = list(_read(rows))
    if not questions:
        raise NothingChosen(_("Choose at least one question."))
    borne = _tags_of(questions) if {"added", "removed"} & targets.keys() else {}
    places = places_of(questions) if "evidence" in targets else {}
    used = _in_use(course) if targets.get("status") == Status.RETIRED else set()
    writers = _writers(course, questions) if targets.get("status") == Status.READY else {}
    changes: Changes = {}
    kept: list[tuple[Question, str | Promise]] = []
    for question in questions:
        question.course = course
        refused = _refusal(
            question, targets.get("status"), by, used, writers.get(question.pk, set())
        ) or (ASKS_NOTHING if places and asks_nothing(question) else None)
        if refused:
            kept.append((question, refused))
            continue
        change = _change(question, targets, borne.get(question.pk, set()))
        change |= _moved(question, places.get(question.pk), targets.get("evidence"))
        if change:
            changes[question.pk] = change
    return Plan(changes, len(questions) - len(changes) - len(kept), kept)


def _read(rows: QuerySet[Question]) -> QuerySet[Question]:
    return rows.order_by("pk").only(
        *("key", "kind", "status", "topic", "objective", "difficulty"),
        *("author", "course", "current_version"),
    )


def _targets(course: Course, steps: Steps, *, make: bool) -> dict[str, Any]:
    """The steps with ids instead of names."""
    found: dict[str, Any] = {k: steps[k] for k in ("difficulty", "status") if k in steps}
    for name, sort in (("topic", Label.Sort.TOPIC), ("objective", Label.Sort.OBJECTIVE)):
        if name in steps:
            found[name] = _label(course, sort, steps[name], make=make)
    if "evidence" in steps:
        if "status" in steps:
            raise NothingChosen(ONE_AFTER_THE_OTHER)
        found["evidence"] = place_asked(course, steps["evidence"])
    for name, after in (("add", "added"), ("remove", "removed")):
        if steps.get(name):
            tags = (_label(course, Label.Sort.TAG, tag, make=make) for tag in steps[name])
            found[after] = {tag for tag in tags if tag is not None}
    return found


def _label(course: Course, sort: str, name: str, *, make: bool) -> int | None:
    if not fold(name):
        return None
    if make:
        made = label_named(course, sort, name)
        return made.pk if made else None
    rows = Label.objects.filter(course=course, sort=sort, folded=fold(name))
    return rows.values_list("pk", flat=True).first() or UNKNOWN


def _tags_of(questions: Sequence[Question]) -> dict[int, set[int]]:
    borne: dict[int, set[int]] = defaultdict(set)
    for some in batches(question.pk for question in questions):
        pairs = QuestionTag.objects.filter(question__in=some)
        for question, label in pairs.values_list("question_id", "label_id"):
            borne[question].add(label)
    return borne


def _in_use(course: Course) -> set[int]:
    rows = QuizItem.objects.filter(quiz__course=course, quiz__removed_at=None)
    return set(rows.values_list("question_id", flat=True))


def _writers(course: Course, questions: Sequence[Question]) -> dict[int, set[int]]:
    """Who wrote what is new in those that wait for review; asked for only by the rule."""
    waiting = [question for question in questions if question.status == Status.REVIEW]
    return writers_of(waiting) if course.two_person_rule else {}


def _refusal(
    question: Question, status: str | None, by: User, used: set[int], writers: set[int]
) -> str | Promise | None:
    """Why the question cannot come to the state; None when it can, or is there already."""
    if status is None or status == question.status:
        return None
    if status == Status.RETIRED:
        return IN_USE if question.pk in used else None
    if status in (Status.REVIEW, Status.READY) and unfinished(question):
        return UNFINISHED
    if status == Status.READY and question.status in (Status.DRAFT, Status.REVIEW):
        may = rules.can_make_ready(by, question, writers=writers)
        return None if may else NEEDS_ANOTHER
    if status == Status.REVIEW and rules.can_send_to_review(question):
        return None
    if status == Status.DRAFT and rules.can_send_back(question):
        return None
    return NOT_FROM_HERE


def _change(question: Question, targets: Mapping[str, Any], borne: set[int]) -> dict[str, Any]:
    change: dict[str, Any] = {}
    for name in FIELDS:
        before = getattr(question, f"{name}_id" if name in ("topic", "objective") else name)
        if name in targets and before != targets[name]:
            change[name] = [before, targets[name]]
    added = sorted(targets.get("added", set()) - borne)
    removed = sorted(targets.get("removed", set()) & borne)
    return change | {k: v for k, v in (("added", added), ("removed", removed)) if v}


def _moved(question: Question, before: Place | None, place: Place | None) -> dict[str, Any]:
    """A new place is a new version: by the two-person rule it waits for review."""
    if before is None or place is None or before == place:
        return {}
    moved: dict[str, Any] = {"evidence": [before, place]}
    if question.course.two_person_rule and question.status == Status.READY:
        moved["status"] = [Status.READY.value, Status.REVIEW.value]
    return moved


@transaction.atomic
def change_many(
    course: Course, rows: QuerySet[Question], steps: Steps, *, by: User, expected: int
) -> BulkEdit:
    """All of the plan or nothing. Raises OtherThanSeen unless it changes `expected` questions."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    plan = plan_for(course, rows.select_for_update(of=("self",)), steps, by=by, make=True)
    if len(plan.changes) != expected or not expected:
        raise OtherThanSeen
    write(plan.changes, after=True, by=by)
    record_states(course, plan.changes, by=by)
    return BulkEdit.objects.create(
        course=course,
        steps=dict(steps),
        changes={str(pk): change for pk, change in plan.changes.items()},
        count=len(plan.changes),
        by=by,
    )


def write(changes: Changes, *, after: bool, by: User) -> None:
    """Sets what comes after each change, or what was before it: one statement a value.

    What was ready is kept as it was before its place changed, and is so again after.
    """
    if not after:
        put(changes, after=after, by=by)
    _write(changes, after=after)
    if after:
        put(changes, after=after, by=by)


def _write(changes: Changes, *, after: bool) -> None:
    by_value: dict[tuple[str, Any], list[int]] = defaultdict(list)
    tags: dict[tuple[str, int], list[int]] = defaultdict(list)
    for pk, change in changes.items():
        for name in FIELDS:
            if name in change:
                by_value[name, change[name][after]].append(pk)
        for name in ("added", "removed"):
            for tag in change.get(name, ()):
                tags[name, tag].append(pk)
    for (name, value), ids in by_value.items():
        _set(name, value, ids)
    for (name, tag), ids in tags.items():
        if (name == "added") == after:
            add_tags(ids, [tag])
        else:
            for some in batches(ids):
                QuestionTag.objects.filter(label=tag, question__in=some).delete()


def _set(name: str, value: Any, ids: Sequence[int]) -> None:
    for some in batches(ids):
        rows = Question.objects.filter(pk__in=some)
        if name == "status":
            _keep_ready(rows, value)
        rows.update(**{name: value})


def _keep_ready(rows: QuerySet[Question], status: str) -> None:
    """What was ready, or becomes so, is what a later review compares with."""
    concerned = rows if status == Status.READY else rows.filter(status=Status.READY)
    concerned.update(ready_version=F("current_version"))


def record_states(
    course: Course, changes: Changes, *, by: User, back: bool = False, remark: str = ""
) -> None:
    states = {
        pk: change["status"][not back] for pk, change in changes.items() if "status" in change
    }
    versions = dict(
        Question.objects.filter(course=course).values_list("pk", "current_version_id")
        if states
        else ()
    )
    BankRecord.objects.bulk_create(
        (
            BankRecord(
                course=course,
                question_id=pk,
                version_id=versions.get(pk),
                what=status,
                remark=remark,
                by=by,
            )
            for pk, status in states.items()
        ),
        batch_size=BATCH,
    )


def batches(ids: Iterable[int]) -> Iterator[list[int]]:
    listed = list(ids)
    return (listed[start : start + BATCH] for start in range(0, len(listed), BATCH))
