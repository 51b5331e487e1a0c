"""True or false: the value is a boolean."""

from courses.quizzes.types.shares import fraction
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark


def grade(spec: Spec, value: Value) -> Mark:
    if value is None:
        return blank(spec, {"answer": "missed"})
    is_answer = isinstance(value, bool)
    is_right = is_answer and value == spec["answer"]
    cost = fraction(spec, "penalty") if is_answer else ZERO
    own = spec.get("feedback_true_html" if value is True else "feedback_false_html", "")
    parts = {"answer": "right" if is_right else "wrong"}
    return mark(ONE if is_right else ZERO - cost, [own, spec.get("feedback_html", "")], parts)
