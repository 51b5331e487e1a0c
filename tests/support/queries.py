"""Counting queries as DESIGN.md counts them: session and user in, BEGIN, COMMIT and SET out."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.people.site import forget_site_settings, site_settings

NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ", "PRAGMA", "NOTIFY")


@contextmanager
def assert_queries(count: int) -> Iterator[None]:
    """Fails, listing the statements, unless exactly `count` of them ran."""
    # Kept for seconds: a slow machine must not make them one query more.
    forget_site_settings()
    site_settings()
    with CaptureQueriesContext(connection) as captured:
        yield
    ran = [q["sql"] for q in captured if not q["sql"].upper().startswith(NOT_COUNTED)]
    listing = "\n".join(f"{i}. {sql[:300]}" for i, sql in enumerate(ran, 1))
    assert len(ran) == count, f"{len(ran)} queries instead of {count}:\n{listing}"
