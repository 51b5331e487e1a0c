"""What a draft may still lack: it is saved as it is, and not used until it is mended."""

from courses.quizzes.models import Question
from courses.quizzes.types.base import authored
from courses.quizzes.types.registry import kind as kind_named


def unfinished(question: Question) -> list[str]:
    """What is left to do, in sentences; each once. Of kinds whose drafts may lack nothing, no
    version is read."""
    if not kind_named(question.kind).has_unfinished_drafts or question.current_version is None:
        return []
    known = kind_named(question.kind)
    specs = question.current_version.specs.values()
    problems = [problem for spec in specs for problem in known.validate(authored(spec))]
    return list(dict.fromkeys(problem.message for problem in problems if problem.may_wait))
