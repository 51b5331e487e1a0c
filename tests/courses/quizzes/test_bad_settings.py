"""What staff send that no form of ours would: refused with a sentence, and nothing is changed."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.gradebook.models import GradeAct
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.queries import stamp_for
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.terms.models import Override
from courses.quizzes.terms.queries import terms_for
from tests.courses.quizzes.gates.test_settings import send
from tests.support import make
from tests.support.make_quizzes import (
    enrol,
    make_attempt,
    make_graded,
    make_learner,
    make_quiz,
    make_staff,
)

pytestmark = pytest.mark.django_db

NUL, LONG = "a\x00b", "x" * 10_000
EDGES = ["0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T10:00", "NaN", NUL]
NUMBERS = ["-1", "NaN", "1e400", "Infinity", "9" * 400, "9" * 19, "0x10", NUL, "1.5"]


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(time_limit_minutes=45, attempts_allowed=2)


@pytest.fixture
def learner(quiz: Quiz) -> User:
    user = make_learner()
    enrol(user, quiz.course)
    return user


@pytest.fixture
def staff(quiz: Quiz) -> Client:
    return make.client_for(make_staff(quiz.course))


def of_quiz(quiz: Quiz, name: str, *more: Any) -> str:
    return reverse(f"quizzes:{name}", args=[quiz.course.slug, quiz.key, *more])


class TestExceptions:
    @pytest.mark.parametrize("way", [{}, {"look": "1"}])
    @pytest.mark.parametrize("name", ["opens_at", "closes_at"])
    @pytest.mark.parametrize("moment", EDGES)
    def test_23_a_moment_at_the_edge_of_time_is_refused(
        self, quiz: Quiz, learner: User, staff: Client, moment: str, name: str, way: dict[str, str]
    ) -> None:
        attempt = services.start_attempt(learner, quiz)
        answer = staff.post(of_quiz(quiz, "override_person", learner.pk), {name: moment, **way})
        assert answer.status_code == 422
        assert not Override.objects.exists()
        assert staff.get(of_quiz(quiz, "overrides")).status_code == 200
        page = reverse("quizzes:attempt", args=[attempt.public_id])
        assert make.client_for(learner).get(page).status_code == 200
        assert make.client_for(learner).get(of_quiz(quiz, "quiz")).status_code == 200

    @pytest.mark.parametrize(
        "name", ["time_limit_minutes", "attempts_allowed", "extra_attempts", "wait_minutes"]
    )
    @pytest.mark.parametrize("number", NUMBERS)
    def test_23_a_number_that_is_none_is_refused(
        self, quiz: Quiz, learner: User, staff: Client, number: str, name: str
    ) -> None:
        answer = staff.post(of_quiz(quiz, "override_person", learner.pk), {name: number})
        assert answer.status_code == 422
        assert not Override.objects.exists()

    @pytest.mark.parametrize("note", [NUL, LONG])
    def test_23_a_note_that_is_none_is_refused(
        self, quiz: Quiz, learner: User, staff: Client, note: str
    ) -> None:
        sent = {"extra_attempts": "1", "note": note}
        assert staff.post(of_quiz(quiz, "override_person", learner.pk), sent).status_code == 422
        assert not Override.objects.exists()

    def test_23_one_of_another_quiz_is_neither_ended_nor_put_back(
        self, quiz: Quiz, staff: Client
    ) -> None:
        other = make_quiz()
        person = make_learner()
        enrol(person, other.course)
        there = Override.objects.create(
            quiz=other, user=person, extra_attempts=1, at="2026-01-01T00:00Z"
        )
        for name in ("override_end", "override_back"):
            assert staff.post(of_quiz(quiz, name, there.pk)).status_code == 404
        there.refresh_from_db()
        assert there.ended_at is None

    @pytest.mark.parametrize("user", [0, 10**30])
    def test_23_for_nobody_there_is_none(self, quiz: Quiz, staff: Client, user: int) -> None:
        assert staff.get(of_quiz(quiz, "override_person", user)).status_code == 404

    def test_23_a_learner_of_another_course_is_not_found(self, quiz: Quiz, staff: Client) -> None:
        stranger = make_attempt().user
        address = of_quiz(quiz, "override_person", stranger.pk)
        assert staff.post(address, {"extra_attempts": "1"}).status_code == 404
        assert terms_for(stranger.pk, quiz.editions.get()).attempts_allowed == 2


class TestActs:
    def post(self, staff: Client, attempt: Attempt, kind: str, **more: Any) -> Any:
        url = reverse("quizzes:act", args=[attempt.quiz.course.slug, attempt.public_id, kind])
        kept = {"reason": "A bell.", "seen": stamp_for(attempt), "operation": str(uuid.uuid4())}
        return staff.post(url, {**kept, "minutes": "5", **more})

    @pytest.mark.parametrize("kind", ["time", "attempt", "submit", "void"])
    @pytest.mark.parametrize(
        "more", [{"reason": NUL}, {"reason": LONG}, {"reason": "  "}, {"operation": "x"}]
    )
    def test_23_nothing_is_done_without_a_reason_that_can_be_kept(
        self, quiz: Quiz, staff: Client, kind: str, more: dict[str, str]
    ) -> None:
        attempt = make_attempt(quiz)
        assert self.post(staff, attempt, kind, **more).status_code == 422
        assert not AttemptAct.objects.exists()

    @pytest.mark.parametrize("minutes", [*NUMBERS, "0", "10081"])
    def test_23_no_time_that_is_none_is_given(
        self, quiz: Quiz, staff: Client, minutes: str
    ) -> None:
        attempt = make_attempt(quiz)
        assert self.post(staff, attempt, "time", minutes=minutes).status_code == 422
        for_all = {"reason": "A bell.", "operation": str(uuid.uuid4()), "minutes": minutes}
        assert staff.post(of_quiz(quiz, "time_for_all"), for_all).status_code == 422
        assert not AttemptAct.objects.exists()

    @pytest.mark.parametrize("until", EDGES)
    def test_23_nothing_is_reopened_until_the_edge_of_time(
        self, quiz: Quiz, staff: Client, until: str
    ) -> None:
        attempt = make_graded(quiz)
        answer = self.post(staff, attempt, "reopen", ends="until", until=until)
        assert answer.status_code == 422
        attempt.refresh_from_db()
        page = reverse("quizzes:attempt", args=[attempt.public_id])
        assert make.client_for(attempt.user).get(page, follow=True).status_code == 200
        assert staff.get(of_quiz(quiz, "live")).status_code == 200

    @pytest.mark.parametrize("kind", ["time", "attempt", "reopen", "submit", "void"])
    def test_23_anothers_course_has_no_such_attempt(
        self, quiz: Quiz, staff: Client, kind: str
    ) -> None:
        there = make_attempt()
        url = reverse("quizzes:act", args=[quiz.course.slug, there.public_id, kind])
        assert staff.get(url).status_code == 404
        assert staff.post(url, {"reason": "A bell."}).status_code == 404
        assert self.post(staff, there, kind).status_code == 404
        assert make.client_for(there.user).post(url).status_code == 404
        assert not AttemptAct.objects.exists()

    @pytest.mark.parametrize("query", ["sort=x&page=0", "page=-1", "page=" + "9" * 400])
    def test_23_the_live_page_takes_any_address(
        self, quiz: Quiz, staff: Client, query: str
    ) -> None:
        assert staff.get(f"{of_quiz(quiz, 'live')}?{query}").status_code == 200


class TestGrades:
    @pytest.mark.parametrize("percent", ["-0.01", "100.01", *NUMBERS[:5], NUL])
    def test_23_a_grade_that_is_none_is_refused(
        self, quiz: Quiz, learner: User, staff: Client, percent: str
    ) -> None:
        url = reverse("quizzes:grade", args=[quiz.course.slug, learner.pk, quiz.key])
        sent = {"what": "percent", "percent": percent, "reason": "Why", "seen": "0"}
        assert staff.post(url, sent).status_code == 422
        assert not GradeAct.objects.exists()

    @pytest.mark.parametrize(
        "more", [{"reason": NUL}, {"reason": LONG}, {"seen": "x"}, {"what": "all"}]
    )
    def test_23_nor_one_without_its_reason(
        self, quiz: Quiz, learner: User, staff: Client, more: dict[str, str]
    ) -> None:
        url = reverse("quizzes:grade", args=[quiz.course.slug, learner.pk, quiz.key])
        sent = {"what": "percent", "percent": "50", "reason": "Why", "seen": "0", **more}
        assert staff.post(url, sent).status_code == 422
        assert not GradeAct.objects.exists()

    def test_23_a_name_is_no_formula_in_a_sheet(self, quiz: Quiz, staff: Client) -> None:
        user = make_learner(name='=HYPERLINK("http://x","\u202eevil")')
        enrol(user, quiz.course)
        url = reverse("quizzes:gradebook_csv", args=[quiz.course.slug])
        text = b"".join(staff.get(url)).decode()
        assert "'=HYPERLINK" in text
        assert ",=HYPERLINK" not in text and '"=HYPERLINK' not in text

    @pytest.mark.parametrize(
        "query",
        ["page=" + "9" * 400, "sort=x&cohort=x&state=x", "cohort=" + "9" * 30, "q=%FF", "after=x"],
    )
    def test_23_the_gradebook_takes_any_address(
        self, quiz: Quiz, staff: Client, query: str
    ) -> None:
        for name in ("gradebook", "gradebook_csv", "gradebook_xlsx"):
            url = reverse(f"quizzes:{name}", args=[quiz.course.slug])
            answer = staff.get(f"{url}?{query}")
            assert answer.status_code in (200, 404)
            assert answer.streaming or answer.content
            if answer.streaming:
                b"".join(answer)


class TestQuizSettings:
    @pytest.mark.parametrize(
        "changes",
        [
            {"order": "sequential", "per_page": ""},
            {"order": "backwards"},
            {"feedback": "always"},
            {"grade_method": "worst"},
            {"per_page": "0"},
            {"per_page": "9" * 400},
            {"try_penalty": "101"},
            {"try_penalty": "-1"},
            {"wait_minutes": "-1"},
            {"wait_minutes": "NaN"},
            {"requires": "quiz:there-is-none"},
            {"requires": "lessons"},
            {"access_code": NUL},
            {"access_code": LONG},
            {"honour_en": NUL},
            {"honour_en": LONG},
        ],
    )
    def test_23_settings_that_contradict_change_nothing(self, changes: dict[str, str]) -> None:
        quiz = make_quiz(is_published=False)
        before = {field.attname: getattr(quiz, field.attname) for field in quiz._meta.fields}
        assert send(quiz, **changes).status_code == 422
        now = Quiz.objects.get(pk=quiz.pk)
        assert before == {name: getattr(now, name) for name in before}

    @pytest.mark.parametrize("name", ["opens_at", "closes_at"])
    @pytest.mark.parametrize("moment", EDGES)
    def test_23_a_moment_at_the_edge_of_time(self, name: str, moment: str) -> None:
        quiz = make_quiz(is_published=False)
        assert send(quiz, **{name: moment}).status_code == 422
        assert send(quiz).status_code == 302
