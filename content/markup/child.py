"""Run as `python -m content.markup.child`: Markdown on stdin, blocks as JSON on stdout."""

import dataclasses
import json
import resource
import sys

from content.markup.bounded import CPU_SECONDS, EXIT_BAD_FORMULA, EXIT_TOO_DEEP
from content.markup.errors import BadFormula, TooDeep
from content.markup.render import convert_blocks

MEMORY_BYTES = 512 * 1024 * 1024


def main() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    seconds = CPU_SECONDS + int(used) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    try:
        blocks = convert_blocks(sys.stdin.buffer.read().decode())
    except TooDeep:
        return EXIT_TOO_DEEP
    except BadFormula as error:
        json.dump([error.formula, error.reason, error.part], sys.stdout)
        return EXIT_BAD_FORMULA
    json.dump([dataclasses.asdict(block) for block in blocks], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
