"""Where the answer stands, of many questions at once. It is part of a version: each gets a new one,
with the same text.

A place is [lesson id, block, passage id], as changes keep it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course, Lesson
from courses.people.models import User
from courses.quizzes.bank.errors import NothingChosen
from courses.quizzes.bank.services import Evidence, add_version, evidence_of
from courses.quizzes.bank.states import ask_again_of_sharers, locked, move
from courses.quizzes.models import Question, QuestionVersion
from courses.quizzes.types.registry import all_kinds

MOST = 200  # at once: each is looked at anew
Place = list[Any]
NOWHERE: Place = [None, "", None]

ASKS_NOTHING = _("asks nothing that needs evidence")
TOO_MANY = _("Choose at most %(most)d questions to set their evidence.")
GONE = _("The lesson or passage is no longer there. Choose again.")


def place_asked(course: Course, asked: Mapping[str, Any] | None) -> Place:
    """What {"lesson": key, "block": key} names; None: nowhere. Raises NothingChosen."""
    if asked is None:
        return NOWHERE
    lesson = Lesson.objects.filter(course=course, key=asked["lesson"], removed_at=None).first()
    if lesson is None:
        raise NothingChosen(GONE)
    return [lesson.pk, asked["block"], None]


def places_of(questions: Iterable[Question]) -> dict[int, Place]:
    """{question id: where its answer stands now}. Raises NothingChosen for more than MOST."""
    ids = [question.pk for question in questions]
    if len(ids) > MOST:
        raise NothingChosen(TOO_MANY % {"most": MOST})
    parts = ("evidence_lesson", "evidence_block", "evidence_passage")
    rows = Question.objects.filter(pk__in=ids)
    named = rows.values_list("pk", *(f"current_version__{part}" for part in parts))
    return {pk: list(place) for pk, *place in named}


def asks_nothing(question: Question) -> bool:
    known = {member.name: member for member in all_kinds()}.get(question.kind)
    return known is None or not known.is_answered or not known.is_scored


def put(changes: Mapping[int, Mapping[str, Any]], *, after: bool, by: User) -> None:
    """Each question's next version, with its text and the place that comes after, or was before."""
    for pk in sorted(changes):
        if "evidence" in changes[pk]:
            _put(locked(Question(pk=pk)), changes[pk]["evidence"][after], by)


def _put(question: Question, place: Place, by: User) -> None:
    version = question.current_version
    assert version is not None, "a question whose place is known has a version"
    lesson, block, passage = place
    evidence = Evidence(
        Lesson.objects.filter(pk=lesson).first(),
        block,
        version.evidence_passage if passage == version.evidence_passage_id else None,
    )
    if evidence_of(version) == evidence:
        return
    if passage and evidence.passage is None:
        evidence = Evidence(evidence.lesson, block, _passage(question, passage))
    made = add_version(question, version.specs, evidence, by)
    ask_again_of_sharers(question, by=by)
    if question.status != Question.Status.READY:
        return
    if question.course.two_person_rule:
        move(question, Question.Status.REVIEW, by=by)
    else:
        question.ready_version = made
        question.save(update_fields=["ready_version"])


def _passage(question: Question, passage: int) -> Any:
    """A passage of a report, which an earlier version of the question named."""
    rows = question.versions.filter(evidence_passage=passage).select_related("evidence_passage")
    found = rows.first()
    return found.evidence_passage if found else None


def is_as_it_was_ready(question: Question) -> bool:
    """Whether but for the place its text is the one that was ready."""
    ids = [pk for pk in (question.ready_version_id, question.current_version_id) if pk]
    specs = list(QuestionVersion.objects.filter(pk__in=ids).values_list("specs", flat=True))
    return len(specs) == 2 and specs[0] == specs[1]
