"""Survey: whatever was answered is noted as it is; nothing is right or wrong about it."""

from courses.quizzes.types.values import ZERO, Mark, Spec, Value, blank


def grade(spec: Spec, value: Value) -> Mark:
    if not value:
        return blank(spec, {})
    said = (spec["feedback_html"],) if spec.get("feedback_html") else ()
    return Mark(ZERO, "noted", said)
