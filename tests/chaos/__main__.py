"""`make chaos`, or `python -m tests.chaos`: kills, then judges, in each mode.

    python -m tests.chaos --kills 200 [--mode scaled|embedded] [--seed N]
    python -m tests.chaos --fault early_saved

Exit code 0: every invariant holds; 1: one does not, and it is named; with --fault a run should
end with 1; 3: a program is missing here. Without a seed one is drawn and printed.
"""

import argparse
import json
import secrets
import signal
import sys
from dataclasses import replace

from tests.chaos.faults import directed_orders
from tests.chaos.run import Order, Verdict, carry_out
from tests.support.servers import Missing

MODES = ("scaled", "embedded")
MISSING = 3


def orders_from(arguments: argparse.Namespace) -> list[Order]:
    seed = arguments.seed if arguments.seed is not None else secrets.randbelow(2**31)
    if arguments.fault:
        order = directed_orders()[arguments.fault]
        return [order if arguments.seed is None else replace(order, seed=seed)]
    modes = [arguments.mode] if arguments.mode else list(MODES)
    return [Order(mode, arguments.kills, seed) for mode in modes]


def show(verdict: Verdict) -> None:
    order = verdict.order
    fault = f", fault {order.fault}" if order.fault else ""
    print(f"\n{order.mode}, {order.kills} kills, seed {order.seed}{fault}")
    for name, value in verdict.figures.items():
        shown = _by_kind(value) if isinstance(value, dict) else value
        print(f"  {name:<32}{shown}")
    print(f"  {'seconds':<32}{verdict.seconds:.0f}")
    for invariant, sentences in verdict.violations.items():
        print(f"  {invariant} does not hold:")
        for sentence in sentences:
            print(f"    {sentence}")
    if verdict.violations:
        print(f"  Logs and ledgers: {verdict.folder}")
    else:
        print("  I1 to I8 hold.")


def _by_kind(value: dict[str, int]) -> str:
    total = sum(value.values())
    return f"{total} ({', '.join(f'{kind} {count}' for kind, count in value.items())})"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--mode", choices=MODES)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--fault", choices=sorted(directed_orders()))
    parser.add_argument("--json", action="store_true", help="one JSON document and nothing else")
    arguments = parser.parse_args()
    # Asked to end, it ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    verdicts = []
    for order in orders_from(arguments):
        if not arguments.json:
            print(f"{order.mode}: {order.kills} kills, seed {order.seed} …", flush=True)
        verdicts.append(carry_out(order))
        if not arguments.json:
            show(verdicts[-1])
    if arguments.json:
        told = [{"figures": v.figures, "violations": v.violations} for v in verdicts]
        json.dump(told, sys.stdout)
    return 1 if any(verdict.violations for verdict in verdicts) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Missing as missing:
        print(missing, file=sys.stderr)
        sys.exit(MISSING)
