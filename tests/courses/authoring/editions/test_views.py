"""The pages about editions: what they say, and what their buttons do."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from courses.authoring.editions.models import Comparison
from courses.catalog.models import LessonVersion
from tests.support.html import words_of
from tests.support.make import client_for, instructor, person
from tests.support.make_editions import CHANGED, Renewed, renewed
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(made: Renewed) -> Client:
    return client_for(made.teacher)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def at(made: Renewed, more: str = "") -> str:
    return f"/studio/comparisons/{made.compared().pk}/{more}"


def decide(client: Client, made: Renewed, do: str, **fields: object) -> Any:
    newest = made.first.versions.filter(language="en").latest("number")
    block = {"lesson": made.first.pk, "language": "en", "key": "p2", "number": newest.number}
    return client.post(at(made, "decide/"), {"do": do, **block, **fields})


def body(made: Renewed) -> str:
    newest: LessonVersion = made.first.versions.filter(language="en").latest("number")
    return newest.body


def test_the_earlier_edition_is_offered_and_compared_with(client: Client, made: Renewed) -> None:
    address = f"/studio/reports/of/{made.newer.slug}/"
    assert "With the same symbol or title" in page(client, address)
    answer = client.post(f"{address}compare/", {"other": made.older.pk, "which": "newer"})
    comparison = Comparison.objects.get()
    assert answer["Location"] == f"/studio/comparisons/{comparison.pk}/"
    assert (comparison.older, comparison.newer) == (made.older, made.newer)


def test_an_older_edition_over_a_newer_one_is_refused_in_a_sentence(
    client: Client, made: Renewed
) -> None:
    made.compared()
    address = f"/studio/reports/of/{made.older.slug}/compare/"
    answer = client.post(address, {"other": made.newer.pk, "which": "newer"})
    assert answer.status_code == 409
    assert "is the older of the two" in answer.content.decode()
    assert Comparison.objects.count() == 1


def test_the_page_shows_both_texts_and_all_that_rests_on_them(
    client: Client, made: Renewed
) -> None:
    text = page(client, at(made))
    assert "<del>" in text and "Two" in text and "Nine" in text
    for name in ("Cash", "Espèces", "draft and published", "1 changed passage waits"):
        assert name in text
    assert "Answers" not in text


def test_a_kind_of_change_can_be_chosen(client: Client, made: Renewed) -> None:
    text = words_of(page(client, f"{at(made)}?kind=same"))
    assert "Couriers carried cash" in text and "Nine" not in text
    assert "There is nothing of this kind" in page(client, f"{at(made)}?kind=gone")


def test_the_new_text_is_taken_and_the_way_back_is_offered(client: Client, made: Renewed) -> None:
    before = body(made)
    answer = decide(client, made, "take")
    assert CHANGED[2] in body(made)
    text = page(client, answer["Location"])
    assert "New text taken" in text and "1 question waits for review" in text
    assert "Everything that rests on a changed passage was decided" in text
    act = made.compared().acts.get()
    client.post(at(made, f"undo/{act.pk}/"))
    assert body(made) == before


def test_two_people_at_once_lose_nothing(client: Client, made: Renewed) -> None:
    decide(client, made, "keep")
    before = body(made)
    answer = decide(client, made, "take", number=1)
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.content.decode()
    assert body(made) == before


def test_a_question_is_sent_to_review(client: Client, made: Renewed) -> None:
    client.post(at(made, "decide/"), {"do": "review", "question": made.about_two.pk})
    assert "1 waits for review" in page(client, f"/quizzes/{made.course.slug}/bank/")


def test_all_untouched_passages_are_shown_first(client: Client, made: Renewed) -> None:
    address = at(made, f"all/{made.course.slug}/")
    text = page(client, address)
    assert "Nine" in text and "cites the new edition" in text.replace("cite the", "cites the")
    seen = text.split('name="seen" value="')[1].split('"')[0]
    assert CHANGED[2] not in body(made)
    assert client.post(address, {"seen": "0:1"}).status_code == 409
    client.post(address, {"seen": seen})
    assert CHANGED[2] in body(made)


def test_strangers_find_no_comparison(made: Renewed) -> None:
    for stranger, status in ((instructor(), 404), (person(), 403)):
        assert client_for(stranger).get(at(made)).status_code == status
        assert decide(client_for(stranger), made, "take").status_code == status


def test_nonsense_is_refused_and_changes_nothing(client: Client, made: Renewed) -> None:
    before = body(made)
    assert client.post(at(made, "decide/"), {"do": "burn"}).status_code == 422
    assert decide(client, made, "right").status_code == 422
    for number in (10**9, 10**30):
        assert decide(client, made, "take", lesson=number).status_code == 404
        assert decide(client, made, "right", question=number).status_code == 404
        assert client.get(at(made), {"done": number, "page": number}).status_code == 200
    assert decide(client, made, "take", number=10**30).status_code == 409
    assert body(made) == before


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_changes(tmp_path: Path, count: int) -> None:
    changes = {n: f"Paragraph {n} was written anew from its start." for n in range(1, count + 1)}
    made = renewed(tmp_path, changes)
    client, address = client_for(made.teacher), at(made)
    client.get(address)
    with assert_queries(12):
        client.get(address)


def test_a_withdrawn_report_says_so_until_it_stands_again(client: Client, made: Renewed) -> None:
    address = f"/studio/reports/of/{made.older.slug}/"
    client.post(f"{address}withdrawal/", {"why": "Figures were wrong."})
    assert "Figures were wrong." in page(client, address)
    client.post(f"{address}withdrawal/", {"stands": "1"})
    assert "Figures were wrong." not in page(client, address)


def test_only_who_brought_a_report_withdraws_it(made: Renewed) -> None:
    other = client_for(instructor())
    address = f"/studio/reports/of/{made.older.slug}/withdrawal/"
    assert other.post(address, {"why": "x"}).status_code == 403
