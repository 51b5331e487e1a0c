"""`python -m tests.content.importing.joins SEED …`: words changed in made-up reports.

Every word of a made-up report is known, so that a wrong join shows: a word that was read but never
written, and is two written words in one. Spaces are strewn into words as text out of PDFs has them
("participa nt", "l ’Office"). Chinese has no spaces between words; there spaces left are counted.
--list prints each word changed, for reading by a person.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from unittest import mock

from content.importing import assemble
from content.importing.clean.vocabulary import Vocabulary, vocabulary_of
from content.importing.pipeline import read
from content.importing.values import Reading
from tests.content.importing.support.kinds import typeset
from tests.content.importing.support.kinds.draw import KINDS, drawn
from tests.content.importing.support.kinds.model import Document
from tests.content.importing.support.second import hand, sheet
from tests.content.importing.support.second.make import MANNERS, made
from tests.content.importing.support.second.report import Made
from tests.content.importing.support.second.speech import LANGUAGES

_WORD = re.compile(r"[^\W\d_]+")
_SPACED_CHINESE = re.compile("[\u4e00-\u9fff] +[\u4e00-\u9fff]")


@dataclass(slots=True)
class Joins:
    """`strewn` spaces were put into words, `left` of them stand in what was read; `wrong` are
    words put together that were two, or changed to what nobody wrote; `spaced` Chinese signs with
    a space between them."""

    words: int = 0
    strewn: int = 0
    left: int = 0
    spaced: int = 0
    wrong: list[str] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)

    def add(self, other: Joins) -> None:
        self.words += other.words
        self.strewn += other.strewn
        self.left += other.left
        self.spaced += other.spaced
        self.wrong += other.wrong
        self.changed += other.changed


def measured(data: bytes, name: str, truth: list[str]) -> Joins:
    written = [_words(text) for text in truth]
    known = {word for words in written for word in words}
    glued = {a + b for words in written for a, b in itertools.pairwise(words)} - known
    reading, changed = _read(data, name)
    texts = [p.text for p in reading.passages] + [h.title for h in reading.headings]
    there = [_words(text) for text in texts]
    pairs = Counter(f"{before} → {after}" for before, after in changed)
    false = [f"{a} → {b}" for a, b in changed if not all(w in known for w in _words(b))]
    joins = [word for words in there for word in words if word in glued]
    lines = data.decode("utf-8", "ignore").split("\n") if name.endswith("txt") else []
    return Joins(
        words=sum(map(len, there)),
        strewn=sum(_cut(_words(line), known) for line in lines),
        spaced=sum(len(_SPACED_CHINESE.findall(text)) for text in texts),
        left=sum(_cut(words, known) for words in there),
        wrong=false + joins,
        changed=pairs,
    )


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(re.sub("[\u064b-\u0652\u00ad]", "", text))]


def _cut(words: list[str], known: set[str]) -> int:
    """Neighbours that are one written word together, and no two."""
    return sum(
        a + b in known and not (a in known and b in known) for a, b in itertools.pairwise(words)
    )


def _read(data: bytes, name: str) -> tuple[Reading, list[tuple[str, str]]]:
    made_here: list[Vocabulary] = []

    def kept(texts: Iterable[str], **said: Any) -> Vocabulary:
        made_here.append(vocabulary_of(texts, **said))
        return made_here[-1]

    with mock.patch.object(assemble, "vocabulary_of", kept):
        reading = read(data, filename=name)
    return reading, [pair for words in made_here for pair in words.changed]


def strewn(data: bytes, random: Random) -> bytes:
    """Spaces within one word in sixty, and before one apostrophe in five."""

    def cut(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) < 5 or random.random() > 1 / 60:
            return word
        place = random.randint(1, len(word) - 1)
        return f"{word[:place]} {word[place:]}"

    def apart(found: re.Match[str]) -> str:
        return " ’" if random.random() < 0.2 else "’"

    text = re.sub("(?<=[a-z])’(?=[a-zé])", apart, data.decode())
    return re.sub(r"\b[^\W\d_A-ZА-ЯЁ]+\b", cut, text).encode()


def first_truth(document: Document) -> list[str]:
    said = [part for p in document.pieces for part in (p.said, p.text, p.note or "")]
    cells = [cell for p in document.pieces for row in p.rows for cell in row]
    return [*said, *cells, document.title, document.symbol]


def second_truth(report: Made) -> list[str]:
    said = [part for b in report.blocks for part in (b.words, b.printed, b.run_in)]
    cells = [cell for b in report.blocks for row in b.rows for cell in row]
    return [*said, *cells, *report.notes.values(), report.title, report.running]


def cases(language: str, seed: int) -> Iterator[tuple[bytes, str, list[str]]]:
    """(file, name, what was written) from both makers."""
    for kind in KINDS:
        document = drawn(kind, language, seed)
        truth = first_truth(document)
        yield typeset.as_text(document, spread=True, stray=True), "r.txt", truth
        yield typeset.as_text(document), "r.txt", truth
        yield typeset.untagged(typeset.as_pdf(document)), "r.pdf", truth
    for manner in MANNERS:
        report = made(manner, language, seed)
        text = sheet.as_layout_text(report)
        random = Random(f"strewn {report.name}")
        yield (strewn(text, random) if language != "zh" else text), "r.txt", second_truth(report)
        if language in hand.LANGUAGES:
            yield hand.as_hand_pdf(report, tags=False), "r.pdf", second_truth(report)


def joins_in(language: str, seed: int) -> Joins:
    joins = Joins()
    for data, name, truth in cases(language, seed):
        joins.add(measured(data, name, truth))
    return joins


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=int, nargs="+")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    for language in options.language or LANGUAGES:
        joins = Joins()
        for seed in options.seeds:
            joins.add(joins_in(language, seed))
        print(
            f"{language} words {joins.words} strewn {joins.strewn} left {joins.left} "
            f"spaces in Chinese {joins.spaced} "
            f"changed {joins.changed.total()} wrong {len(joins.wrong)} {joins.wrong[:12]}"
        )
        for pair, times in joins.changed.most_common() if options.list else ():
            print(f"{times}\t{pair}")


if __name__ == "__main__":
    main()
