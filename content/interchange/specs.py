"""What a question of each kind is written with, in a language file (docs/question-kinds.md).

Whether the parts fit each other is the kind's to say; here only names and sorts of values.
"""

import re
from collections.abc import Mapping

from content.interchange.shapes import Anything, Either, Flag, ListOf, Record, Shape, Text

text = Text(50_000)
name = Text(200)
part_id = Text(80, 1, re.compile(r"[^\s\"'<>&]{1,80}"))
any_flag = Flag()
share = Anything()


def _rows(**fields: Shape) -> Shape:
    return ListOf(Record(fields), 500)


_choices = _rows(id=part_id, text=text, correct=any_flag, feedback=text, weight=share)
_levels = _rows(id=part_id, points=share, text=text)
_marked: dict[str, Shape] = {
    "stem": text,
    "sample": text,
    "rubric": _rows(id=part_id, text=text, levels=_levels),
    "show_rubric": any_flag,
    "feedback": text,
}
_typed: dict[str, Shape] = {
    "accents_matter": any_flag,
    "case_matters": any_flag,
    "typo_share": share,
    "stars": any_flag,
    "feedback": text,
}
# To every kind that is scored.
_OUTCOMES: dict[str, Shape] = {
    "feedback_right": text,
    "feedback_partly": text,
    "feedback_wrong": text,
    "hints": _rows(text=text),
    "hint_penalty": share,
}
_KINDS: dict[str, dict[str, Shape]] = {
    "single_choice": {"stem": text, "choices": _choices, "penalty": share, "feedback": text},
    "multiple_choice": {
        "stem": text,
        "choices": _choices,
        "marking": name,
        "penalty": share,
        "below_zero": any_flag,
        "feedback": text,
    },
    "true_false": {
        "stem": text,
        "answer": any_flag,
        "feedback_true": text,
        "feedback_false": text,
        "penalty": share,
        "feedback": text,
    },
    "short_text": {
        "stem": text,
        "accepted": ListOf(Text(500), 500),
        "answers": _rows(text=text, share=share, feedback=text),
        **_typed,
    },
    "numeric": {
        "stem": text,
        "value": share,
        "to": share,
        "tolerance": share,
        "is_percent": any_flag,
        "unit": name,
        "answers": ListOf(
            Record({"from": share, "to": share, "share": share, "feedback": text}), 500
        ),
        "units": _rows(text=name, factor=share),
        "unit_rule": name,
        "unit_share": share,
        "feedback": text,
    },
    "matching": {
        "stem": text,
        "pairs": _rows(id=part_id, left=text, right=text, option=part_id),
        "distractors": ListOf(Either(text, Record({"text": text, "option": part_id})), 500),
        "feedback": text,
    },
    "ordering": {
        "stem": text,
        "items": ListOf(Either(text, Record({"id": part_id, "text": text})), 500),
        "marking": name,
        "feedback": text,
    },
    "categorise": {
        "stem": text,
        "categories": _rows(id=part_id, text=text),
        "items": _rows(id=part_id, text=text, category=name),
        "marking": name,
        "feedback": text,
    },
    "stimulus": {"title": name, "stem": text},
    "essay": {**_marked, "min_words": share, "max_words": share},
    "file_answer": {
        **_marked,
        "formats": ListOf(name, 50),
        "max_files": share,
        "max_mb": share,
    },
    "cloze": {"stem": text, "passage": text, **_typed},
    "survey": {
        "stem": text,
        "survey": name,
        "choices": _rows(id=part_id, text=text),
        "statements": _rows(id=part_id, text=text),
        "scale": ListOf(name, 50),
        "feedback": text,
    },
    "scenario": {
        "stem": text,
        "start": part_id,
        "marking": name,
        "again": any_flag,
        "feedback": text,
        "nodes": _rows(
            id=part_id,
            title=text,
            scene=text,
            ending=any_flag,
            outcome=text,
            worth=share,
            choices=_rows(
                id=part_id,
                text=text,
                target=name,
                points=share,
                feedback=text,
                least=share,
                most=share,
                after=name,
                not_after=name,
            ),
        ),
    },
    "hotspot": {
        "stem": text,
        "alt": text,
        "marking": name,
        "no_list": any_flag,
        "regions": _rows(
            id=part_id,
            text=text,
            shape=name,
            place=ListOf(Anything(), 200),
            correct=any_flag,
            feedback=text,
        ),
        "feedback": text,
    },
}
# Made when a question is saved: never in a file.
DERIVED: Mapping[str, tuple[str, ...]] = {
    "scenario": ("most",),
    "cloze": ("gaps",),
    "hotspot": ("width", "height", "picture"),
}
_UNSCORED = ("stimulus", "survey")
KINDS: Mapping[str, Record] = {
    kind: Record(fields if kind in _UNSCORED else fields | _OUTCOMES)
    for kind, fields in _KINDS.items()
}
