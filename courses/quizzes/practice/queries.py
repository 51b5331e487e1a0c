"""What a learner has to practise, and when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from courses.catalog.models import Course
from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.models import Attempt, Question, QuizSlot
from courses.quizzes.practice.holding import shown_of
from courses.quizzes.practice.models import PracticeCard, PracticeRound
from courses.quizzes.queries import EVIDENCE

MOST_KNOWN = 50  # listed, to be taken up again


@dataclass(frozen=True, slots=True)
class Queue:
    """`due` today, the longest waiting first; how many come `tomorrow` and `later`; `next_at` is
    when the first of those does. `held` wait until their right answer may be seen; `holding` is
    one of them for each quiz that holds its answers back."""

    due: list[PracticeCard] = field(default_factory=list)
    tomorrow: int = 0
    later: int = 0
    held: int = 0
    holding: list[PracticeCard] = field(default_factory=list)
    next_at: datetime | None = None
    known: list[PracticeCard] = field(default_factory=list)
    done: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.due or self.tomorrow or self.later or self.held)


def practised_courses(user: User) -> QuerySet[Course]:
    """Those that the person takes; in others nothing is practised."""
    rows = Course.objects.filter(enrolments__user=user, enrolments__withdrawn_at=None)
    return rows.exclude(current_edition=None)


def queue_of(user: User, course: Course | None = None) -> Queue:
    """Of one course, or of all that the person takes; at most six queries."""
    now = database_now()
    cards = list(cards_of(user, course))
    coming = available(user, [card for card in cards if not card.left], now=now)
    tonight = _midnight(user, now)
    tomorrow = tonight + timedelta(days=1)
    due = [card for card in coming.ready if card.due_at < tonight]
    rest = [card for card in coming.ready if card.due_at >= tonight]
    next_day = [card for card in rest if card.due_at < tomorrow]
    known = [card for card in cards if card.left == PracticeCard.Left.KNOWN]
    return Queue(
        due=due,
        tomorrow=len(next_day),
        later=len(rest) - len(next_day),
        held=coming.held,
        holding=coming.holding,
        next_at=min((card.due_at for card in rest), default=None),
        known=known[:MOST_KNOWN],
        done=sum(card.left == PracticeCard.Left.DONE for card in cards),
    )


def cards_of(user: User, course: Course | None = None) -> QuerySet[PracticeCard]:
    """The longest waiting first; not those of an attempt that is void."""
    rows = PracticeCard.objects.filter(user=user, course__in=practised_courses(user))
    rows = rows.exclude(attempt__state=Attempt.State.VOID).order_by("due_at", "pk")
    rows = rows.select_related("attempt__quiz_edition", "attempt__quiz", "course")
    return rows.filter(course=course) if course else rows


@dataclass(frozen=True, slots=True)
class Available:
    """`slots` is {card id: the question's place in the current edition}."""

    ready: list[PracticeCard]
    slots: dict[int, int]
    held: int
    holding: list[PracticeCard]


def available(user: User, cards: Collection[PracticeCard], *, now: datetime) -> Available:
    """Those that may be practised now: asked in the course as it is published, and free to be
    seen. `held` counts only what the learner knows to be wrong."""
    slots = _slots_now(cards)
    asked = [card for card in cards if card.pk in slots]
    shown = shown_of(
        user.pk, list({card.attempt.pk: card.attempt for card in asked}.values()), now=now
    )
    ready = [card for card in asked if shown[card.attempt_id].key]
    told = [card for card in asked if shown[card.attempt_id].correctness]
    held = [card for card in told if not shown[card.attempt_id].key]
    holding = list({card.attempt.quiz_id: card for card in held}.values())
    return Available(ready, slots, held=len(held), holding=holding)


def _slots_now(cards: Iterable[PracticeCard]) -> dict[int, int]:
    """{card id: slot id} in the current edition of its course: in the quiz of the mistake, if it
    is still asked there."""
    wanted = {card.question_id for card in cards}
    if not wanted:
        return {}
    rows = QuizSlot.objects.filter(
        quiz_edition__edition=F("quiz_edition__quiz__course__current_edition"),
        question_version__question__in=wanted,
    ).exclude(question_version__question__status=Question.Status.RETIRED)
    found: dict[int, dict[int, int]] = {}
    named = rows.values_list("question_version__question", "quiz_edition__quiz", "pk")
    for question, quiz, pk in named.order_by("-pk"):
        found.setdefault(question, {})[quiz] = pk
    return {
        card.pk: found[card.question_id].get(
            card.attempt.quiz_id, next(iter(found[card.question_id].values()))
        )
        for card in cards
        if card.question_id in found
    }


def _midnight(user: User, now: datetime) -> datetime:
    """The end of today, where the person is: what comes in the evening can be done before."""
    here = now.astimezone(ZoneInfo(user.timezone)).date() + timedelta(days=1)
    return datetime(here.year, here.month, here.day, tzinfo=ZoneInfo(user.timezone))


def round_of(user: User, public_id: UUID) -> PracticeRound | None:
    rows = PracticeRound.objects.filter(user=user, public_id=public_id)
    return rows.select_related("course").first()


def slot_to_practise(pk: int) -> QuizSlot:
    """With all that its page shows."""
    rows = QuizSlot.objects.select_related(
        "question_version", "quiz_edition__quiz__course", *EVIDENCE
    )
    return rows.get(pk=pk)


def language_in(user: User, course_id: int) -> str:
    """In which the person takes a course."""
    rows = user.enrolments.filter(course=course_id, withdrawn_at=None)
    return str(rows.values_list("language", flat=True)[0])
