from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from content.models import Report
from courses.authoring.models import ImportPlan, ReportUpload
from courses.authoring.topics.models import TopicChoice
from courses.people.models import User
from tests.support.make import client_for, instructor
from tests.support.make_topics import ABOUT, MENTION, brought, report_of
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

PAGE = "/studio/topics/money-laundering/"


@pytest.fixture
def report(teacher: User, tmp_path: Path) -> Report:
    return brought(teacher, report_of(tmp_path, ABOUT, MENTION, title="First report"))


def paragraph(report: Report, key: str) -> int:
    return report.passages.get(key=key).pk


def ticks(page: str) -> list[str]:
    return [
        piece.partition('"')[0]
        for piece in page.split('name="take" value="')[1:]
        if piece.partition(">")[0].endswith("checked")
    ]


def post(client: Client, report: Report, *keys: str, act: str = "save", **more: str) -> Any:
    shown = [paragraph(report, key) for key in ("1", "2")]
    take = [paragraph(report, key) for key in keys]
    return client.post(PAGE, {"shown": shown, "take": take, "act": act}, headers=more)


def test_topics_are_listed_with_their_passages_and_reports(client: Client, report: Report) -> None:
    page = client.get("/studio/topics/").content.decode()
    assert "Money laundering" in page
    assert "2 paragraphs" in page
    assert "1 report" in page
    assert "Cybercrime" not in page


def test_without_a_report_there_is_a_way_to_bring_one(client: Client) -> None:
    assert "/studio/reports/upload/" in client.get("/studio/topics/").content.decode()
    assert "say nothing of it" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("state", "said"), [("waiting", True), ("reading", True), ("failed", False)]
)
def test_a_report_that_is_being_read_is_told_of(
    client: Client, teacher: User, state: str, said: bool
) -> None:
    mine = ReportUpload.objects.create(filename="a.pdf", size=1, uploaded_by=teacher, state=state)
    ReportUpload.objects.create(filename="b.pdf", size=1, uploaded_by=instructor())
    page = client.get("/studio/topics/").content.decode()
    assert ("1 report of yours is being read" in page) is said
    assert ("No topic yet" in page) is not said
    mine.delete()
    assert "is being read" not in client.get("/studio/topics/").content.decode()


def test_of_other_peoples_reports_nothing_is_seen(report: Report) -> None:
    stranger = client_for(instructor())
    assert "Money laundering" not in stranger.get("/studio/topics/").content.decode()
    assert "say nothing of it" in stranger.get(PAGE).content.decode()


def test_a_topic_that_is_on_no_list_is_not_found(client: Client) -> None:
    assert client.get("/studio/topics/nonsense/").status_code == 404


def test_each_paragraph_stands_with_source_evidence_and_weight(
    client: Client, report: Report
) -> None:
    page = client.get(PAGE).content.decode()
    assert "First report, para. 1" in page
    assert "<mark>money laundering</mark>" in page
    assert "says much about it" in page
    assert "touches on it" in page


def test_what_is_about_the_topic_is_ticked_at_first(client: Client, report: Report) -> None:
    assert ticks(client.get(PAGE).content.decode()) == [str(paragraph(report, "1"))]


def test_a_report_of_which_nothing_is_ticked_is_named(
    client: Client, teacher: User, report: Report, tmp_path: Path
) -> None:
    assert "nothing is ticked" not in client.get(PAGE).content.decode()
    second = brought(teacher, report_of(tmp_path, MENTION, title="Second report"))
    page = client.get(PAGE).content.decode()
    assert "Of Second report nothing is ticked: 1 paragraph of it touches on this." in page
    assert f'href="?language=en&amp;report={second.pk}">Show them</a>' in page
    assert "Of First report" not in page
    shown = paragraph(second, "1")
    client.post(PAGE, {"shown": [shown], "take": [shown], "act": "save"})
    assert "nothing is ticked" not in client.get(PAGE).content.decode()


