"""What makes a question weaker than its author meant. Pure: codes, no words (see advice.py)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.quizzes.types.values import Spec

# A key gives itself away when it is this much longer than the longest other choice.
LONGER = 1.25
SHORT = 25

_CATCH_ALL = re.compile(
    r"^\W*(?:"
    r"(?:all|none|both|neither) of (?:the above|the following|these|them)|"
    r"(?:all|none) (?:the )?above|"
    r"(?:toutes?|tous|aucune?) (?:les|des|de ces) (?:réponses|propositions|affirmations)\b.*|"
    r"(?:toutes|aucune) (?:ces|de ces) réponses|"
    r"(?:todas|ninguna) (?:las|de las) anteriores|"
    r"(?:все|ничего из) (?:вышеперечисленно[ег]о?|перечисленно[ег]о?)|"
    r"(?:كل|جميع|لا شيء من) (?:ما سبق|ما ذكر|مما سبق)|"
    r"以上(?:都|皆|全).*"
    r")\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names the rule; `field` is a path into the spec, as in types.base.Problem."""

    code: str
    field: str


def lint(spec: Spec) -> list[Finding]:
    """Every finding of a question in one language, whatever its kind."""
    choices = _choices(spec)
    found = [*_keys(spec, choices), *_longest_is_key(choices), *_catch_alls(choices)]
    return [*found, *_without_feedback(spec, choices)]


def _choices(spec: Spec) -> list[Mapping[str, Any]]:
    rows = spec.get("choices")
    return [row for row in rows if row.get("text")] if isinstance(rows, list) else []


def _keys(spec: Spec, choices: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """A question of choices without a key; one with two keys is no single choice."""
    if "choices" not in spec:
        return
    keys = sum(bool(choice.get("correct")) for choice in choices)
    if choices and not keys:
        yield Finding("no_key", "choices")
    if keys > 1 and "marking" not in spec:
        yield Finding("two_keys", "choices")
    if keys > 1 and keys == len(choices):
        yield Finding("all_keys", "choices")


def _longest_is_key(choices: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    lengths = [(len(choice["text"]), index) for index, choice in enumerate(choices)]
    if len(lengths) < 2:
        return
    (second, _), (longest, index) = sorted(lengths)[-2:]
    if choices[index].get("correct") and longest > SHORT and longest > LONGER * second:
        yield Finding("longest_is_key", f"choices.{index}.text")


def _catch_alls(choices: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    for index, choice in enumerate(choices):
        if _CATCH_ALL.match(choice["text"]):
            yield Finding("catch_all", f"choices.{index}.text")


def _without_feedback(spec: Spec, choices: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Nobody learns from a wrong answer that is only called wrong."""
    if str(spec.get("feedback") or "").strip():
        return
    silent = [
        c for c in choices if not c.get("correct") and not str(c.get("feedback") or "").strip()
    ]
    if "answer" in spec:
        told = spec.get("feedback_false" if spec["answer"] else "feedback_true")
        silent = [] if str(told or "").strip() else [spec]
    elif "choices" not in spec:
        silent = [spec]
    if silent:
        yield Finding("no_feedback", "feedback")
