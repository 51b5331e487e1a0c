"""Single choice: the value is the id of the chosen choice."""

from courses.quizzes.types.choices import feedback_of, states
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark


def grade(spec: Spec, value: Value) -> Mark:
    if value is None:
        return blank(spec, states(spec, ()))
    chosen = {value} if isinstance(value, str) else set()
    parts = states(spec, chosen)
    is_right = "right" in parts.values()
    return mark(ONE if is_right else ZERO, feedback_of(spec, chosen), parts)
