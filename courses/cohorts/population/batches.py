"""The rows of one batch of learners, table by table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from courses.catalog.models import Enrolment
from courses.cohorts.population.bulk import moment, reserve, store, token
from courses.cohorts.population.grades import GradedPaper, store_grades
from courses.cohorts.population.learners import Learner, Take, operation
from courses.cohorts.population.papers import Paper
from courses.learning.models import Completion, LessonProgress
from courses.people.models import Cohort, Membership, User
from courses.quizzes.models import Answer, Attempt, Grade, QuizEdition


@dataclass(frozen=True, slots=True)
class Taught:
    """Ids of a course; `lessons` are pairs of lesson and version, `quizzes` by their ids."""

    course: int
    edition: int
    lessons: tuple[tuple[int, int], ...]
    languages: tuple[str, ...]
    password: str
    quizzes: Mapping[int, QuizEdition]


@dataclass(frozen=True, slots=True)
class Taken:
    """An attempt with its id and number."""

    pk: int
    number: int
    user: int
    take: Take
    paper: Paper


def address(seed: int, number: int) -> str:
    return f"load-{seed}-{number}@demo.example"


def store_learners(
    taught: Taught, cohort: Cohort, group: Sequence[Learner], papers: Sequence[Paper], seed: int
) -> tuple[int, int]:
    """Writes everything about a group; (attempts, answers) written. In a transaction."""
    first = reserve(User, len(group))
    users = {learner.number: first + place for place, learner in enumerate(group)}
    _store_people(taught, cohort, group, users, seed)
    _store_reading(taught, group, users)
    taken = list(_taken(group, users, papers))
    _store_attempts(taken, Random(f"{seed}:{group[0].number}:tokens"))
    store_grades(taught.course, taught.quizzes, (_graded(one) for one in taken))
    return len(taken), _store_answers(taken, seed)


def _store_people(
    taught: Taught, cohort: Cohort, group: Sequence[Learner], users: dict[int, int], seed: int
) -> None:
    store(
        User,
        ["id", "password", "email", "name", "certificate_name", "language", "timezone",
         "is_instructor", "is_coordinator", "is_administrator", "is_active", "is_demo",
         "date_joined"],
        (
            (users[one.number], taught.password, address(seed, one.number),
             f"Learner {one.number:06}", "", one.language, one.zone,
             False, False, False, True, True, moment(one.joined_at))
            for one in group
        ),
    )  # fmt: skip
    store(
        Membership,
        ["cohort_id", "user_id", "external_id", "joined_at"],
        ((cohort.pk, users[one.number], f"L{one.number}", moment(one.joined_at)) for one in group),
    )
    store(
        Enrolment,
        ["user_id", "course_id", "language", "seen_edition_id", "enrolled_at"],
        (
            (users[one.number], taught.course, _language(one, taught), taught.edition,
             moment(one.joined_at))
            for one in group
        ),
    )  # fmt: skip


def _language(learner: Learner, taught: Taught) -> str:
    return learner.language if learner.language in taught.languages else taught.languages[0]


def _store_reading(taught: Taught, group: Sequence[Learner], users: dict[int, int]) -> None:
    store(
        LessonProgress,
        ["user_id", "course_id", "lesson_id", "version_id", "place", "opened_at", "seen_at",
         "read_at"],
        (
            (users[one.number], taught.course, lesson, version, "", moment(one.joined_at),
             moment(one.seen_at), moment(one.seen_at))
            for one in group
            for lesson, version in taught.lessons[: one.lessons]
        ),
    )  # fmt: skip
    store(
        Completion,
        ["user_id", "course_id", "edition_id", "completed_at"],
        (
            (users[one.number], taught.course, taught.edition, moment(one.seen_at))
            for one in group
            if one.finishes
        ),
    )


def _taken(
    group: Sequence[Learner], users: dict[int, int], papers: Sequence[Paper]
) -> Iterator[Taken]:
    pk = reserve(Attempt, sum(len(one.takes) for one in group))
    for one in group:
        numbers: dict[int, int] = {}
        for place, take in enumerate(one.takes):
            is_last = place == len(one.takes) - 1
            paper = papers[-1] if one.finishes and is_last else papers[take.paper]
            numbers[paper.quiz] = numbers.get(paper.quiz, 0) + 1
            yield Taken(pk, numbers[paper.quiz], users[one.number], take, paper)
            pk += 1


def _store_attempts(taken: Sequence[Taken], draw: Random) -> None:
    store(
        Attempt,
        ["id", "public_id", "user_id", "quiz_id", "quiz_edition_id", "number", "language",
         "state", "seed", "layout", "started_at", "submitted_at", "submitted_by", "snapshot",
         "snapshot_hash", "score", "max_score", "passed", "graded_at"],
        (_attempt(one, draw) for one in taken),
    )  # fmt: skip
    store(
        Grade,
        ["attempt_id", "grading_version", "score", "max_score", "passed", "items", "graded_at"],
        (
            (one.pk, 1, str(one.paper.score), str(one.paper.max_score), one.paper.passed,
             one.paper.items, _ended(one))
            for one in taken
        ),
    )  # fmt: skip


def _attempt(one: Taken, draw: Random) -> tuple[Any, ...]:
    paper = one.paper
    public_id = token(UUID(int=draw.getrandbits(128), version=4))
    return (
        one.pk, public_id, one.user, paper.quiz, paper.quiz_edition, one.number, paper.language,
        Attempt.State.GRADED.value, paper.seed, paper.layout, moment(one.take.started_at),
        _ended(one), Attempt.SubmittedBy.LEARNER.value, paper.snapshot, paper.snapshot_hash,
        str(paper.score), str(paper.max_score), paper.passed, _ended(one),
    )  # fmt: skip


def _ended(one: Taken) -> Any:
    return moment(one.take.started_at + timedelta(minutes=one.take.minutes))


def _graded(one: Taken) -> GradedPaper:
    ended_at = one.take.started_at + timedelta(minutes=one.take.minutes)
    return GradedPaper(one.pk, one.number, one.user, one.paper, ended_at)


def _store_answers(taken: Sequence[Taken], seed: int) -> int:
    rows = [
        (one.pk, given.slot, token(operation(seed, one.pk, place)), place + 1, given.value,
         given.value_hash, False, _ended(one))
        for one in taken
        if one.take.keeps_answers
        for place, given in enumerate(one.paper.answers)
    ]  # fmt: skip
    store(
        Answer,
        ["attempt_id", "slot_id", "operation_id", "sequence", "value", "value_hash", "is_late",
         "received_at"],
        rows,
    )  # fmt: skip
    return len(rows)
