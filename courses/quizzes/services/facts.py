"""What a save must know of its question, in one query.

The query is written out: it runs at every answer, and the ORM takes ten times longer to compose
it than a database to answer it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from courses.quizzes.models import Answer, QuestionVersion, QuizEdition, QuizSlot
from courses.quizzes.types.registry import all_kinds

TABLES = {
    "answer": Answer._meta.db_table,
    "slot": QuizSlot._meta.db_table,
    "edition": QuizEdition._meta.db_table,
    "version": QuestionVersion._meta.db_table,
}
QUERY = """
    SELECT version.kind, version.specs, edition.grace_seconds, edition."order", {now},
      (SELECT id FROM {answer} WHERE attempt_id = %s AND operation_id = %s),
      (SELECT sequence FROM {answer} WHERE attempt_id = %s ORDER BY sequence DESC LIMIT 1),
      (SELECT sequence FROM {answer} WHERE attempt_id = %s AND slot_id = %s AND NOT is_late
        ORDER BY sequence DESC LIMIT 1),
      CASE WHEN version.kind IN ({walked}) THEN
        (SELECT value FROM {answer} WHERE attempt_id = %s AND slot_id = %s AND NOT is_late
          ORDER BY sequence DESC, id DESC LIMIT 1) END
    FROM {slot} slot
      JOIN {version} version ON version.id = slot.question_version_id
      JOIN {edition} edition ON edition.id = slot.quiz_edition_id
    WHERE slot.id = %s
"""
# SQLite runs in this process: its clock is this machine's (courses.outbox.clock).
NOW = {"postgresql": "statement_timestamp()", "sqlite": "NULL"}


@dataclass(frozen=True, slots=True)
class Facts:
    """`now`: the database's clock. `earlier`: the answer that this very operation stored before.
    `highest`: the attempt's last sequence; `highest_of_slot`: of this question, in time.
    `standing`: of a walked kind, the steps taken so far."""

    kind: str
    specs: dict[str, Any]
    grace_seconds: int
    order: str
    now: datetime
    earlier: int | None
    highest: int
    highest_of_slot: int
    standing: Any


@cache
def _query(vendor: str) -> str:
    walked = ", ".join(f"'{kind.name}'" for kind in all_kinds() if kind.is_walked)
    return QUERY.format(now=NOW[vendor], walked=walked, **TABLES)


def facts_for(attempt_id: int, answer: Answer) -> Facts:
    """For an answer still to be stored. Raises QuizSlot.DoesNotExist."""
    operation = Answer._meta.get_field("operation_id")
    with connection.cursor() as cursor:
        cursor.execute(
            _query(connection.vendor),
            [
                *(attempt_id, operation.get_db_prep_value(answer.operation_id, connection)),
                *(attempt_id, attempt_id, answer.slot_id),
                *(attempt_id, answer.slot_id, answer.slot_id),
            ],
        )
        row = cursor.fetchone()
    if row is None:
        raise QuizSlot.DoesNotExist
    kind, specs, grace_seconds, order, now, earlier, highest, highest_of_slot, standing = row
    return Facts(
        kind=kind,
        specs=json.loads(specs),
        grace_seconds=grace_seconds,
        order=order,
        now=now or timezone.now(),
        earlier=earlier,
        highest=highest or 0,
        highest_of_slot=highest_of_slot or 0,
        standing=None if standing is None else json.loads(standing),
    )
