"""What a bank of many questions costs: CPU of the web server for its page, by each filter.

Alone: `python -m tests.bench.bank [--site embedded|scaled] [--questions 20000]`. Pages are asked
for one after another; PostgreSQL's own CPU is told apart.
"""

import argparse
import json
import time
from dataclasses import asdict, dataclass

from tests.bench.client import Client, answered
from tests.bench.site import Measured, measured_site

QUESTIONS = 20_000
ROUNDS, REQUESTS = 5, 10
GOAL_MS = 60


@dataclass(frozen=True)
class Cost:
    """Medians of the rounds, for one request: CPU of the web server and of PostgreSQL, in ms."""

    page: str
    web_ms: float
    database_ms: float
    seconds: float
    kilobytes: float

    @property
    def cpu_ms(self) -> float:
        return self.web_ms + self.database_ms


def measure(site: Measured, *, questions: int = QUESTIONS) -> list[Cost]:
    made = json.loads(site.run_python("-m", "tests.bench.prepare_bank", str(questions)))
    client = Client(site.port, made["cookies"])
    bank = f"/quizzes/{made['slug']}/bank/"
    pages = {
        "as it opens": "",
        "last page": "?page=9999",
        "one word": "?q=notary",
        "three words": "?q=notary+treaty+gold",
        "no such word": "?q=zebra",
        "topic": f"?topic={made['ids']['topic']}",
        "tag": f"?tag={made['ids']['tag']}",
        "difficulty": "?difficulty=2",
        "language missing": "?missing=fr",
        "any finding": "?finding=any",
        "one finding": "?finding=no_feedback",
        "author": f"?author={made['ids']['author']}",
        "in no quiz": "?unused=on",
        "open comments": "?comments=on",
        "in review": "?status=review",
    }
    return [_cost(site, client, name, bank + query) for name, query in pages.items()]


def _cost(site: Measured, client: Client, name: str, path: str) -> Cost:
    found = []
    answer = answered(client.get(path))
    for _ in range(ROUNDS):
        before, start = site.cpu_of_parts(), time.perf_counter()
        for _ in range(REQUESTS):
            answered(client.get(path))
        after, seconds = site.cpu_of_parts(), time.perf_counter() - start
        used = {part: (after[part] - before[part]) * 1000 / REQUESTS for part in after}
        found.append((used["web"], used.get("PostgreSQL", 0.0), seconds / REQUESTS))
    web, database, taken = (sorted(column)[ROUNDS // 2] for column in zip(*found, strict=True))
    return Cost(name, web, database, taken, len(answer.body) / 1000)


def lines_of(costs: list[Cost]) -> list[str]:
    head = f"{'':18}{'CPU ms':>8}{'web':>8}{'PostgreSQL':>12}{'kB':>8}"
    rows = [
        f"{one.page:18}{one.cpu_ms:8.1f}{one.web_ms:8.1f}{one.database_ms:12.1f}{one.kilobytes:8.0f}"
        f"{'' if one.cpu_ms <= GOAL_MS else '  above the goal'}"
        for one in costs
    ]
    return [head, *rows]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bank")
    parser.add_argument("--site", choices=["embedded", "scaled"], action="append")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = {}
    for name in options.site or ["embedded", "scaled"]:
        with measured_site(name) as site:
            found[name] = measure(site, questions=options.questions)
    if options.json:
        print(json.dumps({name: [asdict(one) for one in costs] for name, costs in found.items()}))
        return
    for name, costs in found.items():
        print(f"\n{name}: a bank of {options.questions:,} questions, goal {GOAL_MS} ms of CPU")
        print(*lines_of(costs), sep="\n")


if __name__ == "__main__":
    main()
