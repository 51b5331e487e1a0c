"""A person erased while their certificate is being made, on a real database."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from courses.certificates import privacy, services
from courses.certificates.models import Certificate
from tests.support import make_awards

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_who_is_erased_while_the_document_is_stored_no_document_stays(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    completion = make_awards.completion()
    certificate = services.award(completion.pk)
    assert certificate is not None
    certificate.pdf.delete(save=True)
    awarded: list[Future[Any]] = []

    def award() -> None:
        try:
            services.award(completion.pk)
        finally:
            connection.close()

    delete = Certificate.delete
    with ThreadPoolExecutor() as worker:

        def delete_when_stored(row: Certificate) -> Any:
            """What was read of it is known by now; an award in line is given time to be wrong."""
            awarded.append(worker.submit(award))
            wait(awarded, timeout=2)
            return delete(row)

        monkeypatch.setattr(Certificate, "delete", delete_when_stored)
        with transaction.atomic():
            privacy.erase(completion.user)
    awarded[0].result()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
