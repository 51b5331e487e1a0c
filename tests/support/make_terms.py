"""What is set for tests beside a quiz: exceptions and accommodations."""

from typing import Any

from courses.people.accommodations.models import Accommodation
from courses.people.accommodations.services import set_accommodation
from courses.people.models import Cohort, User
from courses.quizzes.models import Quiz
from courses.quizzes.terms.models import Override
from courses.quizzes.terms.services import set_override
from tests.support import make


def override_of(quiz: Quiz, user: User, **chosen: Any) -> Override:
    """Of one attempt more, unless something else is chosen."""
    fields = chosen or {"extra_attempts": 1}
    return set_override(quiz, by=make.instructor(), user=user, **fields)


def override_for(quiz: Quiz, cohort: Cohort, **chosen: Any) -> Override:
    return set_override(quiz, by=make.instructor(), cohort=cohort, **chosen)


def accommodation(person: User, **chosen: Any) -> Accommodation:
    return set_accommodation(person, by=make.coordinator(), **chosen)
