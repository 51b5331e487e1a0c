"""All that is known after a run: the clients' ledger, the mail server's, the rows."""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from courses.certificates.models import Certificate
from courses.mail.models import Message
from courses.outbox.models import Job, Outage
from courses.quizzes.models import Answer, Attempt, Extension, Grade
from tests.chaos.build.mail import SENDINGS
from tests.chaos.build.points import HITS, chaos_folder
from tests.chaos.deliveries import DELIVERIES
from tests.chaos.ledger import Entry, read_ledgers, read_lines
from tests.chaos.marking import Marked, mark, standing_answers
from tests.chaos.nemesis import STRIKES


@dataclass(frozen=True, slots=True)
class Row:
    """A stored answer; times in seconds since the epoch."""

    operation: str
    attempt: str
    slot: int
    sequence: int
    value: Any
    value_hash: str
    is_late: bool
    received_at: float


class Evidence:
    """Everything is read once, the rows in one transaction (see `tests.chaos.check`): they are as
    they were at a moment between `checked_at` and `read_at`. What came later is left aside."""

    def __init__(self, folder: Path, *, checked_at: float, read_at: float) -> None:
        self.folder = folder
        self.checked_at, self.read_at = checked_at, read_at
        self.chaos = chaos_folder(folder / "var")
        self.deliveries = deliveries_in(self.chaos, until=read_at)
        self.world: dict[str, Any] = json.loads((folder / "world.json").read_text())
        self.quizzes = {quiz["key"]: quiz for quiz in self.world["quizzes"]}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        return read_ledgers(self.folder)

    def of_kind(self, kind: str) -> dict[str, Entry]:
        return {op: entry for op, entry in self.entries.items() if entry.kind == kind}

    @cached_property
    def saves(self) -> dict[str, Entry]:
        return self.of_kind("save")

    @cached_property
    def acknowledged_saves(self) -> dict[str, list[Entry]]:
        """{attempt: saves that were acknowledged as counting}."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.saves.values():
            if entry.acknowledged:
                found[entry.attempt].append(entry)
        return found

    @cached_property
    def starts(self) -> dict[str, list[Entry]]:
        """{attempt: the acknowledged starts that returned it}."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.of_kind("start").values():
            for outcome in entry.acknowledged:
                found[str(outcome["attempt"])].append(entry)
        return found

    @cached_property
    def submits(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.of_kind("submit").values():
            found[entry.attempt].append(entry)
        return found

    @cached_property
    def hits(self) -> list[dict[str, Any]]:
        return read_lines(self.chaos / HITS)

    @cached_property
    def strikes(self) -> list[dict[str, Any]]:
        return read_lines(self.folder / STRIKES)

    @cached_property
    def kills(self) -> list[dict[str, Any]]:
        return [strike for strike in self.strikes if strike["what"] == "kill"]

    @cached_property
    def sendings(self) -> dict[str, dict[str, dict[str, Any]]]:
        """{sending: {claimed, 250, marked or left: its line}}."""
        found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        for line in read_lines(self.chaos / SENDINGS):
            found[line["sending"]][line["what"]] = line
        return dict(found)

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """{operation: rows}; more than one would be a fault."""
        found: dict[str, list[Row]] = defaultdict(list)
        fields = ("operation_id", "attempt__public_id", "slot_id", "sequence", "value")
        more = ("value_hash", "is_late", "received_at")
        for values in Answer.objects.values_list(*fields, *more).iterator():
            operation, attempt, slot, sequence, value, value_hash, is_late, at = values
            kept = (slot, sequence, value, value_hash, is_late, at.timestamp())
            row = Row(str(operation), str(attempt), *kept)
            found[row.operation].append(row)
        return found

    @cached_property
    def rows_of(self) -> dict[str, list[Row]]:
        """{attempt: rows}, in the order of their sequence."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted((row for rows in self.rows.values() for row in rows), key=_sequence):
            found[row.attempt].append(row)
        return found

    @cached_property
    def attempts(self) -> dict[str, Attempt]:
        rows = Attempt.objects.select_related("quiz", "quiz_edition")
        return {str(attempt.public_id): attempt for attempt in rows}

    @cached_property
    def grades(self) -> dict[int, list[Grade]]:
        found: dict[int, list[Grade]] = defaultdict(list)
        for grade in Grade.objects.defer("items"):
            found[grade.attempt_id].append(grade)
        return found

    @cached_property
    def extended(self) -> dict[int, list[tuple[float, int]]]:
        """{attempt row: (when granted, seconds) of each extension on record}."""
        found: dict[int, list[tuple[float, int]]] = defaultdict(list)
        fields = ("attempt_id", "granted_at", "seconds")
        for attempt_id, granted_at, seconds in Extension.objects.values_list(*fields):
            found[attempt_id].append((granted_at.timestamp(), seconds))
        return found

    def granted(self, attempt: Attempt, *, after: float = 0.0) -> int:
        """Seconds by which the deadline moved (after this moment)."""
        extensions = self.extended.get(attempt.pk, [])
        return sum(seconds for at, seconds in extensions if at > after)

    @cached_property
    def outages(self) -> list[tuple[float, float]]:
        """(began, ended) of the site's own recorded outages, the earliest first."""
        rows = Outage.objects.order_by("began_at").values_list("began_at", "ended_at")
        return [(began.timestamp(), ended.timestamp()) for began, ended in rows]

    @cached_property
    def unsent(self) -> list[Message]:
        rows = Message.objects.exclude(state=Message.State.SENT)
        return list(rows.defer("text", "html"))

    @cached_property
    def certificates(self) -> list[Certificate]:
        return list(Certificate.objects.all())

    @cached_property
    def jobs(self) -> list[Job]:
        return list(Job.objects.exclude(state=Job.State.DONE))

    def expected(self, attempt: Attempt) -> Marked:
        """The grade by the ledger alone."""
        saves = self.acknowledged_saves.get(str(attempt.public_id), [])
        return mark(self.quizzes[attempt.quiz.key], standing_answers(saves))


def deliveries_in(folder: Path, *, until: float) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """{(kind, what it is about): copies that the mail server accepted until then}."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in read_lines(folder / DELIVERIES):
        if line["t"] <= until:
            found[line["kind"], line["about"]].append(line)
    return found


def _sequence(row: Row) -> int:
    return row.sequence
