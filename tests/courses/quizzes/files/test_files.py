"""Files as answers: taken or refused with a sentence, on the disk before they are said to be."""

import io
import os
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from courses.quizzes import privacy, services
from courses.quizzes.errors import AlreadySubmitted, BadAnswer, NoSuchAttempt, NoSuchQuestion
from courses.quizzes.files.checks import FileRefused, check_all, tidy_name
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.files.services import MOST_KEPT, receive_files
from courses.quizzes.files.sweep import YOUNGEST, sweep_files
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.queries import current_answers
from tests.support.make_marking import FILE, PDF, marked_quiz, pdf, sent, waiting, zipped
from tests.support.make_quizzes import make_attempt, make_learner, make_quiz, save, slot_ids

pytestmark = pytest.mark.django_db

ODT = b"application/vnd.oasis.opendocument.text"
WORD = zipped("[Content_Types].xml", "word/document.xml")
ALL = ["pdf", "docx", "odt", "txt", "png", "jpg", "xlsx", "pptx"]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, form)
    return out.getvalue()


def under_way() -> Attempt:
    return make_attempt(marked_quiz())


def send(attempt: Attempt, *files: SimpleUploadedFile) -> list[dict[str, Any]]:
    slot = slot_ids(attempt)[2]
    found = receive_files(attempt.public_id, attempt.user, slot_id=slot, files=files)
    return found.value or []


def check(name: str, content: bytes, **changes: Any) -> str:
    spec = {**FILE, "formats": ALL, **changes}
    try:
        return check_all([SimpleUploadedFile(name, content)], spec)[0].format
    except FileRefused as error:
        return str(error)


class TestContent:
    @pytest.mark.parametrize(
        ("name", "content", "form"),
        [
            ("a.pdf", PDF, "pdf"),
            ("A.DOCX", WORD, "docx"),
            ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
            ("a.pptx", zipped("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
            ("a.odt", zipped("content.xml", first=ODT), "odt"),
            ("a.txt", "Привет".encode(), "txt"),
            ("a.txt", "Hello".encode("utf-16"), "txt"),
            ("a.png", picture("PNG"), "png"),
            ("a.jpeg", picture("JPEG"), "jpg"),
        ],
    )
    def test_taken(self, name: str, content: bytes, form: str) -> None:
        assert check(name, content) == form

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.pdf", b"<html><script>alert(1)</script>"),
            ("a.pdf", WORD),
            ("a.docx", PDF),
            ("a.docx", zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
            ("a.docx", zipped("other.xml")),
            ("a.docx", WORD[:-10]),
            ("a.odt", zipped("content.xml", first=b"application/x-other")),
            ("a.txt", b"\x00\x01\x02"),
            ("a.txt", b"  <!doctype html><p>"),
            ("a.txt", b"\xff\xfe\x00"),
            ("a.png", picture("JPEG")),
            ("a.jpg", b"\xff\xd8\xff" + b"x" * 50),
        ],
    )
    def test_40_content_that_is_not_what_its_name_says(self, name: str, content: bytes) -> None:
        assert "is not what its name says" in check(name, content)

    def test_37_a_listing_that_no_document_has_is_not_read(self) -> None:
        claimed = WORD[:-10] + (3 * 1024 * 1024).to_bytes(4, "little") + WORD[-6:]
        assert "is not what its name says" in check("a.docx", claimed)

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("a.exe", b"MZ", "“a.exe” cannot be taken here. Send one of: PDF, Word (docx)"),
            ("a", PDF, "“a” cannot be taken here."),
            ("a.pdf", b"", "“a.pdf” is empty."),
            ("a.pdf", PDF + b"x" * 1024 * 1024, "“a.pdf” has more than 1 MB."),
        ],
    )
    def test_each_refusal_says_what_to_do(self, name: str, content: bytes, words: str) -> None:
        assert words in check(name, content)

    def test_41_a_name_is_only_a_name(self) -> None:
        assert tidy_name("../../etc/x\x00\u202e.pdf") == "x.pdf"
        assert tidy_name("C:\\papers\\" + "x" * 300 + ".pdf") == "x" * 150 + ".pdf"
        assert tidy_name("") == "file"

    def test_several_files_that_were_cut_on_the_way_are_refused(self, settings: Settings) -> None:
        settings.MAX_REPORT_BYTES = 30
        with pytest.raises(FileRefused, match="one by one"):
            check_all([pdf("a.pdf"), pdf("b.pdf")], {**FILE, "formats": ALL})