def test_any_page_is_one_press_away(
    client: Client, teacher: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courses.authoring.topics.queries.ON_A_PAGE", 1)
    texts = [f"Money laundering, case {word}." for word in ("abc", "def", "ghi", "jkl")]
    brought(teacher, report_of(tmp_path, *texts, title="Cases"))
    page = client.get(f"{PAGE}?page=2").content.decode()
    offered = [piece.partition('"')[0] for piece in page.split('name="act" value="page-')[1:]]
    assert offered == ["1", "1", "3", "4", "3"]
    answer = client.post(f"{PAGE}?page=2", {"act": "page-4"})
    assert answer["Location"] == f"{PAGE}?page=4"


def test_what_was_ticked_is_kept(client: Client, report: Report) -> None:
    post(client, report, "2")
    assert ticks(client.get(PAGE).content.decode()) == [str(paragraph(report, "2"))]
    post(client, report, "1")
    assert ticks(client.get(PAGE).content.decode()) == [str(paragraph(report, "1"))]
    choice = TopicChoice.objects.get()
    assert (choice.taken, choice.left) == ([], [])


def test_what_was_not_on_the_page_keeps_its_tick(client: Client, report: Report) -> None:
    client.post(PAGE, {"shown": [paragraph(report, "2")], "take": [], "act": "save"})
    assert ticks(client.get(PAGE).content.decode()) == [str(paragraph(report, "1"))]


def test_a_tick_is_saved_at_once_and_counted(client: Client, report: Report) -> None:
    answer = post(client, report, "1", "2", **{"HX-Request": "true"})
    page = answer.content.decode()
    assert "2 of 2 paragraphs ticked" in page
    assert "<html" not in page


def test_numbers_of_other_peoples_passages_are_passed_over(
    client: Client, report: Report, tmp_path: Path
) -> None:
    theirs = report_of(tmp_path, ABOUT, "Another text about nothing.", title="Theirs")
    wanted = [paragraph(theirs, "1"), "9" * 18]
    client.post(PAGE, {"shown": wanted, "take": wanted, "act": "save"})
    assert TopicChoice.objects.get().taken == []


@pytest.mark.parametrize("wrong", [{"take": "x"}, {"act": "burn"}, {"shown": "9" * 40}])
def test_nonsense_is_refused(client: Client, report: Report, wrong: dict[str, str]) -> None:
    assert client.post(PAGE, wrong).status_code == 409
    assert not TopicChoice.objects.exists()


def test_without_a_tick_no_course_is_built(client: Client, report: Report) -> None:
    answer = post(client, report, act="build")
    assert answer.status_code == 422
    assert "Tick at least one" in answer.content.decode()
    assert not ImportPlan.objects.exists()


@pytest.mark.parametrize(
    "address", [PAGE + "?language=xx&report=nonsense&page=99", PAGE + "?report=0"]
)
def test_an_address_that_asks_for_nonsense_shows_the_topic(
    client: Client, report: Report, address: str
) -> None:
    assert "First report, para. 1" in client.get(address).content.decode()


def test_one_report_alone_can_be_shown(
    client: Client, report: Report, teacher: User, tmp_path: Path
) -> None:
    other = brought(teacher, report_of(tmp_path, MENTION, "Nothing.", title="Second report"))
    page = client.get(f"{PAGE}?report={other.pk}").content.decode()
    assert "Second report, para. 1" in page
    assert "First report, para." not in page


def test_passages_of_another_language_stay_out_and_it_is_said(
    client: Client, report: Report, teacher: User, tmp_path: Path
) -> None:
    french = "La lutte contre le blanchiment d'argent est le sujet de ce texte et de cette loi."
    brought(teacher, report_of(tmp_path, french, "Rien de plus.", title="Rapport de la commission"))
    page = client.get(PAGE).content.decode()
    assert "1 paragraph in another language stays out" in page
    assert french[:8] not in page
    assert french[:8] in client.get(PAGE + "?language=fr").content.decode()


def test_a_repeat_is_folded_under_what_it_repeats(
    client: Client, report: Report, teacher: User, tmp_path: Path
) -> None:
    brought(teacher, report_of(tmp_path, ABOUT.replace("2019", "2020"), "Else.", title="Second"))
    page = client.get(PAGE).content.decode()
    assert "1 like it" in page
    assert len(ticks(page)) == 1
    assert "1 of 3 paragraphs ticked" in page


@pytest.mark.parametrize("reports", [1, 3])
def test_queries_do_not_grow_with_reports_and_passages(
    client: Client, teacher: User, tmp_path: Path, reports: int
) -> None:
    for number in range(reports):
        texts = [
            f"Money laundering, case {word}." for word in ("abc", "def", "ghi", "jkl")[: number + 2]
        ]
        brought(teacher, report_of(tmp_path, *texts, "Nothing.", "More.", title=f"Report {number}"))
    client.get(PAGE)
    with assert_queries(5):
        client.get("/studio/topics/")
    with assert_queries(8):
        client.get(PAGE)
