"""What a page of the gradebook costs, with ten thousand learners and with ten times as many.

Alone: `python -m tests.bench.gradebook [--site embedded|scaled] [--learners 100000]`. Both courses
stand in one site and are asked for in turn; PostgreSQL's own CPU is told apart.
"""

import argparse
import functools
import json
from dataclasses import asdict, dataclass

from tests.bench.client import Answer, Client, answered
from tests.bench.rounds import BesideFew, in_turns
from tests.bench.site import Measured, measured_site

LEARNERS = 100_000
ROUNDS, REQUESTS = 5, 5
GOAL_MS = 40

PAGES = {
    "by name": "",
    "by name, last page": "?before=end",
    "by total": "?sort=total",
    "by total, from the top": "?sort=-total",
    "by total, last page": "?sort=total&before=end",
    "by a quiz": "?sort=quiz:{quiz}",
    "by a quiz, from the top": "?sort=-quiz:{quiz}",
    "by a quiz, last page": "?sort=quiz:{quiz}&before=end",
    "small cohort, by name": "?cohort={cohort}",
    "small cohort, by total": "?cohort={cohort}&sort=-total",
    "large cohort, by name": "?cohort={large_cohort}",
    "large cohort, by a quiz": "?cohort={large_cohort}&sort=quiz:{quiz}",
    "not passed": "?stand=failing",
    "not passed, by total": "?stand=failing&sort=total",
    "not passed, best first": "?stand=failing&sort=-total",
    "not passed in a quiz": "?stand=failing&of={quiz}&sort=-quiz:{quiz}",
    "passed": "?stand=passed",
    "passed in a quiz": "?stand=passed&of={quiz}&sort=quiz:{quiz}",
    "waiting to be marked": "?stand=waiting",
    "not started": "?stand=not_started",
    "a name that many have": "?q=garcia",
    "a name that one has": "?q=000123",
    "a name that nobody has": "?q=zebra",
}


@dataclass(frozen=True)
class Cost(BesideFew):
    """For one request; `few` is the course with a tenth of the learners."""

    page: str
    kilobytes: float


def measure(site: Measured, *, learners: int = LEARNERS) -> list[Cost]:
    made = json.loads(site.run_python("-m", "tests.bench.prepare_gradebook", str(learners)))
    client = Client(site.port, made["cookies"])
    return [_cost(site, client, name, made["courses"]) for name in PAGES]


def _cost(site: Measured, client: Client, name: str, courses: list[dict[str, object]]) -> Cost:
    paths = [f"/quizzes/{one['slug']}/gradebook/{PAGES[name].format(**one)}" for one in courses]
    few, many = (functools.partial(_get, client, path) for path in paths)
    few()
    kilobytes = len(many().body) / 1000
    figures = in_turns(site, few, many, rounds=ROUNDS, times=REQUESTS)
    return Cost(*figures, page=name, kilobytes=kilobytes)


def _get(client: Client, path: str) -> Answer:
    return answered(client.get(path))


def lines_of(costs: list[Cost]) -> list[str]:
    head = f"{'':26}{'web ms':>8}{'PostgreSQL':>12}{'a tenth: web':>14}{'PostgreSQL':>12}{'×':>6}"
    rows = [
        f"{one.page:26}{one.web_ms:8.1f}{one.database_ms:12.1f}{one.few_web_ms:14.1f}"
        f"{one.few_database_ms:12.1f}{one.ratio:6.2f}"
        f"{'' if one.web_ms <= GOAL_MS else '  above the goal'}"
        for one in costs
    ]
    return [head, *rows]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.gradebook")
    parser.add_argument("--site", choices=["embedded", "scaled"], action="append")
    parser.add_argument("--learners", type=int, default=LEARNERS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = {}
    for name in options.site or ["embedded", "scaled"]:
        with measured_site(name) as site:
            found[name] = measure(site, learners=options.learners)
    if options.json:
        print(json.dumps({name: [asdict(one) for one in costs] for name, costs in found.items()}))
        return
    for name, costs in found.items():
        print(f"\n{name}: {options.learners:,} learners, 20 quizzes, goal {GOAL_MS} ms of the web")
        print(*lines_of(costs), sep="\n")


if __name__ == "__main__":
    main()
