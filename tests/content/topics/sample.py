"""The labelled passages of the reports, tagged, and how well the tags agree with the labels."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from content.importing.pipeline import read
from content.importing.values import Passage, Reading
from content.topics.tagging import tags

HERE = Path(__file__).resolve().parent
REPORTS = HERE.parents[3] / "shared" / "reports"


@dataclass(frozen=True)
class Label:
    report: str
    key: str
    text: str
    half: str
    topics: frozenset[str]


@dataclass
class Agreement:
    """By topic: tags that are labels, tags that are none, labels that got no tag."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right.total() / max(1, self.right.total() + self.wrong.total())

    @property
    def recall(self) -> float:
        return self.right.total() / max(1, self.right.total() + self.missed.total())

    def add(self, tagged: frozenset[str], labelled: frozenset[str]) -> None:
        self.right.update(tagged & labelled)
        self.wrong.update(tagged - labelled)
        self.missed.update(labelled - tagged)

    def table(self, title: str) -> str:
        lines = [f"{title}: precision {self.precision:.3f}, recall {self.recall:.3f}"]
        lines += [
            f"  {topic:26}{self.right[topic]:4} right{self.wrong[topic]:4} wrong"
            f"{self.missed[topic]:4} missed"
            for topic in sorted({*self.right, *self.wrong, *self.missed})
        ]
        return "\n".join(lines)


@cache
def labels(name: str = "labels.yaml") -> tuple[Label, ...]:
    loaded = yaml.safe_load((HERE / name).read_text("utf-8"))
    return tuple(
        Label(report, row["key"], row["text"], row["half"], frozenset(row["topics"]))
        for report, rows in loaded.items()
        for row in rows
    )


@cache
def reading(report: str) -> Reading:
    return read((REPORTS / report).read_bytes(), filename=report)


def passage(label: Label) -> Passage:
    return next(found for found in reading(label.report).passages if found.key == label.key)


def digest(text: str) -> str:
    """The first twelve digits of the SHA-256 of the text with its white space folded."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def headings(report: Reading, index: int | None) -> list[str]:
    """The titles above a passage, the highest first."""
    titles: list[str] = []
    while index is not None:
        titles.insert(0, report.headings[index].title)
        index = report.headings[index].parent
    return titles


def agreement(chosen: Iterable[Label]) -> Agreement:
    result = Agreement()
    for label in chosen:
        report, found = reading(label.report), passage(label)
        tagged = tags(found.text, report.language, headings(report, found.heading))
        result.add(frozenset(tag.topic for tag in tagged), label.topics)
    return result
