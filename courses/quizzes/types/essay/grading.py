"""Essay: a person marks it; a machine only counts its words."""

from courses.quizzes.types.essay.words import count_words
from courses.quizzes.types.values import ZERO, Mark, Spec, Value, blank


def grade(spec: Spec, value: Value) -> Mark:
    if not isinstance(value, str) or not value.strip():
        return blank(spec, {})
    said = (spec["feedback_html"],) if spec.get("feedback_html") else ()
    return Mark(ZERO, "waiting", said, {"words": count_words(value)})
