"""Texts that could take long are rendered in a child process that can be killed.

Python-Markdown is quadratic in unclosed brackets: 65,000 of them would take minutes.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from content.markup.errors import BadFormula, MarkupError, TooDeep, TooSlow
from content.markup.values import Block

ROOT = Path(__file__).resolve().parent.parent.parent
HERE_BYTES = 20_000
HERE_MARKS = 300
HERE_LINES = 1_000
CPU_SECONDS = 2
# The bound that counts is processor time; this one catches a child that only waits.
WALL_SECONDS = 20
EXIT_TOO_DEEP = 3
EXIT_BAD_FORMULA = 4
MARKS = re.compile(r"[\[<>*_`!&|{\\-]")


def is_dense(markdown: str) -> bool:
    """Whether a text is too long, or too full of marks, to be rendered in this process."""
    if len(markdown) > HERE_BYTES or markdown.count("\n") > HERE_LINES:
        return True
    return any(len(MARKS.findall(part)) > HERE_MARKS for part in markdown.split("\n\n"))


def render_in_child(markdown: str) -> list[Block]:
    """Blocks as convert_blocks gives them. Raises TooSlow, TooDeep, BadFormula."""
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "content.markup.child"],
            input=markdown.encode(),
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooSlow from error
    if ended.returncode < 0:
        raise TooSlow
    if ended.returncode == EXIT_TOO_DEEP:
        raise TooDeep
    if ended.returncode == EXIT_BAD_FORMULA:
        raise BadFormula(*json.loads(ended.stdout))
    if ended.returncode:
        raise MarkupError(ended.stderr.decode(errors="replace")[-500:])
    lists = ("sources", "lines")
    return [
        Block(**row | {name: tuple(row[name]) for name in lists})
        for row in json.loads(ended.stdout)
    ]
