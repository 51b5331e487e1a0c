import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import resolve

from courses.templatetags.navigation import PARTS, part_of
from tests.support.html import squeezed


def draw(source: str, path: str = "/") -> str:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    return squeezed(Template(source).render(Context({"request": request})))


@pytest.mark.parametrize(
    ("view", "part"),
    [
        ("home:course", "courses"),
        ("learning:lesson", "learn"),
        ("quizzes:attempt", "learn"),
        ("quizzes:quiz", "learn"),
        ("quizzes:result", "learn"),
        ("quizzes:bank", "teach"),
        ("quizzes:bulk", "teach"),
        ("quizzes:to_mark", "teach"),
        ("quizzes:mark", "teach"),
        ("authoring:lesson", "teach"),
        ("cohorts:cohort", "coordinate"),
        ("people:person", "administer"),
        ("people:settings", ""),
        ("account_login", ""),
    ],
)
def test_each_page_belongs_to_one_entry(view: str, part: str) -> None:
    assert part_of(view) == part


def test_no_view_is_named_twice() -> None:
    names = [name for names in PARTS.values() for name in names]
    assert len(names) == len(set(names))


def test_the_entry_of_this_page_is_current() -> None:
    html = draw('{% nav_link "coordinate" "/cohorts/" "Coordinate" %}', "/cohorts/")
    assert html == '<li><a href="/cohorts/" aria-current="page">Coordinate</a></li>'


def test_other_entries_are_not() -> None:
    html = draw('{% nav_link "teach" "/studio/" "Teach" %}', "/cohorts/")
    assert html == '<li><a href="/studio/">Teach</a></li>'


def test_an_entry_without_a_page_is_nothing() -> None:
    assert draw('{% nav_link "teach" "" "Teach" %}') == ""
