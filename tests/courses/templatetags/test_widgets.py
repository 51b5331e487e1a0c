from datetime import datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from courses.templatetags import widgets
from tests.support.html import squeezed


def draw(source: str, path: str = "/list/", **context: object) -> str:
    request = RequestFactory().get(path)
    return squeezed(Template(source).render(Context({"request": request, **context})))


def test_an_icon_is_hidden_from_screen_readers_and_taken_from_the_sprite() -> None:
    assert widgets.icon("check") == (
        '<svg class="icon" aria-hidden="true" focusable="false">'
        '<use href="/static/icons.svg#check"></use></svg>'
    )


def test_an_icon_with_a_direction_turns_round_in_right_to_left_pages() -> None:
    assert 'class="icon icon-turns"' in widgets.icon("arrow-forward")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (80, "1 h 20 min"), (None, "0 min")],
)
def test_duration_in_words(minutes: int | None, words: str) -> None:
    assert widgets.duration(minutes) == words


def test_a_time_is_relative_with_the_exact_one_and_its_zone_as_title() -> None:
    moment = timezone.now() - timedelta(hours=3, minutes=5)
    html = str(widgets.time_tag(moment))
    assert 'title="' in html
    assert " UTC" in html
    assert html.endswith("3\xa0hours ago</time>")


def test_an_exact_time_is_day_first_in_english_with_the_readers_zone() -> None:
    moment = datetime.fromisoformat("2026-11-20T17:30:00+00:00")
    with timezone.override("Africa/Nairobi"):
        html = str(widgets.time_tag(moment, exact=True))
    assert ">20 November 2026, 20:30 EAT</time>" in html


@pytest.mark.parametrize(
    ("language", "face"),
    [("en", "20 November 2026, 17:30:09"), ("fr", "20 novembre 2026 17:30:09")],
)
def test_an_exact_time_is_told_to_the_second_where_that_is_asked(language: str, face: str) -> None:
    moment = datetime.fromisoformat("2026-11-20T17:30:09+00:00")
    with timezone.override("UTC"), override(language):
        assert f">{face} UTC</time>" in str(widgets.time_tag(moment, exact=True, seconds=True))


def test_no_time_is_nothing() -> None:
    assert widgets.time_tag(None) == ""


def test_the_pager_keeps_the_filter_and_drops_page_one() -> None:
    page = Paginator(range(60), 20).get_page(2)
    html = draw("{% pager page %}", "/list/?q=amina&page=2", page=page)
    assert '<a href="?q=amina" rel="prev">' in html
    assert '<a href="?q=amina&amp;page=3" rel="next">' in html
    assert "21–40 of 60" in html


def test_the_pager_of_one_page_only_counts() -> None:
    html = draw("{% pager page %}", page=Paginator(range(3), 20).get_page(1))
    assert "3 in all" in html
    assert "<a" not in html


def test_the_pager_of_an_empty_list_is_nothing() -> None:
    assert draw("{% pager page %}", page=Paginator([], 20).get_page(1)) == ""


def test_a_sort_link_turns_the_order_round_and_leaves_the_page() -> None:
    html = draw('{% sort_link "name" "Name" %}', "/list/?sort=name&page=3")
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-name"' in html


def test_a_sort_link_of_another_column_says_none() -> None:
    html = draw('{% sort_link "name" "Name" %}', "/list/?sort=grade")
    assert 'aria-sort="none"' in html
    assert 'href="?sort=name"' in html


def test_segments_say_in_words_how_many_are_done() -> None:
    html = draw('{% progress_segments 2 3 label="Lessons read" %}')
    assert 'aria-label="Lessons read: 2 of 3"' in html
    assert html.count("segment-done") == 2
    assert html.count("segment-open") == 1


@pytest.mark.parametrize(
    ("cookie", "attribute"),
    [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("<b>", ""), ("", "")],
)
def test_the_theme_is_drawn_from_the_cookie_alone_when_known(cookie: str, attribute: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie
    assert widgets.theme_attribute(Context({"request": request})) == attribute


def test_interface_languages_are_named_in_themselves() -> None:
    assert ("fr", "Français") in widgets.interface_languages()
