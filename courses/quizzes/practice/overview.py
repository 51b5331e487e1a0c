"""What stands on the overview of practice besides the queue."""

from collections.abc import Collection
from dataclasses import dataclass

from courses.catalog.models import Course
from courses.quizzes.models import Question
from courses.quizzes.practice.models import PracticeCard
from courses.quizzes.queries_draft import stem_of


@dataclass(frozen=True, slots=True)
class DueIn:
    course: Course
    due: int


def by_course(due: Collection[PracticeCard]) -> list[DueIn]:
    """How many are due in each course, those with most first."""
    courses = {card.course_id: card.course for card in due}
    counted = [
        DueIn(course, sum(card.course_id == pk for card in due)) for pk, course in courses.items()
    ]
    return sorted(counted, key=lambda one: -one.due)


def titles_of(cards: Collection[PracticeCard]) -> list[tuple[PracticeCard, str]]:
    """Each with the beginning of its question; one query where there are some."""
    if not cards:
        return []
    rows = Question.objects.filter(pk__in=[card.question_id for card in cards])
    known = {row.pk: row for row in rows.select_related("current_version").defer("search_text")}
    return [(card, stem_of(known[card.question_id])) for card in cards]
