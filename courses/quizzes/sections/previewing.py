"""A draft's questions as an attempt might meet them: the fixed ones, and a draw."""

from collections.abc import Sequence

from courses.quizzes.models import Question, Quiz, QuizItem
from courses.quizzes.queries_draft import items_to_show, on_one_stimulus
from courses.quizzes.sections.drawing import Candidate, drawn
from courses.quizzes.sections.freezing import bank_for, pools_in
from courses.quizzes.sections.models import QuizDraw
from courses.quizzes.stimuli.groups import together

# A drawn question has no item of its own: it is named in the form by its id and this.
BEYOND = 10**12


def items_met(quiz: Quiz, seed: int) -> list[QuizItem]:
    """In the order of the sections; the same seed draws the same. One query, and nine at most
    where something is drawn."""
    items = [*items_to_show(quiz), *_drawn_items(quiz, seed)]
    order = {section.pk: place for place, section in enumerate(quiz.sections.all())}
    items.sort(key=lambda item: order.get(item.section_id or 0, -1))
    return together(items, on_one_stimulus)


def _drawn_items(quiz: Quiz, seed: int) -> list[QuizItem]:
    pools = pools_in(quiz, bank_for([quiz]))
    pairs = [(key, one.pk) for key, pool in pools.items() for one in pool]
    candidates = [Candidate(place, pk, key) for place, (key, pk) in enumerate(pairs)]
    draws = {draw.key: draw for draw in quiz.draws.all()}
    chosen = drawn(candidates, {key: draw.take for key, draw in draws.items()}, seed=seed)
    return _as_items(quiz, [(draws[pairs[place][0]], pairs[place][1]) for place in sorted(chosen)])


def _as_items(quiz: Quiz, chosen: Sequence[tuple[QuizDraw, int]]) -> list[QuizItem]:
    rows = Question.objects.select_related("current_version", "stimulus__current_version")
    questions = rows.in_bulk([pk for _draw, pk in chosen])
    return [
        QuizItem(
            pk=BEYOND + pk,
            quiz=quiz,
            question=questions[pk],
            section_id=draw.section_id,
            points=draw.points,
        )
        for draw, pk in chosen
        if pk in questions
    ]