class TestReceiving:
    def test_it_is_on_the_disk_and_in_the_answer(self, tmp_path: Path) -> None:
        attempt = under_way()
        (file,) = send(attempt, pdf())
        row = AnswerFile.objects.get()
        assert (tmp_path / str(row.file.name)).read_bytes() == PDF
        assert file == {"id": str(row.public_id), "name": "Assessment.pdf", "size": len(PDF)}
        assert current_answers(attempt.pk) == {slot_ids(attempt)[2]: [file]}

    def test_the_same_file_again_is_the_same(self) -> None:
        attempt = under_way()
        assert send(attempt, pdf()) == send(attempt, pdf())
        assert AnswerFile.objects.count() == 1

    def test_a_second_file_is_added_and_a_third_refused(self) -> None:
        attempt = under_way()
        send(attempt, pdf("a.pdf"))
        assert [one["name"] for one in send(attempt, pdf("b.pdf", PDF + b"2"))] == [
            "a.pdf",
            "b.pdf",
        ]
        with pytest.raises(BadAnswer, match="Keep 2 at most"):
            send(attempt, pdf("c.pdf", PDF + b"3"))
        assert AnswerFile.objects.count() == 2

    def test_where_one_is_taken_the_new_one_takes_its_place(self) -> None:
        quiz = make_quiz(specs=(("file_answer", {**FILE, "max_files": 1}),))
        attempt = make_attempt(quiz)
        for name in ("a.pdf", "b.pdf"):
            (slot,) = slot_ids(attempt)
            found = receive_files(attempt.public_id, attempt.user, slot_id=slot, files=[pdf(name)])
        assert [one["name"] for one in found.value or []] == ["b.pdf"]

    def test_one_taken_back_is_kept_as_history(self) -> None:
        attempt = under_way()
        send(attempt, pdf())
        save(attempt, [], place=2, sequence=9)
        assert current_answers(attempt.pk)[slot_ids(attempt)[2]] is None
        assert AnswerFile.objects.count() == 1

    def test_nobody_fills_the_disk(self) -> None:
        attempt = under_way()
        slot = slot_ids(attempt)[2]
        row = {"attempt": attempt, "slot_id": slot, "format": "txt", "size": 1, "file": "answers/x"}
        AnswerFile.objects.bulk_create(
            AnswerFile(**row, name=str(n), sha256="0" * 64, received_at=attempt.started_at)
            for n in range(MOST_KEPT)
        )
        with pytest.raises(FileRefused, match="No more can be kept"):
            send(attempt, pdf())

    def test_a_file_of_another_attempt_is_no_answer_here(self) -> None:
        other = under_way()
        (theirs,) = send(other, pdf())
        attempt = under_way()
        for value in ([theirs["id"]], [theirs], [str(uuid.uuid4())]):
            with pytest.raises(BadAnswer):
                save(attempt, value, place=2)
        assert not Answer.objects.filter(attempt=attempt).exists()

    def test_what_the_browser_says_of_a_file_is_not_believed(self) -> None:
        attempt = under_way()
        (file,) = send(attempt, pdf())
        save(attempt, [{**file, "name": "<b>", "size": 1}], place=2, sequence=5)
        assert current_answers(attempt.pk)[slot_ids(attempt)[2]] == [file]

    def test_23_only_ones_own_attempt_and_only_questions_that_take_files(self) -> None:
        attempt = under_way()
        single, _essay, slot = slot_ids(attempt)
        with pytest.raises(NoSuchAttempt):
            receive_files(attempt.public_id, make_learner(), slot_id=slot, files=[pdf()])
        with pytest.raises(NoSuchQuestion):
            receive_files(attempt.public_id, attempt.user, slot_id=single, files=[pdf()])

    def test_19_after_submission_it_is_kept_as_late(self) -> None:
        attempt = under_way()
        services.submit_attempt(attempt.public_id, attempt.user)
        with pytest.raises(AlreadySubmitted):
            send(attempt, pdf())
        assert (AnswerFile.objects.count(), Answer.objects.get().is_late) == (1, True)


def on_the_disk(root: Path) -> int:
    return sum(path.is_file() for path in root.rglob("*"))


