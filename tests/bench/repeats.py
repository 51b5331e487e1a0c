"""`python -m tests.bench.repeats`: what it costs to fold the near-repeats of a topic.

5,000 made-up passages of ninety words, of few words and of many; in few, each is held against as
many others as any may be. CPU seconds of this process, medians of the rounds. The goal is one.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median

from content.topics.repeats import folded_repeats

PASSAGES, LENGTH = 5_000, 90
GOAL = 1.0
ROUNDS = 5
# What it is called, words there are, and how many each passage begins with like all the others.
CASES = (
    ("of 65 words", 65, 0),
    ("of 65 words, half of each alike", 65, 45),
    ("of 65 words, all near-repeats", 65, 88),
    ("of 20,000 words", 20_000, 0),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """`groups` is what was left of all passages."""

    name: str
    cpu_seconds: float
    groups: int


def made_up(words: int, alike: int) -> list[str]:
    """Words as often as they are in speech: the tenth a tenth as often as the first, and on."""
    drawn = random.Random(1)
    # In letters: figures are not told apart.
    known = ["".join(chr(97 + int(figure)) for figure in str(n)) for n in range(words)]
    weights = [1 / (place + 1) for place in range(words)] if words > LENGTH else None
    common = drawn.choices(known, weights, k=alike)
    return [
        " ".join(common + drawn.choices(known, weights, k=LENGTH - alike)) for _ in range(PASSAGES)
    ]


def measured(name: str, texts: Sequence[str]) -> Figures:
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        groups = folded_repeats(texts, "en")
        rounds.append(time.process_time() - start)
    return Figures(name, median(rounds), len(groups))


def lines_of(found: Sequence[Figures]) -> list[str]:
    return [
        f"folding {PASSAGES:,} passages {one.name}: {one.cpu_seconds:.2f} CPU s, "
        f"{one.groups:,} left{'' if one.cpu_seconds <= GOAL else '  above the goal'}"
        for one in found
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.repeats", description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = [measured(name, made_up(words, alike)) for name, words, alike in CASES]
    print(
        json.dumps([asdict(one) for one in found]) if options.json else "\n".join(lines_of(found))
    )


if __name__ == "__main__":
    main()
