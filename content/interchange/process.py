"""Reading an untrusted package in a child process with limits, as reports are read."""

import base64
from pathlib import Path
from typing import Any

from content.importing.child import ask_child
from content.importing.problems import ProblemWithReport
from content.interchange.package import LARGEST_ZIP
from content.interchange.problems import Problem
from content.interchange.reading import Language, Package

MEMORY_MB = 768
SECONDS = 40
_MAIN = "content.interchange.child:main"


def read_in_child(
    path: Path, *, memory_mb: int = MEMORY_MB, seconds: int = SECONDS
) -> tuple[Package, list[Problem]]:
    """The package in the file at `path`, empty where something is wrong; and what is wrong."""
    size = path.stat().st_size
    if size > LARGEST_ZIP or not size:
        return Package(), [Problem("too_large" if size else "empty")]
    package, problems, is_whole = Package(), list[Problem](), False
    arguments = [str(path.resolve()), str(memory_mb), str(seconds)]
    try:
        for message in ask_child(_MAIN, arguments, seconds=seconds):
            is_whole = is_whole or "done" in message
            problems += [Problem(*row) for row in message.get("problems", ())]
            _take(package, message)
    except ProblemWithReport as problem:
        return Package(), [Problem("gave_up", details={"why": problem.code})]
    if is_whole or any(not problem.is_notice for problem in problems):
        return package, problems
    return Package(), [Problem("gave_up", details={"why": "died"})]


def _take(package: Package, message: dict[str, Any]) -> None:
    if "data" in message:
        package.data = message["data"]
    elif "language" in message:
        code, *parts = message["language"]
        package.texts[code] = Language(*parts)
    elif "marks" in message:
        file, rows = message["marks"]
        package.marks[file] = {tuple(path): (line, column) for path, line, column in rows}
    elif "file" in message:
        name, data = message["file"]
        package.files[name] = base64.b64decode(data)
