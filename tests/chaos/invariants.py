"""I1–I8 of RELIABILITY.md, part D: each takes the evidence and says what contradicts it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import IntegrityError, transaction

from courses.outbox.models import Job
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.queries import current_answers
from tests.chaos.evidence import Evidence, Row
from tests.chaos.ledger import Entry
from tests.chaos.mails import every_mail_arrived

Check = Callable[[Evidence], Iterator[str]]

# The web's and the database's clocks are one machine's; so far apart two readings may be.
CLOCK_SECONDS = 0.05
EXPECTED_STATUS = frozenset({200, 302, 409})


def acknowledged_once(evidence: Evidence) -> Iterator[str]:
    """I1: every acknowledged save has exactly one row, equal to the last bit."""
    for operation, entry in evidence.saves.items():
        trouble = _trouble_with_save(entry, evidence.rows.get(operation, []))
        if trouble:
            yield f"save {operation} of attempt {entry.attempt}: {trouble}"
    for operation, entry in evidence.entries.items():
        if entry.is_open:
            yield f"{entry.kind} {operation}: sent {len(entry.sent)} times, never answered"
    yield from _second_row_accepted()


def _trouble_with_save(entry: Entry, rows: list[Row]) -> str:
    is_late = any(outcome.get("late") for outcome in entry.refused)
    if entry.acknowledged and entry.refused:
        return "acknowledged and refused"
    if entry.refused and not is_late:
        return f"refused, yet {len(rows)} rows" if rows else ""
    if entry.is_open:
        return f"{len(rows)} rows" if len(rows) > 1 else ""
    if len(rows) != 1:
        return f"{'kept as late' if is_late else 'acknowledged'}, yet {len(rows)} rows"
    (row,) = rows
    if row.is_late != is_late:
        return f"said late: {is_late}, stored late: {row.is_late}"
    line = entry.line
    stored = (row.value_hash, row.attempt, row.slot, row.sequence)
    sent = (line["sha256"], line["attempt"], line["slot"], line["seq"])
    return "" if stored == sent else f"stored {stored}, sent {sent}"


def _second_row_accepted() -> Iterator[str]:
    """The last defence itself: the database refuses a second row of one operation."""
    row = Answer.objects.order_by("pk").last()
    if row is None:
        return
    try:
        with transaction.atomic():
            Answer(
                attempt_id=row.attempt_id,
                slot_id=row.slot_id,
                operation_id=row.operation_id,
                sequence=row.sequence,
                received_at=row.received_at,
            ).save(force_insert=True)
            transaction.set_rollback(True)
    except IntegrityError:
        return
    yield "the database accepts a second row of one operation"


def nothing_from_nowhere(evidence: Evidence) -> Iterator[str]:
    """I2: no row without an operation in the ledger."""
    for operation, rows in evidence.rows.items():
        if operation not in evidence.saves:
            yield f"answer {operation} of attempt {rows[0].attempt}: nobody sent it"
    for public_id in evidence.attempts:
        if public_id not in evidence.starts:
            yield f"attempt {public_id}: nobody was told of it"


def newest_answer_stands(evidence: Evidence) -> Iterator[str]:
    """I3: the current answer is the one with the highest sequence, in the snapshot too."""
    for public_id, attempt in evidence.attempts.items():
        counted = [row for row in evidence.rows_of.get(public_id, []) if not row.is_late]
        newest = {row.slot: row.value for row in counted}
        if attempt.state == Attempt.State.OPEN:
            standing, wanted = current_answers(attempt.pk), newest
        else:
            standing = {int(slot): value for slot, value in (attempt.snapshot or {}).items()}
            wanted = {slot: value for slot, value in newest.items() if value is not None}
        if standing != wanted:
            yield f"attempt {public_id} ({attempt.state}): stands {standing}, newest {wanted}"


def graded_once_and_right(evidence: Evidence) -> Iterator[str]:
    """I4: every submitted or expired attempt has one grade, and it is what the ledger is worth."""
    for public_id, attempt in evidence.attempts.items():
        grades = evidence.grades.get(attempt.pk, [])
        if not _is_over(evidence, attempt):
            if grades and not _may_be_over(evidence, attempt):
                yield f"attempt {public_id}: graded, though nobody submitted it"
            continue
        if attempt.state != Attempt.State.GRADED or len(grades) != 1:
            yield f"attempt {public_id}: {attempt.state}, {len(grades)} grades"
            continue
        expected, grade = evidence.expected(attempt), grades[0]
        wanted = (expected.score, expected.max_score, expected.passed)
        if (grade.score, grade.max_score, grade.passed) != wanted:
            found = f"{grade.score} of {grade.max_score}, passed {grade.passed}"
            yield f"attempt {public_id}: graded {found}; by the ledger {expected}"
        if (attempt.score, attempt.max_score, attempt.passed) != wanted:
            yield f"attempt {public_id}: the attempt says {attempt.score}, the ledger {expected}"


def _is_over(evidence: Evidence, attempt: Attempt) -> bool:
    public_id = str(attempt.public_id)
    if any(entry.acknowledged for entry in evidence.submits.get(public_id, [])):
        return True
    end = _cut_off(attempt)
    return end is not None and end < evidence.checked_at


def _may_be_over(evidence: Evidence, attempt: Attempt) -> bool:
    """Its clock ran out as we began to read, or a submission was sent and never answered."""
    end = _cut_off(attempt)
    has_run_out = end is not None and end < evidence.read_at
    submits = evidence.submits.get(str(attempt.public_id), [])
    return has_run_out or any(entry.is_open for entry in submits)


def _cut_off(attempt: Attempt) -> float | None:
    if attempt.deadline_at is None:
        return None
    return (attempt.deadline_at + timedelta(seconds=attempt.quiz_edition.grace_seconds)).timestamp()


def passed_means_certificate(evidence: Evidence) -> Iterator[str]:
    """I5: who passed has one certificate with its document, and nobody else has."""
    passed = {
        attempt.user_id
        for attempt in evidence.attempts.values()
        if attempt.quiz.key == "plain"
        and _is_over(evidence, attempt)
        and evidence.expected(attempt).passed
    }
    holders = [certificate.user_id for certificate in evidence.certificates]
    for user_id in passed - set(holders):
        yield f"person {user_id} passed and has no certificate"
    for certificate in evidence.certificates:
        if certificate.user_id not in passed or holders.count(certificate.user_id) != 1:
            yield f"certificate {certificate.code} of person {certificate.user_id}: not earned once"
        elif not certificate.pdf:
            yield f"certificate {certificate.code}: no document"


def nothing_late_counts(evidence: Evidence) -> Iterator[str]:
    """I7: the deadline is the database's, and no answer given after it (and grace) counts."""
    for public_id, attempt in evidence.attempts.items():
        for row in evidence.rows_of.get(public_id, []):
            given, end = _given_at(evidence, row), _end_for(evidence, attempt, row)
            if end is not None and not row.is_late and given > end + CLOCK_SECONDS:
                late = f"{given - end:.1f} s after the end"
                yield f"answer {row.operation} of attempt {public_id}: counts, {late}"
            if row.is_late and _was_in_time(evidence, attempt, row):
                yield f"answer {row.operation} of attempt {public_id}: late, though in time"
    for attempt in evidence.attempts.values():
        yield from _wrong_times(evidence, attempt)


