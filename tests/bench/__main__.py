"""`make bench`: how fast, and at what cost, as ratios to the floor in the same run.

Each page is measured in five rounds, its floor in turn with it; what is printed are medians of
the rounds. CPU is that of the web server's processes, read from /proc. Figures are for this
machine; only the ratios travel.
"""

import argparse
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from tests.bench import attempts, bank, gradebook, reading, redis_away
from tests.bench.client import Answer, Client
from tests.bench.rounds import Rounds, quantile
from tests.bench.site import Measured, measured_site

ROUNDS = 5
AT_ONCE = 4
ATTEMPTS = 100
PASSWORD = "a long enough phrase"

Action = Callable[[int], Answer]


class Bench:
    """One site with its people; an action is one request of one lane."""

    def __init__(self, site: Measured, *, requests: int) -> None:
        self.site, self.requests = site, requests
        made = json.loads(site.run_python("-m", "tests.bench.prepare", str(4 * AT_ONCE)))
        self.lesson_path: str = made["lesson"]
        self.people: list[dict[str, Any]] = made["people"]
        self.clients = [Client(site.port, one["cookies"]) for one in self.people]
        self.sequences = [0] * len(self.people)

    def floor_read(self, lane: int) -> Answer:
        return self.clients[lane].get("/floor/read/")

    def floor_write(self, lane: int) -> Answer:
        return self.clients[lane].post_json("/floor/write/", {"value": "a"})

    def lesson(self, lane: int) -> Answer:
        return self.clients[lane].get(self.lesson_path)

    def save(self, lane: int) -> Answer:
        person = self.people[lane]
        self.sequences[lane] += 1
        slot, value = person["answers"][self.sequences[lane] % len(person["answers"])]
        body = {
            "slot": slot,
            "operation": str(uuid.uuid4()),
            "sequence": self.sequences[lane],
            "value": value,
        }
        return self.clients[lane].post_json(f"/quizzes/attempts/{person['attempt']}/save/", body)

    def login(self, lane: int) -> Answer:
        client = Client(self.site.port, {})
        client.get("/accounts/login/")
        return client.post_form(
            "/accounts/login/",
            {
                "login": "bench0@example.org",
                "password": PASSWORD,
                "csrfmiddlewaretoken": client.cookies["csrftoken"],
            },
        )

    def submit_to_grade(self, lane: int) -> float:
        """Seconds from sending the submission until the result stands at the learner's address."""
        person, client = self.people[lane], self.clients[lane]
        path = f"/quizzes/attempts/{person['attempt']}"
        start = time.perf_counter()
        client.post_form(f"{path}/submit/", {"csrfmiddlewaretoken": client.cookies["csrftoken"]})
        while time.perf_counter() - start < 60:
            if "/result/" in client.get(f"{path}/status/").headers.get("Location", ""):
                return time.perf_counter() - start
            time.sleep(0.01)
        raise RuntimeError("an attempt was not graded within 60 s")

    def round(self, action: Action, rounds: Rounds, requests: int) -> None:
        def lane_of(lane: int) -> list[float]:
            return [checked(action(lane)).seconds for _ in range(requests // AT_ONCE)]

        before, start = self.site.cpu_seconds(), time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            rounds.latencies.append(
                [one for lane in pool.map(lane_of, range(AT_ONCE)) for one in lane]
            )
        rounds.seconds.append(time.perf_counter() - start)
        rounds.cpu.append(self.site.cpu_seconds() - before)

    def against(
        self, action: Action, floor: Action, *, requests: int | None = None
    ) -> dict[str, Any]:
        """The action's figures, the floor's, and the ratio of each."""
        own, least = Rounds(), Rounds()
        for lane in range(AT_ONCE):
            checked(action(lane)), checked(floor(lane))
        for _ in range(ROUNDS):
            self.round(floor, least, self.requests)
            self.round(action, own, requests or self.requests)
        found, base = own.figures(), least.figures()
        return {"own": found, "floor": base, "ratio": {k: found[k] / base[k] for k in found}}


def checked(answer: Answer) -> Answer:
    if answer.status >= 400:
        raise RuntimeError(f"answered {answer.status}: {answer.body[:300]!r}")
    return answer


def measure(name: str, *, requests: int) -> dict[str, Any]:
    with measured_site(name) as site:
        bench = Bench(site, requests=requests)
        return {
            "lesson page": bench.against(bench.lesson, bench.floor_read),
            "answer save": bench.against(bench.save, bench.floor_write),
            "login": bench.against(bench.login, bench.floor_read, requests=5 * AT_ONCE),
            "submit to grade, s": sorted(
                bench.submit_to_grade(lane) for lane in range(len(bench.people))
            ),
            "attempts": asdict(attempts.measure_attempts(site, attempts=ATTEMPTS)),
            "bank": [asdict(cost) for cost in bank.measure(site)],
            "gradebook": [asdict(cost) for cost in gradebook.measure(site)],
        }


def graded() -> list[dict[str, Any]]:
    """In a process of its own: it needs the kinds, and this one must not be a site."""
    run = [sys.executable, "-m", "tests.bench.grading", "--json"]
    done = subprocess.run(run, capture_output=True, check=True, text=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def show(name: str, found: dict[str, Any]) -> None:
    print(f"\n{name}: medians of {ROUNDS} rounds, {AT_ONCE} at once")
    print(
        f"{'':14}{'a second':>10}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}   of the floor: p95, CPU"
    )
    for page, row in found.items():
        if not isinstance(row, dict) or "ratio" not in row:
            continue
        own, ratio = row["own"], row["ratio"]
        print(
            f"{page:14}{own['per_second']:10.0f}{own['p50_ms']:9.1f}{own['p95_ms']:9.1f}"
            f"{own['cpu_ms']:9.2f}   {ratio['p95_ms']:.2f}, {ratio['cpu_ms']:.2f}"
        )
    waits = found["submit to grade, s"]
    print(f"submit to grade: p50 {quantile(waits, 0.5):.2f} s, p95 {quantile(waits, 0.95):.2f} s")
    print(*attempts.lines_of(attempts.Attempts(**found["attempts"])), sep="\n")
    print(f"a bank of {bank.QUESTIONS:,} questions:")
    print(*bank.lines_of([bank.Cost(**cost) for cost in found["bank"]]), sep="\n")
    print(f"a gradebook of {gradebook.LEARNERS:,} learners, beside one of a tenth:")
    costs = [gradebook.Cost(**cost) for cost in found["gradebook"]]
    print(*gradebook.lines_of(costs), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description="How fast, against the floor")
    parser.add_argument("--site", choices=["embedded", "scaled"], action="append")
    parser.add_argument("--requests", type=int, default=400, help="in each round")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = {
        name: measure(name, requests=options.requests)
        for name in options.site or ["embedded", "scaled"]
    }
    away = redis_away.measure() if "scaled" in results else {}
    reports = [reading.measured(pages) for pages in reading.PAGES]
    if options.json:
        read = [asdict(one) for one in reports]
        print(json.dumps(results | {"redis away": away, "reading": read, "grading": graded()}))
        return
    for name, found in results.items():
        show(name, found)
    if away:
        print("", *redis_away.lines_of(away), sep="\n")
    print("", *reading.lines_of(reports), sep="\n")
    print("\ngrading, answers a second of one core:")
    print(*(f"  {row['name']:20}{row['per_second']:10,.0f}" for row in graded()), sep="\n")


if __name__ == "__main__":
    main()
