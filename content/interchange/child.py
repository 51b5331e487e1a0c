"""The child's side of `process.read_in_child`: limits first, then the one package."""

import base64
import gc
import sys
from pathlib import Path

from content.importing.reader_process import die_with_parent, limit, say, shut_in
from content.interchange.problems import Problem
from content.interchange.reading import Package, read_package


def main() -> None:
    path, memory_mb, seconds = Path(sys.argv[1]), *map(int, sys.argv[2:4])
    gc.disable()  # the process ends with its one package
    die_with_parent()
    limit(memory_mb, seconds)
    data = path.read_bytes()
    shut_in(path)
    try:
        package, problems = read_package(data)
    except (MemoryError, RecursionError):
        package, problems = Package(), [Problem("unpacks_too_large")]
    _tell(package, problems)


def _tell(package: Package, problems: list[Problem]) -> None:
    say({"problems": [problem.dump() for problem in problems]})
    if any(not problem.is_notice for problem in problems):
        return
    say({"data": package.data})
    for code, text in package.texts.items():
        say({"language": [code, text.front, text.lessons, text.lines, text.starts]})
    for file, marks in package.marks.items():
        say({"marks": [file, [[list(path), *place] for path, place in marks.items()]]})
    for name, data in package.files.items():
        say({"file": [name, base64.b64encode(data).decode("ascii")]})
    say({"done": True})
