"""What stands before a quiz, for the page that it is started from."""

from dataclasses import dataclass, field

from courses.people.models import User
from courses.quizzes.errors import CodeWanted, HonourWanted, QuizError, TooManyCodes
from courses.quizzes.gates.checking import Brought, has_honour
from courses.quizzes.gates.requirements import Step, steps_before
from courses.quizzes.models import QuizEdition


@dataclass(frozen=True, slots=True)
class GatesOnPage:
    """`steps` to be done before; `brought` is what was sent and refused, with a sentence for each
    field in `errors`."""

    steps: list[Step]
    wants_code: bool
    wants_honour: bool
    brought: Brought
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """That nothing has to be done first; a code and a tick are given on the page itself."""
        return all(step.is_done for step in self.steps)


def gates_on_page(
    user: User,
    published: QuizEdition,
    brought: Brought,
    refusal: QuizError | None = None,
) -> GatesOnPage:
    """No query where nothing is required."""
    return GatesOnPage(
        steps=steps_before(user, published),
        wants_code=bool(published.access_code),
        wants_honour=has_honour(published),
        brought=brought,
        errors=_errors(published, brought, refusal),
    )


def _errors(published: QuizEdition, brought: Brought, refusal: QuizError | None) -> dict[str, str]:
    """All at once: a wrong code does not hide that the tick is missing."""
    if not isinstance(refusal, CodeWanted | TooManyCodes | HonourWanted):
        return {}
    found = {refusal.field: str(refusal)}
    if has_honour(published) and not brought.honours:
        found.setdefault(HonourWanted.field, str(HonourWanted()))
    return found
