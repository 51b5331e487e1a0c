"""What learners answered to a quiz's survey questions: figures, never names.

Each learner counts once, with the last answer. Below FEWEST learners nothing is shown: in a small
group an answer tells who gave it (docs/decisions/0021-surveys-show-no-names.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.quizzes.types.survey.scales import scale_of
from courses.quizzes.types.values import Spec, Value

FEWEST = 5
MOST_TEXTS = 200


@dataclass(frozen=True, slots=True)
class Share:
    """How often something was chosen; `percent` of those who answered."""

    label: str
    count: int
    percent: float


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """A statement with the shares of each place on the scale, of those who answered it."""

    statement: str
    answers: int
    shares: list[Share]


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """One survey question. By `survey`, one of `shares`, `rows` and `texts` is filled; none of
    them while too few have answered."""

    key: str
    stem: str
    survey: str
    answers: int
    shares: list[Share]
    scale: list[str]
    rows: list[ScaleRow]
    texts: list[str]

    @property
    def is_shown(self) -> bool:
        return self.answers >= FEWEST

    @property
    def left_out(self) -> int:
        """How many texts are not listed, for they are too many."""
        return max(self.answers - MOST_TEXTS, 0) if self.survey == "text" else 0


def last_of_each(given: Iterable[tuple[int, Value]]) -> list[Value]:
    """The answers of `given`, (person, answer) with the newest first: one a person."""
    newest: dict[int, Value] = {}
    for person, value in given:
        if value:
            newest.setdefault(person, value)
    return list(newest.values())


def figures_of(key: str, stem: str, spec: Spec, given: Sequence[Value]) -> SurveyFigures:
    """`spec`: the newest version's, in the language to be shown."""
    shown = given if len(given) >= FEWEST else ()
    survey = spec["survey"]
    return SurveyFigures(
        key=key,
        stem=stem,
        survey=survey,
        answers=len(given),
        shares=_of_choices(spec, shown) if survey in ("one", "several") else [],
        scale=scale_of(spec),
        rows=_of_statements(spec, shown) if survey == "likert" else [],
        texts=_texts(shown) if survey == "text" else [],
    )


def _of_choices(spec: Spec, given: Sequence[Value]) -> list[Share]:
    if not given:
        return []
    chosen = Counter(
        name for value in given for name in ([value] if isinstance(value, str) else value)
    )
    return [_share(c["text"], chosen[c["id"]], len(given)) for c in spec["choices"]]


def _of_statements(spec: Spec, given: Sequence[Mapping[str, Any]]) -> list[ScaleRow]:
    """A statement that too few have answered is shown without shares."""
    found = []
    for statement in spec["statements"] if given else ():
        chosen = Counter(v[statement["id"]] for v in given if statement["id"] in v)
        answers = chosen.total()
        shares = [
            _share(label, chosen[str(place)], answers)
            for place, label in enumerate(scale_of(spec), 1)
        ]
        found.append(ScaleRow(statement["text"], answers, shares if answers >= FEWEST else []))
    return found


def _share(label: str, count: int, of: int) -> Share:
    return Share(label, count, count * 100 / of if of else 0.0)


def _texts(given: Sequence[Value]) -> list[str]:
    """In the order of the alphabet: that of answering would tell who wrote what."""
    return sorted((str(value) for value in given), key=str.casefold)[:MOST_TEXTS]
