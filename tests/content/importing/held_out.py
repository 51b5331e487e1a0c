"""`python -m tests.content.importing.held_out SEED …`: how the reader does on reports it never saw.

Made-up reports of each kind and language are drawn from the seeds, written in each form, read, and
scored as the real ones are. Prints what was missed with --show, the means by kind, language, form.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import mean

from content.importing.pipeline import read
from content.importing.values import Reading
from tests.content.importing.support.kinds import marked, typeset, word
from tests.content.importing.support.kinds.draw import KINDS, drawn
from tests.content.importing.support.kinds.model import Document
from tests.content.importing.support.kinds.phrases import LANGUAGES
from tests.content.importing.support.scoring import Score, scored

FORMS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("r.pdf", typeset.as_pdf),
    "pdf without tags": ("r.pdf", lambda document: typeset.untagged(typeset.as_pdf(document))),
    "text of a pdf": ("r.txt", typeset.as_text),
    "text spread out": ("r.txt", partial(typeset.as_text, spread=True, stray=True)),
    "typed text": ("r.txt", marked.as_typed),
    "markdown": ("r.md", marked.as_markdown),
    "recognised": ("r.md", partial(marked.as_markdown, recognised=True)),
    "word": ("r.docx", word.as_docx),
    "html": ("r.html", marked.as_html),
}


@dataclass(frozen=True, slots=True)
class Row:
    kind: str
    language: str
    form: str
    seed: int
    score: Score

    @property
    def name(self) -> str:
        return f"{self.kind} {self.language} {self.form} {self.seed}"


def reading_of(document: Document, form: str) -> Reading:
    name, write = FORMS[form]
    return read(write(document), filename=name)


def rows(
    seeds: list[int], kinds: list[str], languages: list[str], forms: list[str]
) -> Iterator[Row]:
    for seed in seeds:
        for kind in kinds:
            for language in languages:
                document = drawn(kind, language, seed)
                for form in forms:
                    score = scored(reading_of(document, form).to_json(), document.truth())
                    yield Row(kind, language, form, seed, score)


def line_of(name: str, held: list[Row]) -> str:
    scores = [row.score for row in held]
    bare = [sum(score.unlabelled[at] for score in scores) for at in range(3)]
    return (
        f"{name:18} {len(held):4} F1 {mean(s.f1 for s in scores):.3f} "
        f"least {min(s.f1 for s in scores):.2f} "
        f"numbering {sum(s.numbering for s in scores)} "
        f"footnotes {sum(s.footnotes for s in scores)} "
        f"ranges {mean(s.ranges for s in scores):.3f} "
        f"unlabelled {bare[0]}/{bare[1]} of {bare[2]} "
        f"coverage {min(s.coverage for s in scores):.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=int, nargs="+")
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--form", choices=FORMS, action="append")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    found = list(
        rows(
            options.seeds,
            options.kind or list(KINDS),
            options.language or list(LANGUAGES),
            options.form or list(FORMS),
        )
    )
    for row in found if options.show else ():
        if row.score.f1 < 1 or not row.score.numbering or not row.score.footnotes:
            print(row.name, row.score)
    for field in ("kind", "language", "form"):
        for value in dict.fromkeys(getattr(row, field) for row in found):
            print(line_of(value, [row for row in found if getattr(row, field) == value]))
    print(line_of("all", found))


if __name__ == "__main__":
    main()
