"""How much one person may send: for an attempt, for a course, and while it arrives."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from courses.quizzes.files import views
from courses.quizzes.files.arriving import FORM_BYTES
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.files.room import NoRoom, room_for
from courses.quizzes.files.services import receive_files
from courses.quizzes.models import Attempt
from courses.quizzes.queries import current_answers
from tests.support.make_marking import FILE, PDF, pdf
from tests.support.make_quizzes import SINGLE, make_attempt, make_quiz, slot_ids
from tests.support.queries import assert_queries
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db
KB = 1024
FILES = (("file_answer", FILE), ("single_choice", SINGLE), ("file_answer", FILE))


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.MAX_ATTEMPT_FILE_BYTES = 300 * KB
    settings.MAX_COURSE_FILE_BYTES = 500 * KB


def file_of(size: int, name: str = "a.pdf") -> SimpleUploadedFile:
    return pdf(name, PDF + name.encode() + b"x" * (size - len(PDF) - len(name)))


def send(attempt: Attempt, *files: SimpleUploadedFile, place: int = 0) -> Any:
    slot = slot_ids(attempt)[place]
    return receive_files(attempt.public_id, attempt.user, slot_id=slot, files=files)


def client_of(attempt: Attempt) -> Client:
    client = Client()
    client.force_login(attempt.user)
    return client


def on_the_disk(root: Path) -> int:
    return sum(path.is_file() for path in root.rglob("*"))


def test_what_an_attempt_may_hold(tmp_path: Path) -> None:
    attempt = make_attempt(make_quiz(specs=FILES))
    send(attempt, file_of(200 * KB))
    with pytest.raises(NoRoom, match=r"300.0\xa0KB .* in this attempt .* 100.0\xa0KB are left"):
        send(attempt, file_of(101 * KB, "b.pdf"), place=2)
    assert on_the_disk(tmp_path) == AnswerFile.objects.count() == 1
    send(attempt, file_of(100 * KB, "c.pdf"), place=2)


def test_what_a_person_may_send_in_a_course() -> None:
    first = make_attempt(make_quiz(specs=FILES))
    second = make_attempt(make_quiz(first.quiz.course, specs=FILES), first.user)
    elsewhere = make_attempt(make_quiz(specs=FILES), first.user)
    send(first, file_of(300 * KB))
    with pytest.raises(NoRoom, match=r"500.0\xa0KB .* in this course .* 200.0\xa0KB are left"):
        send(second, file_of(201 * KB))
    send(elsewhere, file_of(300 * KB))


def test_the_very_same_file_again_takes_no_more_room() -> None:
    attempt = make_attempt(make_quiz(specs=FILES))
    for _time in range(2):
        send(attempt, file_of(200 * KB))


def test_it_is_counted_in_one_query() -> None:
    attempt = make_attempt(make_quiz(specs=FILES))
    send(attempt, file_of(10 * KB), file_of(20 * KB, "b.pdf"))
    slot = slot_ids(attempt)[0]
    with assert_queries(1):
        room = room_for(attempt, slot)
    assert (room.in_attempt, room.in_course, room.for_question) == (30 * KB, 30 * KB, 2)


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_do_not_pass_the_limit_together(tmp_path: Path) -> None:
    first = make_attempt(make_quiz(specs=FILES))
    second = make_attempt(make_quiz(first.quiz.course, specs=FILES), first.user)
    outcomes = at_once(2, lambda n: send((first, second)[n], file_of(300 * KB, f"{n}.pdf")))
    assert sorted(isinstance(one, NoRoom) for one in outcomes) == [False, True]
    assert on_the_disk(tmp_path) == AnswerFile.objects.count() == 1


class TestArriving:
    def test_what_is_too_long_is_refused_before_it_is_read(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        attempt = make_attempt(make_quiz(specs=FILES))
        slot = slot_ids(attempt)[0]

        def read(*_args: Any) -> HttpResponse:
            raise AssertionError("The body was read.")

        monkeypatch.setattr(views, "_receive", read)
        url = reverse("quizzes:send_files", args=[attempt.public_id, slot])
        size = 300 * KB + FORM_BYTES
        response = client_of(attempt).post(url, {f"q{slot}-file": file_of(size)})
        assert response.status_code == 413
        assert "300.0\xa0KB are left" in response.json()["error"]

    def test_without_scripts_the_answers_beside_a_file_too_large_are_kept(
        self, tmp_path: Path
    ) -> None:
        attempt = make_attempt(make_quiz(specs=FILES))
        first, single, _last = slot_ids(attempt)
        data = {f"q{first}-file": file_of(400 * KB), f"q{single}": "a", f"seen-{single}": ""}
        url = reverse("quizzes:save", args=[attempt.public_id])
        response = client_of(attempt).post(url, data)
        html = response.content.decode()
        assert (response.status_code, "300.0\xa0KB are left" in html) == (422, True)
        assert current_answers(attempt.pk) == {single: "a"}
        assert on_the_disk(tmp_path) == 0

    def test_a_file_that_was_cut_on_the_way_is_never_taken_for_whole(self) -> None:
        """The first is refused for its name; what is left of the limit must not cut the second."""
        attempt = make_attempt(make_quiz(specs=FILES))
        first, _single, last = slot_ids(attempt)
        data = {
            f"q{first}-file": file_of(200 * KB, "a.exe"),
            f"q{last}-file": file_of(200 * KB),
        }
        url = reverse("quizzes:save", args=[attempt.public_id])
        html = client_of(attempt).post(url, data).content.decode()
        assert ("cannot be taken here" in html, "are left" in html) == (True, True)
        assert not AnswerFile.objects.exists()

    def test_a_small_file_after_one_too_large_comes_through(self) -> None:
        attempt = make_attempt(make_quiz(specs=FILES))
        first, _single, last = slot_ids(attempt)
        data = {f"q{first}-file": file_of(400 * KB), f"q{last}-file": file_of(200 * KB)}
        client_of(attempt).post(reverse("quizzes:save", args=[attempt.public_id]), data)
        assert AnswerFile.objects.get().slot_id == last

    def test_more_than_one_request_may_bring_is_sent_one_by_one(self, settings: Settings) -> None:
        settings.MAX_REPORT_BYTES = 100 * KB
        attempt = make_attempt(make_quiz(specs=FILES))
        slot = slot_ids(attempt)[0]
        url = reverse("quizzes:send_files", args=[attempt.public_id, slot])
        files = [io.BytesIO(file_of(80 * KB, name).read()) for name in ("a.pdf", "b.pdf")]
        for file, name in zip(files, ("a.pdf", "b.pdf"), strict=True):
            file.name = name
        response = client_of(attempt).post(url, {f"q{slot}-file": files})
        assert "one by one" in response.json()["error"]
        assert not AnswerFile.objects.exists()

    def test_49_both_ways_in_still_ask_for_the_forms_token(self) -> None:
        attempt = make_attempt(make_quiz(specs=FILES))
        client = Client(enforce_csrf_checks=True)
        client.force_login(attempt.user)
        slot = slot_ids(attempt)[0]
        for name, args in (("save", []), ("send_files", [slot])):
            url = reverse(f"quizzes:{name}", args=[attempt.public_id, *args])
            assert client.post(url, {f"q{slot}-file": file_of(KB)}).status_code == 403
        assert not AnswerFile.objects.exists()
