"""Questions whose proof came to stand in another lesson, or under another key: the passage is the
same, so that nothing about them is asked again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from courses.quizzes.media.models import QuestionPicture
from courses.quizzes.models import Question, QuestionVersion

Spot = tuple[int, str]
"""The id of a lesson, and the key of a block of it, "" for all of it."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A question that a lesson proves, with the version that says so."""

    question: Question
    version: QuestionVersion

    @property
    def block(self) -> str:
        return self.version.evidence_block


def resting_on(lessons: Iterable[int]) -> list[Resting]:
    """Locked, in the transaction of the caller. One query."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("current_version")
    found = rows.filter(current_version__evidence_lesson__in=lessons).order_by("pk")
    return [Resting(one, one.current_version) for one in found if one.current_version]


def relocate(found: Iterable[Resting], spots: Mapping[int, Spot]) -> list[Resting]:
    """The next version of each question that `spots` names ({question id: where its proof stands
    now}), with its text, author and state. Five queries at most, however many."""
    moved = [one for one in found if one.question.pk in spots]
    if not moved:
        return []
    newest = _newest_numbers(moved)
    made = QuestionVersion.objects.bulk_create(
        _elsewhere(one.version, newest[one.question.pk] + 1, spots[one.question.pk])
        for one in moved
    )
    _keep_pictures({one.version.pk: version.pk for one, version in zip(moved, made, strict=True)})
    for one, version in zip(moved, made, strict=True):
        is_ready = one.question.status == Question.Status.READY
        if is_ready or one.question.ready_version_id == one.version.pk:
            one.question.ready_version = version
        one.question.current_version, one.question.updated_at = version, timezone.now()
    Question.objects.bulk_update(
        [one.question for one in moved], ["current_version", "ready_version", "updated_at"]
    )
    return [Resting(one.question, version) for one, version in zip(moved, made, strict=True)]


def _newest_numbers(moved: Iterable[Resting]) -> dict[int, int]:
    rows = QuestionVersion.objects.filter(question__in=[one.question.pk for one in moved])
    newest = rows.values("question").annotate(newest=Max("number"))
    return dict(newest.values_list("question", "newest"))


def _elsewhere(version: QuestionVersion, number: int, spot: Spot) -> QuestionVersion:
    lesson, block = spot
    return QuestionVersion(
        question_id=version.question_id,
        number=number,
        kind=version.kind,
        specs=version.specs,
        evidence_lesson_id=lesson,
        evidence_block=block,
        evidence_passage_id=version.evidence_passage_id,
        author_id=version.author_id,
    )


def _keep_pictures(versions: Mapping[int, int]) -> None:
    """`versions` is {id of the old: id of the new}."""
    shown = QuestionPicture.objects.filter(version__in=versions)
    QuestionPicture.objects.bulk_create(
        QuestionPicture(version_id=versions[one.version_id], picture_id=one.picture_id)
        for one in shown
    )
