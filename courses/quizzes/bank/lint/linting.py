"""What makes a question, or a quiz, weaker than its author meant. Pure."""

from collections.abc import Sequence

from courses.quizzes.bank.lint.reading import family
from courses.quizzes.bank.lint.registry import all_rules, quiz_rules
from courses.quizzes.bank.lint.rule import Finding, Placed
from courses.quizzes.types.values import Spec

# Grows with every change of a rule: what was found by an older one is looked for again.
EDITION = 2


def lint(kind: str, spec: Spec, language: str) -> list[Finding]:
    """Every finding of a question in one language. Kinds that no rule knows have none."""
    spoken = family(language)
    return [
        Finding(rule.code, field)
        for rule in all_rules()
        if rule.is_about(kind, spoken)
        for field in rule.check(spec, spoken)
    ]


def lint_quiz(questions: Sequence[Placed]) -> list[tuple[str, list[str]]]:
    """(code, keys of the questions it is about) for what shows only over a whole quiz."""
    found = [(rule.code, list(rule.check(questions))) for rule in quiz_rules()]
    return [(code, keys) for code, keys in found if keys]
