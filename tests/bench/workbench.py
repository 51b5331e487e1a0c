"""What an action at the workbench costs with a report of 300 pages and 2,000 headings, and with
one of three pages.

Alone: `python -m tests.bench.workbench [--site embedded|scaled]`. Both plans stand in one site and
are asked for in turn; a step is answered with the workbench, as the page asks for it.
"""

import argparse
import functools
import json
import re
from dataclasses import asdict, dataclass
from typing import Any

from tests.bench.client import Answer, Client, answered
from tests.bench.rounds import BesideFew, in_turns
from tests.bench.site import Measured, measured_site

ROUNDS, REQUESTS = 5, 4
GOAL_MS = 150
REVISION = re.compile(r'name="revision" value="(\d+)"')
PART = {"HX-Request": "true"}

PAGES = {
    "the page": "",
    "a section opened": "?section={section}",
    "a lesson to be split": "?panel=split&of={lesson}",
    "what is in no lesson": "?tab=aside",
}
# Each with the step that takes it back: both are counted, and each is an action.
STEPS = {
    "renamed, undone": {"step": "rename:{lesson}", "title": "Another title"},
    "moved, undone": {"step": "lesson-down:{lesson}"},
    "merged, undone": {"step": "lesson-merge-below:{lesson}"},
    "a section left out, undone": {"step": "skip:{section}"},
}

Plan = dict[str, Any]


@dataclass(frozen=True)
class Cost(BesideFew):
    """For one action; `few` is the report of three pages."""

    action: str
    kilobytes: float


def measure(site: Measured) -> list[Cost]:
    made = json.loads(site.run_python("-m", "tests.bench.prepare_workbench"))
    client = Client(site.port, made["cookies"])
    return [_cost(site, client, name, made["plans"]) for name in (*PAGES, *STEPS)]


def _cost(site: Measured, client: Client, name: str, plans: list[Plan]) -> Cost:
    few, many = (functools.partial(_act, client, name, plan) for plan in plans)
    few()
    kilobytes = len(many()) / 1000
    acts = 2 if name in STEPS else 1
    figures = in_turns(site, few, many, rounds=ROUNDS, times=REQUESTS, acts=acts)
    return Cost(*figures, action=name, kilobytes=kilobytes)


def _act(client: Client, name: str, plan: Plan) -> bytes:
    """A page, or a step and its undoing; the body of what was answered last."""
    path = f"/studio/plans/{plan['pk']}/"
    if name in PAGES:
        return answered(client.get(path + PAGES[name].format(**plan))).body
    if "revision" not in plan:
        plan["revision"] = _revision(client.get(path))
    fields = {key: value.format(**plan) for key, value in STEPS[name].items()}
    _posted(client, f"{path}step/", plan, fields)
    return _posted(client, f"{path}undo/", plan, {}).body


def _posted(client: Client, path: str, plan: Plan, fields: dict[str, str]) -> Answer:
    sent = {"revision": str(plan["revision"]), **fields}
    answer = answered(client.post_form(path, sent, headers=PART))
    plan["revision"] = _revision(answer)
    return answer


def _revision(answer: Answer) -> int:
    found = REVISION.search(answered(answer).body.decode())
    if found is None:
        raise RuntimeError("the page names no revision")
    return int(found[1])


def lines_of(costs: list[Cost]) -> list[str]:
    head = f"{'':28}{'web ms':>8}{'PostgreSQL':>12}{'3 pages: web':>14}{'PostgreSQL':>12}"
    rows = [
        f"{one.action:28}{one.web_ms:8.1f}{one.database_ms:12.1f}{one.few_web_ms:14.1f}"
        f"{one.few_database_ms:12.1f}{one.ratio:6.2f}{one.kilobytes:8.0f}"
        f"{'' if one.web_ms <= GOAL_MS else '  above the goal'}"
        for one in costs
    ]
    return [f"{head}{'×':>6}{'kB':>8}", *rows]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.workbench")
    parser.add_argument("--site", choices=["embedded", "scaled"], action="append")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = {}
    for name in options.site or ["embedded", "scaled"]:
        with measured_site(name) as site:
            found[name] = measure(site)
    if options.json:
        print(json.dumps({name: [asdict(one) for one in costs] for name, costs in found.items()}))
        return
    for name, costs in found.items():
        print(f"\n{name}: 300 pages, 2,000 headings, goal {GOAL_MS} ms of the web an action")
        print(*lines_of(costs), sep="\n")


if __name__ == "__main__":
    main()
