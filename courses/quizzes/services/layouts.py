"""What a new attempt meets, and in which order."""

from collections import Counter
from collections.abc import Sequence

from courses.quizzes.layout import Place, SlotShape, draw_layout
from courses.quizzes.models import Attempt, QuizEdition, QuizSlot
from courses.quizzes.queries import in_language_of, slots_named, slots_of_edition
from courses.quizzes.sections.drawing import Candidate, drawn
from courses.quizzes.types.registry import kind
from elearning.prepared import Prepared, given


def layout_for(published: QuizEdition, user_id: int, seed: int, language: str) -> list[Place]:
    """One query where nothing is drawn; else five at most."""
    if published.draws:
        slots = _drawn_slots(published, user_id, seed)
    else:
        slots = slots_of_edition(published.pk)
    return layout_of(published, slots, seed, language)


def layout_of(
    published: QuizEdition, slots: Sequence[QuizSlot], seed: int, language: str
) -> list[Place]:
    """Of slots that were chosen, with their question versions."""
    return draw_layout(
        [_shape(slot, language) for slot in slots],
        seed=seed,
        shuffle_questions=published.shuffle_questions,
        shuffle_choices=published.shuffle_choices,
        sections=[section["key"] for section in published.sections],
    )


def _shape(slot: QuizSlot, language: str) -> SlotShape:
    version = slot.question_version
    ids = kind(version.kind).choice_ids(in_language_of(version.specs, language))
    choices = None if ids is None else tuple(ids)
    return SlotShape(slot.pk, choices, slot.stimulus_version_id, slot.section)


# Of a pool of hundreds, only what is drawn is read whole.
_light = Prepared(
    lambda: (
        QuizSlot.objects.filter(quiz_edition=given("edition"))
        .select_related("question_version")
        .only("draw", "question_version__question")
        .order_by("position")
    )
)
_layouts = Prepared(
    lambda: Attempt.objects.filter(user=given("user"), quiz=given("quiz")).only("layout")
)


def _drawn_slots(published: QuizEdition, user_id: int, seed: int) -> list[QuizSlot]:
    slots = _light.all(edition=published.pk)
    chosen = drawn_of(published, slots, seed, seen_by(user_id, published.quiz_id, slots))
    return slots_named(chosen)


def drawn_of(
    published: QuizEdition,
    slots: Sequence[QuizSlot],
    seed: int,
    seen: Counter[int] | None = None,
) -> list[int]:
    """The ids of what is always asked and of what is drawn; `seen` is {question id: times}."""
    pools = [
        Candidate(slot.pk, slot.question_version.question_id, slot.draw)
        for slot in slots
        if slot.draw
    ]
    take = {draw["key"]: draw["take"] for draw in published.draws}
    taken = drawn(pools, take, seed=seed, seen=seen)
    return [slot.pk for slot in slots if not slot.draw or slot.pk in taken]


def seen_by(user_id: int, quiz_id: int, known: Sequence[QuizSlot]) -> Counter[int]:
    """{question id: how many attempts of the person at this quiz met it}, over all editions;
    `known` are slots whose questions need not be asked for."""
    met = Counter(
        place["slot"]
        for attempt in _layouts.all(user=user_id, quiz=quiz_id)
        for place in attempt.layout
    )
    questions = {slot.pk: slot.question_version.question_id for slot in known}
    others = [pk for pk in met if pk not in questions]
    if others:
        rows = QuizSlot.objects.filter(pk__in=others)
        questions |= dict(rows.values_list("pk", "question_version__question_id"))
    seen: Counter[int] = Counter()
    for slot, times in met.items():
        seen[questions[slot]] += times
    return seen
