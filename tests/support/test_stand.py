"""What a test knows of its own database is forgotten while Django speaks to a stand's."""

from pathlib import Path

import pytest
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.people.models import User
from tests.support import make
from tests.support.stand import copy_sqlite, database_config, speaking_to


@pytest.mark.embedded
@pytest.mark.django_db
def test_kinds_of_rows_have_the_numbers_of_the_database_that_is_spoken_to(
    tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a test that empties its database they have new ones there, which Django remembers."""
    # Its own memory: the new number is gone with this test.
    monkeypatch.setattr(ContentType.objects, "_cache", {})
    ContentType.objects.get_for_model(User).delete()
    ContentType.objects.clear_cache()
    here = ContentType.objects.get_for_model(User)
    copy_sqlite(migrated_sqlite, tmp_path)
    with speaking_to(database_config({"VAR_DIR": str(tmp_path)})):
        person = make.person()
        kinds = LogEntry.objects.filter(object_pk=person.pk).values_list("content_type__model")
        assert list(kinds) == [("user",)]
    with CaptureQueriesContext(connection) as queries:
        assert ContentType.objects.get_for_model(User) == here
    assert len(queries) == 0  # or tests that count them would depend on those before them
