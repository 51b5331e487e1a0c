"""What the clients know: a line before each sending and one for each outcome, on disk at once."""

import hashlib
import json
import os
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def digest(value: Any) -> str:
    """SHA-256 of a value as JSON, keys sorted, no spaces: the client's own sum, not the site's."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that a learner wants done once. `kind`: start, save or submit."""

    kind: str
    person: int
    quiz: str
    attempt: str = ""
    slot: int = 0
    sequence: int = 0
    value: Any = None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    def as_line(self) -> dict[str, Any]:
        line = {"op": self.id, "kind": self.kind, "person": self.person, "quiz": self.quiz}
        if self.kind == "start":
            return line
        line["attempt"] = self.attempt
        if self.kind == "submit":
            return line
        return line | {
            "slot": self.slot,
            "seq": self.sequence,
            "value": self.value,
            "sha256": digest(self.value),
        }


class Ledger:
    """One file a learner; threads of that learner may share it."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        self._lock = threading.Lock()
        self.acknowledged: Counter[str] = Counter()  # operations by their kind

    def sent(self, operation: Operation) -> None:
        self._write(do="send", **operation.as_line())

    def outcome(self, operation: Operation, outcome: str, **facts: Any) -> None:
        """`outcome`: ok, fail or unknown."""
        self._write(do=outcome, op=operation.id, **facts)
        if outcome == "ok":
            with self._lock:
                self.acknowledged[operation.kind] += 1

    def _write(self, **line: Any) -> None:
        with self._lock:
            os.write(self._file, (json.dumps({"t": time.time(), **line}) + "\n").encode())
            os.fsync(self._file)

    def close(self) -> None:
        os.close(self._file)


@dataclass(slots=True)
class Entry:
    """An operation with all that its client heard of it."""

    line: dict[str, Any]
    sent: list[float] = field(default_factory=list)
    outcomes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return str(self.line["kind"])

    @property
    def acknowledged(self) -> list[dict[str, Any]]:
        return [outcome for outcome in self.outcomes if outcome["do"] == "ok"]

    @property
    def refused(self) -> list[dict[str, Any]]:
        return [outcome for outcome in self.outcomes if outcome["do"] == "fail"]

    @property
    def is_open(self) -> bool:
        """Nobody ever said what became of it."""
        return not self.acknowledged and not self.refused

    @property
    def attempt(self) -> str:
        """Empty for a start that was never acknowledged."""
        if self.kind == "start":
            return next((str(outcome["attempt"]) for outcome in self.acknowledged), "")
        return str(self.line["attempt"])


def read_ledgers(folder: Path) -> dict[str, Entry]:
    """{operation id: Entry} of every ledger in the folder."""
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("ledger-*.jsonl")):
        for text in path.read_text().splitlines():
            line = json.loads(text)
            if line["do"] == "send":
                entry = entries.setdefault(line["op"], Entry(line))
                entry.sent.append(line["t"])
            else:
                entries[line["op"]].outcomes.append(line)
    return entries


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Of a JSONL file; none when nobody wrote it."""
    return [json.loads(text) for text in path.read_text().splitlines()] if path.exists() else []
