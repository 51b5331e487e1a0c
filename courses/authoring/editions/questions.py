"""Questions and a new edition: sent to review, or resting on a passage of it from now on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from content.models import Passage
from courses.authoring.editions.models import Comparison, EditionAct, PassageChange
from courses.catalog.models import Course, LessonVersion
from courses.people.models import User
from courses.quizzes.bank.services import add_version, evidence_of
from courses.quizzes.bank.states import ask_again_of_sharers, locked, move
from courses.quizzes.models import Question

Status = Question.Status
Followed = tuple[Question, PassageChange]


def resting_on_block(version: LessonVersion, key: str) -> list[Question]:
    """Those that a block of a lesson proves and no passage of a report of their own."""
    rows = Question.objects.filter(
        current_version__evidence_lesson=version.lesson_id,
        current_version__evidence_block=key,
        current_version__evidence_passage=None,
    )
    return list(rows.order_by("pk"))


def following(
    comparison: Comparison, course: Course, changes: Iterable[PassageChange] | None = None
) -> list[Followed]:
    """Questions of a course whose own passage of the older edition stands in the newer one too,
    with what became of it: among `changes`, None: all of the comparison. Two queries."""
    rows = Question.objects.filter(
        course=course, current_version__evidence_passage__report=comparison.older_id
    ).exclude(status=Status.RETIRED)
    questions = list(rows.select_related("course", "current_version").order_by("pk"))
    if changes is None:
        changes = changes_of(comparison, questions)
    became = {change.old_id: change for change in changes if change.new_id}
    return [
        (question, became[passage])
        for question in questions
        if (passage := _own(question)) in became
    ]


def changes_of(comparison: Comparison, questions: Iterable[Question]) -> list[PassageChange]:
    """What became of the passages that questions have of their own."""
    own = [passage for question in questions if (passage := _own(question))]
    rows = PassageChange.objects.filter(comparison=comparison, old__in=own)
    return list(rows.select_related("old", "new")) if own else []


def follow(
    act: EditionAct, followed: Iterable[Followed], by: User, *, looked_at: Collection[str] = ()
) -> None:
    """Each question gets one version more that rests on the new passage.

    Ready stays ready what says the same there (the kinds of change in `looked_at`), anything else
    waits for review. What is published keeps its version.
    """
    for found, change in followed:
        question = locked(found)
        if question.current_version_id != found.current_version_id or change.new is None:
            continue
        was = question.status
        row = {"question": question.pk, "was": was, "passage": [change.old_id, change.new_id]}
        _put(question, change.new, by)
        if was == Status.READY and change.kind not in looked_at:
            move(question, Status.REVIEW, by=by, remark=_remark(act))
        act.questions.append(row | {"version": question.current_version_id})
    act.save(update_fields=["questions"])


def send_to_review(act: EditionAct, questions: Iterable[Question], by: User) -> None:
    """What was ready waits for a person; published quizzes keep what they have."""
    for found in questions:
        question = locked(found)
        if question.status != Status.READY:
            continue
        was = {"question": question.pk, "version": question.current_version_id}
        act.questions.append(was | {"was": question.status})
        move(question, Status.REVIEW, by=by, remark=_remark(act))
    act.save(update_fields=["questions"])


def take_back(row: Mapping[str, Any], by: User) -> None:
    """A question that nobody touched since is as it was before an act."""
    found = Question.objects.filter(pk=row["question"]).first()
    if found is None:
        return
    question = locked(found)
    if question.current_version_id != row["version"]:
        return
    if places := row.get("passage"):
        before = Passage.objects.filter(pk=places[0]).first()
        if before is None:
            return
        _put(question, before, by)
    if question.status == Status.REVIEW and row["was"] == Status.READY:
        move(question, Status.READY, by=by, remark=_("The change of its passage was undone."))


def _own(question: Question) -> int | None:
    version = question.current_version
    return version.evidence_passage_id if version else None


def _put(question: Question, passage: Passage, by: User) -> None:
    """The next version, with the same text; of a question that is locked."""
    version = question.current_version
    assert version is not None, "a question with a passage has a version"
    if question.status == Status.READY:
        question.ready_version = version
    made = add_version(question, version.specs, replace(evidence_of(version), passage=passage), by)
    ask_again_of_sharers(question, by=by)
    if question.status == Status.READY:
        question.ready_version = made
        question.save(update_fields=["ready_version"])


def _remark(act: EditionAct) -> str:
    words = _("Its passage changed in %(report)s: check that the answer still holds.")
    return words % {"report": str(act.comparison.newer)}