def test_what_is_refused_does_not_fill_the_disk(tmp_path: Path) -> None:
    attempt = under_way()
    send(attempt, pdf("a.pdf"), pdf("b.pdf", PDF + b"b"))
    for number in range(3):
        with pytest.raises(BadAnswer, match="Keep 2 at most"):
            send(attempt, pdf("c.pdf", PDF + b"%d" % number))
    with pytest.raises(BadAnswer, match="Keep 2 at most"):
        send(attempt, pdf("again under another name.pdf"))
    assert on_the_disk(tmp_path) == AnswerFile.objects.count() == 2


class TestSweeping:
    def test_only_old_files_that_no_row_names_go(self, tmp_path: Path) -> None:
        attempt = under_way()
        send(attempt, pdf())
        folder = tmp_path / "answers" / str(attempt.public_id)
        kept = next(folder.iterdir())
        for name in ("young", "old"):
            (folder / name).write_bytes(b"x")
        for path in (kept, folder / "old"):
            os.utime(path, (0, path.stat().st_mtime - YOUNGEST - 60))
        assert sweep_files() == 1
        assert set(folder.iterdir()) == {kept, folder / "young"}

    def test_there_is_nothing_to_sweep_on_a_new_site(self) -> None:
        assert sweep_files() == 0

    def test_47_erasing_a_person_removes_their_files(
        self, tmp_path: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        attempt = under_way()
        send(attempt, pdf())
        (row,) = privacy.export_for(attempt.user)["attempts"]
        assert row["files"][0]["name"] == "Assessment.pdf"
        with django_capture_on_commit_callbacks(execute=True):
            privacy.erase(attempt.user)
        assert not list((tmp_path / "answers").iterdir())


class TestPages:
    def client(self, attempt: Attempt) -> Client:
        client = Client()
        client.force_login(attempt.user)
        return client

    def form(self, attempt: Attempt, **more: Any) -> dict[str, Any]:
        return {f"seen-{slot}": "" for slot in slot_ids(attempt)} | more

    def post(self, attempt: Attempt, file: SimpleUploadedFile, **more: Any) -> Any:
        slot = slot_ids(attempt)[2]
        data = self.form(attempt, **{f"q{slot}-file": file}, **more)
        url = reverse("quizzes:save", args=[attempt.public_id])
        return self.client(attempt).post(url, data, follow=True)

    def test_without_scripts_the_form_brings_it(self) -> None:
        attempt = under_way()
        html = self.post(attempt, pdf()).content.decode()
        assert "Assessment.pdf" in html and "Untick a file to remove it." in html

    def test_without_scripts_an_unticked_file_is_taken_back(self) -> None:
        attempt = under_way()
        send(attempt, pdf())
        url = reverse("quizzes:save", args=[attempt.public_id])
        self.client(attempt).post(url, self.form(attempt))
        assert current_answers(attempt.pk)[slot_ids(attempt)[2]] is None

    def test_a_refusal_stands_at_the_question_and_the_rest_is_saved(self) -> None:
        attempt = under_way()
        single = slot_ids(attempt)[0]
        response = self.post(attempt, pdf("a.exe"), **{f"q{single}": "a"})
        assert response.status_code == 422
        assert "“a.exe” cannot be taken here." in response.content.decode()
        assert current_answers(attempt.pk) == {single: "a"}

    def test_in_place_the_list_comes_back_with_the_sequence(self) -> None:
        attempt = under_way()
        slot = slot_ids(attempt)[2]
        url = reverse("quizzes:send_files", args=[attempt.public_id, slot])
        client = self.client(attempt)
        told = client.post(url, {f"q{slot}-file": pdf()}).json()
        assert "Assessment.pdf" in told["html"] and told["sequence"] == 1
        refused = client.post(url, {f"q{slot}-file": pdf("a.exe")})
        assert (refused.status_code, "cannot be taken" in refused.json()["error"]) == (422, True)

    def test_40_it_is_served_to_be_kept_and_never_shown(self) -> None:
        teacher, student = make_learner(is_instructor=True), make_learner()
        _attempt, file = sent(teacher, student)
        url = reverse("quizzes:answer_file", args=[file.public_id])
        for person in (teacher, student):
            client = Client()
            client.force_login(person)
            response = client.get(url)
            assert response.headers["Content-Disposition"].startswith("attachment")
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.getvalue() == PDF
        stranger = Client()
        stranger.force_login(make_learner(is_instructor=True))
        assert stranger.get(url).status_code == 404

    def test_the_waiting_page_says_how_many_answers_wait(self) -> None:
        attempt = waiting()
        html = self.client(attempt).get(reverse("quizzes:status", args=[attempt.public_id]))
        assert "Your teacher has yet to mark 2 answers." in html.content.decode()
