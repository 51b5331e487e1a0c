"""A quiz as what must be passed before another."""

from django.urls import reverse

from courses.people.models import User
from courses.quizzes.gates.requirements import QUIZ, Step
from courses.quizzes.models import QuizEdition
from courses.quizzes.queries import Standing, standing


def find(user: User, published: QuizEdition, keys: list[str]) -> dict[str, Step]:
    """{key: Step} of quizzes of the same edition, done by a pass or an excuse. Three queries."""
    course = published.quiz.course
    standings = standing(user, course)
    rows = QuizEdition.objects.filter(edition=published.edition_id, quiz__key__in=keys)
    return {
        row.quiz.key: Step(
            kind=QUIZ,
            title=row.title(),
            url=reverse("quizzes:quiz", args=[course.slug, row.quiz.key]),
            done=int(standings.get(row.quiz_id, Standing()).is_done),
            total=1,
        )
        for row in rows.select_related("quiz")
    }