def _given_at(evidence: Evidence, row: Row) -> float:
    """When it was first sent, or received if that was later."""
    entry = evidence.saves.get(row.operation)
    return max(entry.sent[0] if entry else 0.0, row.received_at)


def _end_for(evidence: Evidence, attempt: Attempt, row: Row) -> float | None:
    """The end that its learner had when this answer was acknowledged: time given back afterwards
    does not make up for it."""
    end = _cut_off(attempt)
    entry = evidence.saves.get(row.operation)
    heard = [outcome["t"] for outcome in entry.acknowledged] if entry else []
    if end is None or not heard:
        return end
    return end - evidence.granted(attempt, after=min(heard))


def _was_in_time(evidence: Evidence, attempt: Attempt, row: Row) -> bool:
    """By the deadline as it was then; time may have been given back afterwards."""
    end = _cut_off(attempt)
    if end is not None and row.received_at >= end - CLOCK_SECONDS - evidence.granted(
        attempt, after=row.received_at
    ):
        return False
    submitted = attempt.submitted_at
    return submitted is None or row.received_at < submitted.timestamp()


def _wrong_times(evidence: Evidence, attempt: Attempt) -> Iterator[str]:
    public_id, began = str(attempt.public_id), attempt.started_at.timestamp()
    starts = evidence.starts.get(public_id)
    if starts:
        sent = min(moment for entry in starts for moment in entry.sent)
        heard = min(outcome["t"] for entry in starts for outcome in entry.acknowledged)
        if not sent - CLOCK_SECONDS <= began <= heard + CLOCK_SECONDS:
            yield f"attempt {public_id}: began {began}, asked for {sent}, acknowledged {heard}"
    quiz = evidence.quizzes[attempt.quiz.key]
    ends = [began + 60 * quiz["limit"]] if quiz["limit"] else []
    ends += [_closing(evidence, quiz["closes_at"], began)] if quiz["closes_at"] else []
    if not ends:
        return
    wanted = min(ends) + evidence.granted(attempt)
    found = attempt.deadline_at.timestamp() if attempt.deadline_at else 0.0
    if abs(wanted - found) > CLOCK_SECONDS:
        yield f"attempt {public_id}: deadline {found}, should be {wanted}"


def _closing(evidence: Evidence, end: float, began: float) -> float:
    """Who starts after a closing does so by the time that outages took from everybody."""
    if began < end:
        return end
    for down, up in evidence.outages:
        if down < end and up <= began + CLOCK_SECONDS:
            end += up - down
    return end


def nothing_stuck(evidence: Evidence) -> Iterator[str]:
    """I8: no lease past its time, no dead letter, no work left lying, no answer of 500."""
    for job in evidence.jobs:
        what = f"job {job.pk} {job.task} {job.args}"
        if job.state == Job.State.DEAD:
            yield f"{what}: dead letter: {job.last_error[:200]}"
        elif job.state == Job.State.LEASED:
            yield f"{what}: never at rest; its lease ends at {job.lease_until:%H:%M:%S}"
        elif job.due_at.timestamp() < evidence.checked_at or job.attempts:
            yield f"{what}: still due, {job.attempts} attempts: {job.last_error[:200]}"
    for message in evidence.unsent:
        yield f"mail {message.pk} {message.dedupe_key}: {message.state}: {message.error[:200]}"
    for operation, entry in evidence.entries.items():
        for outcome in entry.outcomes:
            status = outcome.get("status")
            if status == 500 or (outcome["do"] == "fail" and status not in EXPECTED_STATUS):
                yield f"{entry.kind} {operation}: answered {status} {outcome.get('location', '')}"


INVARIANTS: dict[str, Check] = {
    "I1": acknowledged_once,
    "I2": nothing_from_nowhere,
    "I3": newest_answer_stands,
    "I4": graded_once_and_right,
    "I5": passed_means_certificate,
    "I6": every_mail_arrived,
    "I7": nothing_late_counts,
    "I8": nothing_stuck,
}
