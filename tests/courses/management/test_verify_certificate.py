import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.certificates.codes import grouped
from courses.certificates.services import revoke
from tests.support import make_awards

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_certificate", *arguments, stdout=out)
    return out.getvalue()


def test_a_standing_certificate_is_told_in_lines_or_json() -> None:
    code = grouped(make_awards.certificate().code)
    assert "name: Ana Ruiz" in run(code.lower())
    assert json.loads(run(code, "--json")) == {
        "code": code,
        "name": "Ana Ruiz",
        "course": "Following the money",
        "date": "2026-03-01",
        "status": "valid",
    }


def test_an_unknown_code_fails() -> None:
    with pytest.raises(CommandError, match="No certificate has the code"):
        run("7K3Q")


def test_a_revoked_certificate_fails() -> None:
    certificate = make_awards.certificate()
    revoke(certificate, reason="Mistake")
    with pytest.raises(CommandError, match="revoked"):
        run(certificate.code)
