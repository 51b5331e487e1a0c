import threading
import uuid
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Now

from courses.outbox.models import Job
from courses.quizzes.models import Answer, Attempt
from elearning.prepared import Prepared, PreparedUpdate, among, given, insert
from tests.support import make_quizzes
from tests.support.queries import assert_queries

MOMENT = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)


def plain(row: object) -> dict[str, object]:
    """What a row holds, related rows too."""
    held = {name: value for name, value in vars(row).items() if name != "_state"}
    cache = vars(row)["_state"].fields_cache
    return held | {name: plain(other) for name, other in cache.items()}


@pytest.mark.django_db
def test_rows_and_what_they_refer_to_are_those_of_the_plain_query() -> None:
    attempt = make_quizzes.make_attempt()
    rows = Attempt.objects.select_related("quiz_edition", "quiz__course").order_by("pk")
    own = Prepared(lambda: rows.filter(public_id=given("public_id"), user=given("user")))
    for _ in range(2):  # composed, then kept
        found = own.first(public_id=attempt.public_id, user=attempt.user_id)
        assert plain(found) == plain(rows.get(pk=attempt.pk))


@pytest.mark.django_db
def test_other_values_find_other_rows() -> None:
    first, second = make_quizzes.make_attempt(), make_quizzes.make_attempt()
    own = Prepared(lambda: Attempt.objects.filter(user=given("user"), started_at__lte=given("at")))
    assert own.all(user=first.user_id, at=first.started_at) == [first]
    assert own.all(user=second.user_id, at=second.started_at) == [second]
    assert own.all(user=first.user_id, at=MOMENT) == []
    assert own.first(user=0, at=MOMENT) is None


@pytest.mark.django_db
def test_a_row_brings_its_annotations_and_leaves_out_what_is_deferred() -> None:
    attempt = make_quizzes.make_attempt()
    rows = Attempt.objects.annotate(next=F("number") + Value(1)).defer("layout")
    [found] = Prepared(lambda: rows.filter(pk=given("pk"))).all(pk=attempt.pk)
    assert vars(found)["next"] == 2
    assert found.get_deferred_fields() == {"layout"}
    assert found.layout == attempt.layout


@pytest.mark.django_db
def test_a_list_may_be_of_any_length() -> None:
    attempts = [make_quizzes.make_attempt() for _ in range(3)]
    rows = Prepared(lambda: Attempt.objects.filter(among("pk", "ids")).order_by("pk"))
    for wanted in ([], attempts[:1], attempts[1:], attempts):
        assert rows.all(ids=[attempt.pk for attempt in wanted]) == wanted


@pytest.mark.django_db
def test_one_run_is_one_query() -> None:
    attempt = make_quizzes.make_attempt()
    own = Prepared(lambda: Attempt.objects.select_related("quiz__course").filter(pk=given("pk")))
    with assert_queries(1):
        own.all(pk=attempt.pk)


@pytest.mark.django_db
def test_an_update_stores_what_the_plain_update_stores() -> None:
    attempt, other = make_quizzes.make_attempt(), make_quizzes.make_attempt()
    values = {"snapshot": {"1": "ä", "2": True}, "submitted_at": MOMENT, "score": 2, "passed": None}
    change = PreparedUpdate(
        lambda: (Attempt.objects.filter(pk=given("pk")), {name: given(name) for name in values})
    )
    assert change.run(pk=attempt.pk, **values) == 1
    Attempt.objects.filter(pk=other.pk).update(**values)
    stored = Attempt.objects.values_list(*values)
    assert stored.get(pk=attempt.pk) == stored.get(pk=other.pk)
    assert change.run(pk=0, **values) == 0


@pytest.mark.django_db
def test_an_update_gives_back_the_rows_as_they_are_now() -> None:
    attempt = make_quizzes.make_attempt()
    change = PreparedUpdate(
        lambda: (Attempt.objects.filter(pk=given("pk")), {"number": F("number") + 1})
    )
    [changed] = change.changed(pk=attempt.pk)
    assert changed.number == 2
    attempt.refresh_from_db()
    assert plain(changed) == plain(Attempt.objects.get(pk=attempt.pk))


@pytest.mark.django_db
@pytest.mark.parametrize("value", [None, True, "ä", ["a"], {"p": "o"}])
def test_an_inserted_row_is_the_one_that_save_would_store(value: object) -> None:
    attempt = make_quizzes.make_attempt()
    [slot, *_] = make_quizzes.slot_ids(attempt)

    def answer() -> Answer:
        return Answer(
            attempt=attempt,
            slot_id=slot,
            operation_id=uuid.uuid4(),
            sequence=1,
            value=value,
            received_at=MOMENT,
        )

    inserted, saved = answer(), answer()
    assert insert(inserted)
    saved.save(force_insert=True)
    same = Answer.objects.values_list("attempt", "slot", "sequence", "value", "received_at")
    assert same.get(pk=inserted.pk) == same.get(pk=saved.pk)
    assert Answer.objects.get(operation_id=inserted.operation_id) == inserted


@pytest.mark.django_db
def test_a_row_whose_unique_field_is_taken_is_not_inserted() -> None:
    def job() -> Job:
        return Job(task="outbox.canary", dedupe_key="once", due_at=Now())

    assert insert(job(), unless_taken=True)
    assert not insert(job(), unless_taken=True)
    assert Job.objects.count() == 1
    assert Job.objects.get().due_at.tzinfo is UTC


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_asked_for_at_each_run() -> None:
    attempt = make_quizzes.make_attempt()
    locked = Prepared(lambda: Attempt.objects.select_for_update().filter(pk=given("pk")))
    for _ in range(2):
        with transaction.atomic():
            assert locked.all(pk=attempt.pk) == [attempt]


@pytest.mark.django_db(transaction=True)
def test_threads_share_what_was_composed() -> None:
    attempt = make_quizzes.make_attempt()
    own = Prepared(lambda: Attempt.objects.filter(pk=given("pk")))
    found: list[Attempt | None] = []

    def ask() -> None:
        from django.db import connection

        found.append(own.first(pk=attempt.pk))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [attempt] * 4
