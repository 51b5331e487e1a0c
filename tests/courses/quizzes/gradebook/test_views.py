"""The gradebook's page: who, in which order, with what in the cells."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from courses.catalog.models import Course, Enrolment
from courses.people.models import Cohort, Membership, User
from courses.quizzes.gradebook import table
from courses.quizzes.gradebook.models import GradeAct, QuizGrade
from courses.quizzes.gradebook.services import Said, override_grade, refresh_grade
from courses.quizzes.models import Attempt, Quiz
from tests.support.make_quizzes import enrol, make_learner, make_quiz, make_staff
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def learner(course: Course, name: str) -> User:
    user = make_learner(name=name)
    enrol(user, course)
    return user


def give(quiz: Quiz, user: User, percent: int | None, state: str = "graded") -> Attempt:
    """An attempt as it is stored, without a question answered."""
    quiz.course.refresh_from_db()
    edition = quiz.editions.get(edition=quiz.course.current_edition)
    attempt = Attempt.objects.create(
        user=user,
        quiz=quiz,
        quiz_edition=edition,
        number=Attempt.objects.filter(user=user, quiz=quiz).count() + 1,
        language="en",
        state=state,
        seed=1,
        started_at="2026-11-01T10:00Z",
        graded_at="2026-11-01T11:00Z" if state == "graded" else None,
        score=None if percent is None else Decimal(percent) / 10,
        max_score=None if percent is None else 10,
        passed=None if percent is None else percent >= 70,
    )
    with transaction.atomic():
        refresh_grade(quiz.pk, user.pk)
    return attempt


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz()


@pytest.fixture
def other(quiz: Quiz) -> Quiz:
    return make_quiz(quiz.course)


Show = Callable[..., Any]


@pytest.fixture
def show(client: Client, quiz: Quiz) -> Show:
    client.force_login(make_staff(quiz.course))

    def page(**query: Any) -> Any:
        return client.get(reverse("quizzes:gradebook", args=[quiz.course.slug]), query)

    return page


def names(response: Any) -> list[str]:
    return [row[0].split(" ")[0] for row in screen(response)]


def screen(response: Any) -> list[list[str]]:
    """The cells of the body as a screen reader has them."""
    page = lxml_html.fromstring(response.content.decode())
    rows = page.xpath("//table//tbody/tr")
    return [[_said(cell) for cell in row] for row in rows]


def _said(cell: Any) -> str:
    for hidden in cell.xpath(".//*[@aria-hidden]"):
        tail = hidden.tail or ""
        hidden.clear()
        hidden.tail = tail
    return " ".join(" ".join(cell.itertext()).split())


class TestCells:
    def test_each_state_in_words(self, quiz: Quiz, show: Show) -> None:
        staff = make_staff(quiz.course)
        for name, percent, state in (
            ("Ana", 80, "graded"), ("Bo", 60, "graded"), ("Cy", None, "open"),
            ("Di", None, "submitted"), ("Ed", None, "marking"),
        ):  # fmt: skip
            give(quiz, learner(quiz.course, name), percent, state)
        learner(quiz.course, "Fi")
        for name, said in (
            ("Gi", Said("percent", Decimal("72.5"))), ("Ha", Said("excused"))
        ):  # fmt: skip
            user = learner(quiz.course, name)
            override_grade(quiz.pk, user.pk, said, reason="Ill.", by=staff, seen=0)
        assert [row[-1] for row in screen(show())] == [
            "80 % passed", "60 % not passed", "under way", "being marked", "being marked",
            "– not started", "72.5 % passed changed by hand", "excused",
        ]  # fmt: skip

    def test_a_grade_and_an_attempt_under_way(self, quiz: Quiz, show: Show) -> None:
        user = learner(quiz.course, "Ana")
        give(quiz, user, 60)
        give(quiz, user, None, "open")
        assert screen(show())[0][-1] == "60 % not passed under way"

    def test_the_total_is_the_mean(self, quiz: Quiz, other: Quiz, show: Show) -> None:
        user = learner(quiz.course, "Ana")
        give(quiz, user, 60)
        give(other, user, 85)
        assert screen(show())[0][1] == "72.5 %"

    def test_names_are_escaped(self, quiz: Quiz, show: Show) -> None:
        learner(quiz.course, "<b>Ana</b>")
        assert b"&lt;b&gt;Ana&lt;/b&gt;" in show().content

    def test_a_cell_leads_to_the_grade(self, quiz: Quiz, show: Show) -> None:
        user = learner(quiz.course, "Ana")
        give(quiz, user, 60)
        link = f'href="{user.pk}/{quiz.key}/"'
        assert link in show().content.decode()
        address = reverse("quizzes:gradebook", args=[quiz.course.slug]) + f"{user.pk}/{quiz.key}/"
        assert address == reverse("quizzes:grade", args=[quiz.course.slug, user.pk, quiz.key])

    def test_the_way_to_a_grade_and_back_keeps_what_was_asked(
        self, client: Client, quiz: Quiz, show: Show
    ) -> None:
        ana = learner(quiz.course, 'A{0}"&')
        query = "?q=A%7B0%7D%22%26&amp;sort=-total"
        page = show(q='A{0}"&', sort="-total").content.decode()
        assert f'href="{ana.pk}/{quiz.key}/{query}"' in page
        url = reverse("quizzes:grade", args=[quiz.course.slug, ana.pk, quiz.key])
        back = reverse("quizzes:gradebook", args=[quiz.course.slug])
        assert (
            f'href="{back}{query}"'
            in client.get(url + query.replace("&amp;", "&")).content.decode()
        )

    def test_quizzes_for_practice_have_no_column(self, quiz: Quiz, show: Show) -> None:
        make_quiz(quiz.course, is_practice=True, required=False)
        learner(quiz.course, "Ana")
        assert len(screen(show())[0]) == 3


class TestOrder:
    @pytest.fixture(autouse=True)
    def _class(self, quiz: Quiz, other: Quiz) -> None:
        for name, first, second in (
            ("Bo", 50, 90), ("ana", 90, None), ("Cy", None, 20), ("Di", None, None), ("Ed", 70, 70)
        ):  # fmt: skip
            user = learner(quiz.course, name)
            for one, percent in ((quiz, first), (other, second)):
                if percent is not None:
                    give(one, user, percent)

    @pytest.mark.parametrize(
        ("sort", "wanted"),
        [
            ("name", "ana Bo Cy Di Ed"),
            ("-name", "Ed Di Cy Bo ana"),
            ("total", "Cy Bo Ed ana Di"),
            ("-total", "ana Ed Bo Cy Di"),
            ("quiz:first", "Bo Ed ana Cy Di"),
            ("-quiz:first", "ana Ed Bo Cy Di"),
            ("quiz:nothing", "ana Bo Cy Di Ed"),
            ("rubbish", "ana Bo Cy Di Ed"),
        ],
    )
    def test_sorted_those_without_a_value_last(
        self, quiz: Quiz, show: Show, sort: str, wanted: str
    ) -> None:
        assert names(show(sort=sort.replace("first", quiz.key))) == wanted.split()

    @pytest.mark.parametrize("sort", ["name", "-name", "total", "-total", "quiz", "-quiz"])
    def test_page_by_page_there_and_back(
        self, quiz: Quiz, show: Show, sort: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(table, "PER_PAGE", 2)
        sort = f"{sort}:{quiz.key}" if sort.endswith("quiz") else sort
        whole = [name for page in walked(show, sort, "after_url") for name in names(page)]
        monkeypatch.setattr(table, "PER_PAGE", 100)
        assert whole == names(show(sort=sort))
        monkeypatch.setattr(table, "PER_PAGE", 2)
        back = [names(page) for page in walked(show, sort, "before_url", before="end")]
        assert [name for page in reversed(back) for name in page] == whole

    def test_ties_by_the_learner(
        self, quiz: Quiz, show: Show, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(4):
            give(quiz, learner(quiz.course, "Same"), 70)
        monkeypatch.setattr(table, "PER_PAGE", 2)
        pages = walked(show, f"quiz:{quiz.key}", "after_url")
        found = [row.learner.user for page in pages for row in page.context["page"].rows]
        assert len(found) == len(set(found)) == 9

    @pytest.mark.parametrize("place", ["x", "999999999999", "r0", "-1", "9" * 30])
    def test_a_place_that_is_none(self, show: Show, place: str) -> None:
        assert show(after=place).status_code == 200


def walked(show: Show, sort: str, way: str, **query: Any) -> list[Any]:
    pages: list[Any] = [show(sort=sort, **query)]
    while pages[-1].context[way]:
        asked = pages[-1].context[way].removeprefix("?")
        pages.append(show(**dict(part.split("=") for part in asked.replace("%3A", ":").split("&"))))
    return pages


class TestFilters:
    @pytest.fixture(autouse=True)
    def _class(self, quiz: Quiz, other: Quiz) -> None:
        ana, bo, cy, _di = (learner(quiz.course, name) for name in ("Ana", "Bo", "Cy", "Di"))
        give(quiz, ana, 90)
        give(other, ana, 80)
        give(quiz, bo, 90)
        give(other, bo, 10)
        give(other, cy, None, "marking")

    @pytest.mark.parametrize(
        ("stand", "wanted"),
        [("passed", "Ana"), ("failing", "Bo"), ("waiting", "Cy"), ("not_started", "Di")],
    )
    @pytest.mark.parametrize("sort", ["name", "-total"])
    def test_by_state_in_the_course(self, show: Show, stand: str, wanted: str, sort: str) -> None:
        assert names(show(stand=stand, sort=sort)) == wanted.split()

    @pytest.mark.parametrize(
        ("stand", "wanted"),
        [("passed", "Ana Bo"), ("failing", ""), ("waiting", ""), ("not_started", "Cy Di")],
    )
    def test_by_state_in_a_quiz(self, quiz: Quiz, show: Show, stand: str, wanted: str) -> None:
        assert names(show(stand=stand, of=quiz.key)) == wanted.split()

    @pytest.mark.parametrize("text", ["an", "AN", "a n"])
    def test_by_name(self, show: Show, text: str) -> None:
        assert names(show(q=text)) == (["Ana"] if " " not in text else [])

    def test_by_address(self, quiz: Quiz, show: Show) -> None:
        user = User.objects.get(name="Cy")
        assert names(show(q=user.email[:8])) == ["Cy"]

    @pytest.mark.parametrize("sort", ["name", "total"])
    def test_by_cohort(self, quiz: Quiz, show: Show, sort: str) -> None:
        cohort = Cohort.objects.create(name="Spring")
        for user in User.objects.filter(name__in=["Bo", "Cy"]):
            Membership.objects.create(cohort=cohort, user=user)
        assert names(show(cohort=cohort.pk, sort=sort)) == ["Bo", "Cy"]
        assert names(show(cohort=cohort.pk, stand="failing")) == ["Bo"]

    @pytest.mark.parametrize("sort", ["name", "total", "-quiz"])
    @pytest.mark.parametrize("stand", ["passed", "failing", "waiting", "not_started"])
    def test_many_who_fit_are_found_as_few_are(
        self, quiz: Quiz, show: Show, sort: str, stand: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sort = f"{sort}:{quiz.key}" if sort.endswith("quiz") else sort
        asked = [{"stand": stand, "sort": sort}, {"stand": stand, "sort": sort, "of": quiz.key}]
        few = [names(show(**one)) for one in asked]
        monkeypatch.setattr("courses.quizzes.gradebook.walking.NARROW", 0)
        assert [names(show(**one)) for one in asked] == few

    def test_who_has_left_is_not_listed(self, show: Show) -> None:
        Enrolment.objects.filter(user__name="Ana").update(withdrawn_at="2026-11-01T10:00Z")
        assert names(show()) == ["Bo", "Cy", "Di"]

    def test_nobody_fits(self, show: Show) -> None:
        assert b"Nobody here fits" in show(q="zzz").content


class TestSheets:
    """Equal to the screen, cell by cell."""

    @pytest.fixture(autouse=True)
    def _class(self, quiz: Quiz, other: Quiz) -> None:
        for number in range(7):
            user = learner(quiz.course, f"Learner {number}")
            give(quiz, user, 10 * number + 3)
            if number % 2:
                give(other, user, None if number == 5 else 80, "open" if number == 5 else "graded")
        by_hand = User.objects.get(name="Learner 4")
        staff = make_staff(quiz.course)
        override_grade(other.pk, by_hand.pk, Said("excused"), reason="Ill.", by=staff, seen=0)
        override_grade(
            quiz.pk, by_hand.pk, Said("percent", Decimal(99)), reason="!", by=staff, seen=0
        )

    def sheets(self, client: Client, quiz: Quiz, query: dict[str, Any]) -> list[list[list[str]]]:
        found = []
        for kind in ("csv", "xlsx"):
            url = reverse(f"quizzes:gradebook_{kind}", args=[quiz.course.slug])
            answer: Any = client.get(url, query)
            content = b"".join(answer.streaming_content)
            found.append(_csv(content) if kind == "csv" else _xlsx(content))
        return found

    @pytest.mark.parametrize(
        "query",
        [{}, {"sort": "-total"}, {"q": "4"}, {"stand": "failing"}, {"sort": "-name", "page": "2"}],
    )
    def test_equal(
        self, client: Client, quiz: Quiz, show: Show, query: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        monkeypatch.setattr(table, "PER_PAGE", 3)
        monkeypatch.setattr(table, "AT_ONCE", 2)
        pages = walked(show, query.get("sort", "name"), "after_url", **_without(query, "sort"))
        on_screen = [_as_sheet(row) for page in pages for row in screen(page)]
        for sheet in self.sheets(client, quiz, query):
            body = [[" ".join(f"{row[0]} {row[1]}".split()), *row[2:]] for row in sheet[1:]]
            assert [_joined(row) for row in body] == on_screen

    def test_the_head_names_each_quiz_twice(self, client: Client, quiz: Quiz, show: Show) -> None:
        show()
        for sheet in self.sheets(client, quiz, {}):
            assert len(sheet[0]) == 3 + 2 * 2
            assert sheet[0][:3] == ["Name", "E-mail", "Total, in percent"]

    def test_no_formula_runs(self, client: Client, quiz: Quiz, show: Show) -> None:
        show()
        User.objects.filter(name="Learner 0").update(name="=1+1")
        by_csv, by_xlsx = self.sheets(client, quiz, {})
        assert by_csv[1][0] == "'=1+1"
        assert by_xlsx[1][0] == "=1+1"


def _without(query: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in query.items() if key != name}


def _csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def _xlsx(content: bytes) -> list[list[str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    rows = sheet.iter_rows(values_only=True)
    return [["" if value is None else f"{value}" for value in row] for row in rows]


def _as_sheet(row: list[str]) -> list[str]:
    """A row of the screen: no signs for what is empty, words without percent marks."""
    return [cell.replace(" %", "").replace("– not started", "").replace("–", "") for cell in row]


def _joined(row: list[str]) -> list[str]:
    pairs = [
        " ".join(f"{a} {b.replace(';', '')}".split())
        for a, b in zip(row[2::2], row[3::2], strict=True)
    ]
    return [row[0], row[1], *pairs]


class TestGrade:
    @pytest.fixture
    def user(self, quiz: Quiz) -> User:
        user = learner(quiz.course, "Ana")
        give(quiz, user, 60)
        return user

    def url(self, quiz: Quiz, user: User) -> str:
        return reverse("quizzes:grade", args=[quiz.course.slug, user.pk, quiz.key])

    def test_set_by_hand(self, client: Client, show: Show, quiz: Quiz, user: User) -> None:
        show()
        data = {"what": "percent", "percent": "75", "reason": "Oral exam.", "seen": "0"}
        page = client.post(self.url(quiz, user), data, follow=True).content.decode()
        assert "Set to 75 %" in page and "Oral exam." in page
        assert QuizGrade.objects.get().percent == 75

    def test_released_again(self, client: Client, show: Show, quiz: Quiz, user: User) -> None:
        show()
        client.post(self.url(quiz, user), {"what": "excused", "reason": "Ill.", "seen": "0"})
        seen = GradeAct.objects.get().pk
        client.post(self.url(quiz, user), {"what": "attempts", "reason": "No.", "seen": seen})
        assert QuizGrade.objects.get().percent == 60

    def test_undone(self, client: Client, show: Show, quiz: Quiz, user: User) -> None:
        show()
        client.post(self.url(quiz, user), {"what": "excused", "reason": "Ill.", "seen": "0"})
        seen = GradeAct.objects.get().pk
        page = client.post(self.url(quiz, user), {"action": "undo", "seen": seen}, follow=True)
        assert b"Taken back" in page.content
        assert QuizGrade.objects.get().percent == 60

    def test_who_is_second_sees_what_the_first_said(
        self, client: Client, show: Show, quiz: Quiz, user: User
    ) -> None:
        show()
        by = make_staff(quiz.course)
        override_grade(quiz.pk, user.pk, Said("excused"), reason="Ill.", by=by, seen=0)
        data = {"what": "percent", "percent": "75", "reason": "Mine.", "seen": "0"}
        page = client.post(self.url(quiz, user), data)
        assert page.status_code == 409
        assert b"changed this grade meanwhile" in page.content
        again = {**data, "seen": page.context["form"]["seen"].value()}
        assert client.post(self.url(quiz, user), again).status_code == 302
        assert QuizGrade.objects.get().percent == 75

    @pytest.mark.parametrize(
        "data",
        [
            {"what": "percent", "percent": "", "reason": "x"},
            {"what": "percent", "percent": "101", "reason": "x"},
            {"what": "percent", "percent": "-1", "reason": "x"},
            {"what": "percent", "percent": "NaN", "reason": "x"},
            {"what": "percent", "percent": "75", "reason": " "},
            {"what": "attempts", "reason": "nothing to release"},
            {"what": "rubbish", "reason": "x"},
        ],
    )
    def test_refused_with_a_word(
        self, client: Client, show: Show, quiz: Quiz, user: User, data: dict[str, str]
    ) -> None:
        show()
        page = client.post(self.url(quiz, user), {**data, "seen": "0"})
        assert page.status_code == 422
        assert not GradeAct.objects.exists()

    def test_of_a_learner_of_another_course(self, client: Client, show: Show, quiz: Quiz) -> None:
        show()
        assert client.get(self.url(quiz, make_learner())).status_code == 404


class TestWhoSees:
    @pytest.mark.parametrize("name", ["gradebook", "gradebook_csv", "gradebook_xlsx"])
    def test_not_staff_of_another_course(self, client: Client, quiz: Quiz, name: str) -> None:
        client.force_login(make_staff(make_quiz().course))
        url = reverse(f"quizzes:{name}", args=[quiz.course.slug])
        assert client.get(url).status_code == 404

    def test_without_learners(self, show: Show) -> None:
        assert b"Nobody takes this course yet" in show().content

    def test_without_a_quiz(self, client: Client) -> None:
        quiz = make_quiz(is_published=False)
        client.force_login(make_staff(quiz.course))
        page = client.get(reverse("quizzes:gradebook", args=[quiz.course.slug]))
        assert b"No grades yet" in page.content


@pytest.mark.parametrize("count", [1, 3])
def test_ten_queries_however_many_stand_there(quiz: Quiz, show: Show, count: int) -> None:
    for number in range(count):
        give(quiz, learner(quiz.course, f"L{number}"), 50)
    show()
    with assert_queries(9):
        show()
    with assert_queries(10):
        show(sort="total")
    with assert_queries(10):
        show(sort=f"quiz:{quiz.key}", stand="failing")
    with assert_queries(9):
        show(sort="total", before="end")
