"""What a request is told when the database or the disk fails it."""

import errno
import sqlite3
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from elearning.away import AWAY, FULL, answer_failure, trouble_of


def full_disk(request: HttpRequest) -> HttpResponse:
    raise OSError(errno.ENOSPC, "No space left on device")


def mistake(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    return HttpResponse()


def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("server closed the connection unexpectedly")


handler500 = answer_failure
urlpatterns = [path("full/", full_disk), path("mistake/", mistake), path("away/", away)]
here = override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@here
def test_an_absent_database_is_a_503_that_says_when_to_come_back(visitor: Client) -> None:
    page = visitor.get("/away/")
    assert (page.status_code, page["Retry-After"]) == (503, "3")
    assert "Nothing you saved is lost; try again in a few seconds." in page.content.decode()
    assert "server closed" not in page.content.decode()


@here
def test_it_speaks_the_language_that_the_browser_asks_for(visitor: Client) -> None:
    page = visitor.get("/away/", headers={"Accept-Language": "fr"}).content.decode()
    assert '<html lang="fr">' in page
    assert '<html lang="en">' in visitor.get("/away/").content.decode()


@here
def test_whoever_sends_json_is_answered_in_json(visitor: Client) -> None:
    answer = visitor.post("/away/", {}, content_type="application/json")
    assert answer.status_code == 503
    assert answer.json()["error"].startswith("Our database does not answer.")


@here
def test_a_full_disk_is_a_507(visitor: Client) -> None:
    page = visitor.get("/full/")
    assert (page.status_code, page["Retry-After"]) == (507, "30")
    assert "there is no room left on our disk" in page.content.decode()


@here
@pytest.mark.django_db(transaction=True)
def test_a_mistake_of_ours_stays_a_500(visitor: Client) -> None:
    assert visitor.get("/mistake/").status_code == 500


@here
def test_an_outage_is_logged_in_one_line_and_not_at_every_request(
    visitor: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("elearning.away._last_logged", {})
    for _ in range(5):
        visitor.get("/away/")
    assert len(caplog.records) == 1
    assert caplog.records[0].exc_info is None


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/", "/accounts/login/"])
def test_it_answers_whoever_of_the_middleware_met_the_error(
    visitor: Client, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session is read before any view is reached."""
    visitor.cookies["sessionid"] = "x" * 32

    def refuse(*_: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    monkeypatch.setattr(connection, "cursor", refuse)
    assert visitor.get(page).status_code == 503


def sqlite_error(folder: Path) -> OperationalError:
    """As Django raises it: the driver's own error is its cause."""
    made = sqlite3.connect(folder / "small.sqlite3")
    made.execute("PRAGMA max_page_count = 2")
    try:
        made.execute("CREATE TABLE big (words)")
        made.execute("INSERT INTO big VALUES (hex(randomblob(100000)))")
    except sqlite3.Error as cause:
        error = OperationalError(str(cause))
        error.__cause__ = cause
        return error
    raise AssertionError("it fitted")


def test_a_full_sqlite_and_a_locked_one_are_told_apart(tmp_path: Path) -> None:
    assert trouble_of(sqlite_error(tmp_path)) is FULL
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    error = OperationalError(str(busy))
    error.__cause__ = busy
    assert trouble_of(error) is AWAY


def test_other_errors_of_the_system_are_not_excused() -> None:
    assert trouble_of(OSError(errno.EACCES, "Permission denied")) is None
    assert trouble_of(ValueError("no")) is None
    assert trouble_of(None) is None
