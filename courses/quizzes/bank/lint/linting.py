"""What makes a question, or a quiz, weaker than its author meant. Pure."""

import hashlib
from collections.abc import Sequence

from courses.quizzes.bank.lint.reading import family
from courses.quizzes.bank.lint.registry import all_rules, quiz_rules
from courses.quizzes.bank.lint.rule import Finding, Placed
from courses.quizzes.types.values import Spec

# Grows with every change of a rule: what was found by an older one is looked for again.
EDITION = 3


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


def basis_of(code: str, keys: Sequence[str], questions: Sequence[Placed]) -> str:
    """64 signs that stay the same as long as what a finding over a quiz rests on does: its
    questions, and that of each which the rule looks at."""
    rule = next(rule for rule in quiz_rules() if rule.code == code)
    parts = sorted((one.key, str(rule.rests_on(one))) for one in questions if one.key in keys)
    return hashlib.sha256(repr((code, parts)).encode()).hexdigest()
