"""The marker's pages: what waits, one answer after the other, and what two markers are told."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.files.services import receive_files
from courses.quizzes.marking.models import Marking
from courses.quizzes.models import Attempt, Quiz
from tests.support.make_marking import PDF, answered, marked_quiz, pdf, place, waiting
from tests.support.make_quizzes import make_learner, make_staff, slot_ids
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def staff_of(quiz: Quiz) -> Client:
    return signed_in(make_staff(quiz.course))


def list_url(quiz: Quiz, query: str = "") -> str:
    return reverse("quizzes:to_mark", args=[quiz.course.slug]) + query


def url(attempt: Attempt, query: str = "") -> str:
    return reverse("quizzes:mark", kwargs=place(attempt)) + query


def newest(attempt: Attempt) -> int:
    slot = slot_ids(attempt)[1]
    return Marking.objects.filter(attempt=attempt, slot=slot).latest("pk").pk


def post(client: Client, attempt: Attempt, action: str = "done", **data: Any) -> Any:
    body = {"seen": newest(attempt), "action": action, "points": "", "comment": "", **data}
    return client.post(url(attempt), body)


class TestList:
    @pytest.mark.parametrize("attempts", [1, 3])
    def test_query_count_is_independent_of_the_rows(self, attempts: int) -> None:
        quiz = marked_quiz()
        for _ in range(attempts):
            waiting(quiz)
        client = staff_of(quiz)
        with assert_queries(5):
            response = client.get(list_url(quiz))
        assert len(response.context["rows"]) == 2 * attempts

    def test_by_question_or_by_learner(self) -> None:
        quiz = marked_quiz()
        attempts = [waiting(quiz), waiting(quiz)]
        client = staff_of(quiz)

        def order(by: str) -> list[tuple[int, int]]:
            rows = client.get(list_url(quiz, f"?by={by}")).context["rows"]
            return [(row.marking.slot_id, row.marking.attempt_id) for row in rows]

        essay, file = slot_ids(attempts[0])[1:]
        one, two = (attempt.pk for attempt in attempts)
        assert order("question") == [(essay, one), (essay, two), (file, one), (file, two)]
        assert order("learner") == [(essay, one), (file, one), (essay, two), (file, two)]
        assert order("nonsense") == order("question")

    def test_names_can_be_hidden(self) -> None:
        quiz = marked_quiz()
        attempt = waiting(quiz, make_learner(name="Ana Ruiz"))
        client = staff_of(quiz)
        for shown, query in ((True, ""), (False, "?names=hidden")):
            for page in (list_url(quiz, query), url(attempt, query)):
                assert ("Ana Ruiz" in client.get(page).content.decode()) is shown

    def test_nothing_to_mark_says_what_will_stand_here(self) -> None:
        quiz = marked_quiz()
        assert "Nothing to mark" in staff_of(quiz).get(list_url(quiz)).content.decode()

    def test_the_courses_tab_counts_the_answers(self) -> None:
        quiz = marked_quiz()
        waiting(quiz)
        waiting(quiz)
        html = staff_of(quiz).get(list_url(quiz)).content.decode()
        assert 'To mark <span class="tag tag-info">4</span>' in html


class TestMarking:
    def test_the_page_shows_question_answer_sample_and_rubric(self) -> None:
        attempt = waiting()
        client, page = staff_of(attempt.quiz), url(attempt)
        with assert_queries(7):
            html = client.get(page).content.decode()
        for words in (
            "Why does a bank ask",
            "know its customers.",
            "Because it must know",
            "Names the duty",
            "From 0 to 1.",
            "2 answers wait",
        ):
            assert words in html

    @pytest.mark.parametrize(
        ("levels", "said"),
        [
            ({}, "The rubric so far: 0 of 4"),
            ({"level-duty": "1"}, "The rubric so far: 2 of 4"),
            ({"level-duty": "1", "level-why": "1"}, "The rubric: 3 of 4, that is 0.75 points"),
        ],
    )
    def test_the_sum_of_the_rubric_is_told_after_saving(
        self, levels: dict[str, str], said: str
    ) -> None:
        attempt = waiting()
        client = staff_of(attempt.quiz)
        post(client, attempt, "later", **levels)
        assert said in client.get(url(attempt)).content.decode()

    def test_hidden_names_stand_nowhere_in_pages_addresses_and_files(self) -> None:
        learner = make_learner(name="Ottilie Quick", email="quick@example.org")
        attempt = answered(user=learner)
        slot = slot_ids(attempt)[2]
        file = pdf("Ottilie Quick.pdf", PDF + b"2")
        receive_files(attempt.public_id, learner, slot_id=slot, files=[file])
        services.submit_attempt(attempt.public_id, learner)
        services.grade_attempt(attempt.pk)
        client = staff_of(attempt.quiz)
        address = reverse("quizzes:mark", kwargs={**place(attempt), "slot": slot})
        page = client.get(address + "?names=hidden")
        files = re.findall(r'href="(/quizzes/files/[^"]+)"', page.content.decode())
        assert len(files) == 2
        listed = client.get(list_url(attempt.quiz, "?names=hidden"))
        said = [page.content.decode(), listed.content.decode()]
        said += [client.get(one).headers["Content-Disposition"] for one in files]
        assert not [words for words in said if "Ottilie" in words or "quick@" in words]
        assert "Not hidden is what learners write" in said[0]
        assert "Ottilie Quick.pdf" in client.get(address).content.decode()

    def test_done_leads_to_the_next_answer(self) -> None:
        attempt = waiting()
        response = post(staff_of(attempt.quiz), attempt, points="0,5", comment="Why?")
        last = Marking.objects.get(pk=newest(attempt))
        assert (str(last.points), last.comment, last.is_done) == ("0.50", "Why?", True)
        assert response.url.endswith(f"/{slot_ids(attempt)[2]}/?by=question#answer")

    def test_the_last_one_leads_back_to_the_list(self) -> None:
        attempt = waiting()
        Marking.objects.filter(slot=slot_ids(attempt)[2]).update(is_done=True, points=1)
        response = post(staff_of(attempt.quiz), attempt, points="1")
        assert response.url == list_url(attempt.quiz, "?by=question")
        attempt.refresh_from_db()
        assert attempt.state == "graded"

    def test_a_whole_rubric_gives_the_points(self) -> None:
        attempt = waiting()
        post(staff_of(attempt.quiz), attempt, **{"level-duty": "1", "level-why": "1"})
        assert str(Marking.objects.get(pk=newest(attempt)).points) == "0.75"

    def test_points_typed_go_before_the_rubric(self) -> None:
        attempt = waiting()
        levels = {"level-duty": "1", "level-why": "1"}
        post(staff_of(attempt.quiz), attempt, points="0.6", **levels)
        assert str(Marking.objects.get(pk=newest(attempt)).points) == "0.60"

    @pytest.mark.parametrize("points", ["2", "-1", "much", "NaN", ""])
    def test_points_that_cannot_be_are_said_at_their_field(self, points: str) -> None:
        attempt = waiting()
        response = post(staff_of(attempt.quiz), attempt, points=points)
        assert response.status_code == 422
        assert "points" in response.context["form"].errors

    @pytest.mark.parametrize("level", ["9", "", "x"])
    def test_a_level_that_is_not_there_is_none(self, level: str) -> None:
        attempt = waiting()
        data = {"level-duty": level, "level-why": "1"}
        assert post(staff_of(attempt.quiz), attempt, **data).status_code == 422

    def test_later_keeps_what_there_is(self) -> None:
        attempt = waiting()
        client = staff_of(attempt.quiz)
        response = post(client, attempt, "later", comment="Half read")
        assert response.url == url(attempt, "?by=question#answer")
        assert "Half read" in client.get(url(attempt)).content.decode()

    def test_scripts_keep_as_one_goes(self) -> None:
        attempt = waiting()
        body = {"seen": newest(attempt), "action": "later", "points": "", "comment": "So far"}
        client = staff_of(attempt.quiz)
        told = client.post(url(attempt), body, headers={"Accept": "application/json"}).json()
        assert told["seen"] == newest(attempt)

    def test_the_second_of_two_markers_sees_what_the_first_said(self) -> None:
        attempt = waiting()
        first, second = staff_of(attempt.quiz), staff_of(attempt.quiz)
        seen = newest(attempt)
        post(first, attempt, points="1", comment="Fine.")
        response = post(second, attempt, points="0", comment="No.", seen=seen)
        html = response.content.decode()
        assert response.status_code == 409
        assert "marked this answer meanwhile" in html and "Fine." in html and "No." in html
        again = post(second, attempt, points="0", comment="No.", seen=response.context["seen"])
        assert again.status_code == 302
        assert Marking.objects.get(pk=newest(attempt)).comment == "No."

    def test_who_comes_to_a_begun_answer_is_told(self) -> None:
        attempt = waiting()
        post(staff_of(attempt.quiz), attempt, "later", comment="Half read")
        html = staff_of(attempt.quiz).get(url(attempt)).content.decode()
        assert "has begun to mark this answer." in html

    def test_undo_brings_back_what_held(self) -> None:
        attempt = waiting()
        client = staff_of(attempt.quiz)
        post(client, attempt, "later", comment="One")
        post(client, attempt, "later", comment="Two")
        post(client, attempt, "undo")
        assert Marking.objects.get(pk=newest(attempt)).comment == "One"

    @pytest.mark.parametrize("seen", ["", "x", "9" * 30])
    def test_nonsense_is_no_undo(self, seen: str) -> None:
        attempt = waiting()
        client = staff_of(attempt.quiz)
        assert post(client, attempt, "undo", seen=seen).status_code == 302
        assert attempt.markings.count() == 2

    def test_23_other_courses_answers_do_not_exist(self) -> None:
        attempt, other = waiting(), marked_quiz()
        client = staff_of(other)
        where = {**place(attempt), "slug": other.course.slug}
        assert client.get(reverse("quizzes:mark", kwargs=where)).status_code == 404

    def test_what_a_machine_graded_is_no_page(self) -> None:
        attempt = waiting()
        where = {**place(attempt), "slot": slot_ids(attempt)[0]}
        page = reverse("quizzes:mark", kwargs=where)
        assert staff_of(attempt.quiz).get(page).status_code == 404

    def test_35_script_in_answer_comment_and_name_is_inert(self) -> None:
        hostile = "<script>alert(1)</script>"
        attempt = waiting(user=make_learner(name=hostile))
        client = staff_of(attempt.quiz)
        post(client, attempt, "later", comment=hostile)
        assert hostile not in client.get(url(attempt)).content.decode()


class TestLearner:
    def test_no_result_before_all_is_marked_and_no_polling(self) -> None:
        attempt = waiting()
        client = signed_in(attempt.user)
        result = client.get(reverse("quizzes:result", args=[attempt.public_id]))
        assert result.headers["Location"].endswith("/status/")
        html = client.get(reverse("quizzes:status", args=[attempt.public_id])).content.decode()
        assert "hx-get" not in html.split('id="waiting"')[1].split(">")[0]
        assert "http-equiv" not in html

    def test_the_result_shows_level_and_words(self) -> None:
        attempt = waiting()
        Marking.objects.filter(slot=slot_ids(attempt)[2]).update(is_done=True, points=1)
        data = {"level-duty": "1", "level-why": "0", "comment": "Say why."}
        post(staff_of(attempt.quiz), attempt, **data)
        page = reverse("quizzes:result", args=[attempt.public_id])
        html = signed_in(attempt.user).get(page).content.decode()
        for words in ("Say why.", "names it", "Some of the points"):
            assert words in html
        assert "Because it must know" not in html
