"""Fuzzes the readers; not part of `make test`.

    python -m tests.content.importing.fuzz FORMAT SECONDS

FORMAT is txt, md, html, docx or pdf. With atheris (`pip install atheris`, in an environment of
its own: it is no dependency of ours) the search is led by coverage:

    python -m tests.content.importing.fuzz txt 60 --atheris

Without it, a corpus of made-up reports, written and typeset on the spot, is changed at random:
texts in their bytes, Word documents within their members, PDFs between their objects. What breaks
a reader is written to the folder `data/fuzz` beside this file, where `test_fuzz_finds.py` reads it
for ever; each input is kept beside the temporary files while it is tried, in case all dies.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib
import inspect
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

from content.importing.pipeline import read
from content.importing.problems import ProblemWithReport
from tests.content.importing.support import mutants, writers
from tests.content.importing.support.kinds import draw, marked, typeset, word
from tests.content.importing.support.kinds.model import Document
from tests.content.importing.support.reports import Report, made_up
from tests.content.importing.support.typeset import as_pdf
from tests.content.importing.support.words import LANGUAGES
from tests.support.pace import within

FINDS = Path(__file__).parent / "data" / "fuzz"
LONGEST = 60  # pieces of a report in the corpus: short ones let more be tried
SLOWEST = 5.0  # seconds for one small file
SEEDS: dict[str, Callable[[Report], bytes]] = {
    "txt": partial(writers.as_text, spread=False),
    "md": writers.as_markdown,
    "html": writers.as_html,
    "docx": partial(writers.as_docx, styled=True),
    "pdf": as_pdf,
}
KINDS: dict[str, Callable[[Document], bytes]] = {
    "txt": typeset.as_text,
    "md": partial(marked.as_markdown, recognised=True),
    "html": marked.as_html,
    "docx": word.as_docx,
    "pdf": typeset.as_pdf,
}
MUTANTS: dict[str, Callable[[bytes, Random], bytes]] = {
    "docx": mutants.changed_docx,
    "pdf": mutants.changed_pdf,
}


def check(data: bytes, kind: str) -> None:
    """A reading or a problem that a person can act on, and in time."""
    with within(SLOWEST), contextlib.suppress(ProblemWithReport):
        reading = read(data, filename=f"r.{kind}")
        assert 0 <= reading.coverage <= 1
        assert len({p.key for p in reading.passages}) == len(reading.passages)


def changed(data: bytes, kind: str, rng: Random) -> bytes:
    return MUTANTS.get(kind, mutants.changed_bytes)(data, rng)


def corpus(kind: str) -> list[bytes]:
    """Plain reports, and one of each kind that institutions write, with notes, lists and tables."""
    plain = [SEEDS[kind](made_up(n, language)) for n, language in enumerate(LANGUAGES)]
    drawn = [draw.drawn(name, LANGUAGES[n % 6], n) for n, name in enumerate(draw.KINDS)]
    short = [replace(document, pieces=document.pieces[:LONGEST]) for document in drawn]
    return plain + [KINDS[kind](document) for document in short]


def at_random(kind: str, seconds: float, seed: int) -> int:
    """How many inputs were tried."""
    rng = Random(seed)
    whole = corpus(kind)
    last = Path(tempfile.gettempdir()) / f"fuzz-last-{seed}.{kind}"
    tried, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        data = changed(rng.choice(whole), kind, rng)
        tried += 1
        last.write_bytes(data)
        with kept_if_broken(data, kind):
            check(data, kind)
    return tried


@contextlib.contextmanager
def kept_if_broken(data: bytes, kind: str) -> Iterator[None]:
    """The search ends with the first input that breaks a reader."""
    whole = False
    try:
        yield
        whole = True
    finally:
        if not whole:
            keep(data, kind)


def keep(data: bytes, kind: str) -> None:
    FINDS.mkdir(parents=True, exist_ok=True)
    (FINDS / f"{hashlib.sha256(data).hexdigest()[:12]}.{kind}").write_bytes(data)


def by_coverage(kind: str, seconds: int) -> None:
    atheris = importlib.import_module("atheris")

    def one(data: bytes) -> None:
        with kept_if_broken(data, kind):
            check(data, kind)

    for name, module in list(sys.modules.items()):
        if name.startswith("content.importing."):
            for function in filter(inspect.isfunction, list(vars(module).values())):
                atheris.instrument_func(function)

    def another(data: bytes, most: int, seed: int) -> bytes:
        """Within its format: few inputs changed byte by byte are still Word documents."""
        found = changed(data, kind, Random(seed)) if data else data
        return found if len(found) <= most else data

    with tempfile.TemporaryDirectory() as folder:
        for place, data in enumerate(corpus(kind)):
            (Path(folder) / str(place)).write_bytes(data)
        atheris.Setup(
            [sys.argv[0], f"-max_total_time={seconds}", "-max_len=1000000", folder],
            one,
            custom_mutator=another,
        )
        atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description="Fuzz a reader")
    parser.add_argument("format", choices=SEEDS)
    parser.add_argument("seconds", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    if options.atheris:
        by_coverage(options.format, options.seconds)
    else:
        tried = at_random(options.format, options.seconds, options.seed)
        print(f"{options.format}: {tried} inputs tried")


if __name__ == "__main__":
    main()
