"""A read gap as a question keeps it: what its own sort grades by, and ids that tell nothing.

{"id", "sort", "weight", "feedback"} and, of a text or a number, "key": a spec of short text or
numeric without stem; of a select, "options": [{"id", "text", "correct"}]. Only where something is
said by answer: "feedback" in the options, or "by_answer": [{"answer", "feedback"}] (of a number
one), and "otherwise": [{"feedback"}].
"""

from collections.abc import Mapping, Sequence
from typing import Any

from courses.quizzes.types.checks import rows_of, text_of
from courses.quizzes.types.cloze.syntax import Gap
from courses.quizzes.types.numeric.kind import KIND as NUMERIC
from courses.quizzes.types.opaque import opaque_id
from courses.quizzes.types.short_text.kind import KIND as SHORT_TEXT
from courses.quizzes.types.values import Spec

OPTIONS = ("accents_matter", "case_matters", "typo_share")


def text_key(gap: Gap, spec: Mapping[str, Any]) -> dict[str, Any]:
    """A text gap as short text knows it, with what the question says of all its gaps."""
    options = {name: spec[name] for name in OPTIONS if name in spec}
    return {"accepted": list(gap.answers), **options}


def number_key(gap: Gap) -> dict[str, Any]:
    key: dict[str, Any] = {"value": gap.value, "tolerance": gap.tolerance, "unit": gap.unit}
    if gap.to:
        key["to"] = gap.to
    return key | ({"is_percent": True} if gap.is_percent else {})


def stored_gaps(gaps: Sequence[Gap], spec: Mapping[str, Any], salt: str) -> list[dict[str, Any]]:
    """`spec` may have been stored before: its options then keep their ids."""
    kept = _options_by_gap(spec)
    return [
        _stored(gap, f"g{number}", spec, salt, kept.get(f"g{number}", []))
        for number, gap in enumerate(gaps, 1)
    ]


def _stored(
    gap: Gap, gap_id: str, spec: Mapping[str, Any], salt: str, kept: Sequence[str]
) -> dict[str, Any]:
    made = {"id": gap_id, "sort": gap.sort, "weight": gap.weight, "feedback": gap.feedback}
    if gap.sort == "select":
        ids = [
            opaque_id(f"{gap_id}/{index}", purpose="cloze", salt=salt)
            for index in range(len(gap.answers))
        ]
        if len(set(kept)) == len(ids):
            ids = list(kept)
        made["options"] = [
            {"id": option, "text": text, "correct": index == gap.key}
            | ({"feedback": gap.said[index]} if gap.said and gap.said[index] else {})
            for index, (option, text) in enumerate(zip(ids, gap.answers, strict=True))
        ]
    elif gap.sort == "number":
        made["key"] = _without_stem(NUMERIC.tidy(number_key(gap), salt=salt))
    else:
        made["key"] = _without_stem(SHORT_TEXT.tidy(text_key(gap, spec), salt=salt))
    return made | _said(gap)


def _said(gap: Gap) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if gap.said and gap.sort != "select":
        answers = gap.answers or (gap.value,)
        pairs = zip(answers, gap.said, strict=True)
        found["by_answer"] = [
            {"answer": answer, "feedback": words} for answer, words in pairs if words
        ]
    if gap.said_else:
        found["otherwise"] = [{"feedback": gap.said_else}]
    return found


def _without_stem(key: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in key.items() if name not in ("stem", "feedback")}


def _options_by_gap(spec: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        str(gap["id"]): [text_of(option, "id") or "?" for option in rows_of(gap, "options")]
        for gap in gaps_of(spec)
    }


def gaps_of(spec: Spec) -> list[dict[str, Any]]:
    """The gaps of a stored spec; a file's are read from its text alone."""
    gaps = spec.get("gaps")
    known = isinstance(gaps, list) and all(isinstance(gap, dict) and "id" in gap for gap in gaps)
    return gaps if isinstance(gaps, list) and known else []
