import pytest
from django.template import Context, Template

from courses.templatetags import charts
from tests.support.html import squeezed


def draw(source: str, **context: object) -> str:
    return squeezed(Template(source).render(Context(context)))


def test_a_bar_chart_is_a_table_whose_greatest_bar_is_full() -> None:
    html = draw('{% bar_chart rows label="Facility" unit="%" %}', rows=[("A", 30), ("B", 60)])
    assert "<caption>Facility</caption>" in html
    assert 'width="50.0" height="10"' in html
    assert 'width="100.0" height="10"' in html
    assert '<th scope="row">B</th>' in html


def test_a_bar_chart_of_nothing_draws_nothing_wrong() -> None:
    assert "<tr>" not in draw('{% bar_chart rows label="Facility" %}', rows=[])


@pytest.mark.parametrize(("value", "length"), [(0, 0.0), (50, 50.0), (100, 100.0), (140, 100.0)])
def test_a_bar_stays_within_its_track(value: float, length: float) -> None:
    assert charts.bar_length(value, 100) == length


def test_a_sparkline_says_its_values_in_words() -> None:
    html = draw('{% sparkline values label="Mean" unit="%" %}', values=[40, 52.5, 60])
    assert 'aria-label="Mean: 40, 52.5, 60 %"' in html


def test_points_of_a_sparkline_rise_with_the_values() -> None:
    assert charts.spark_points([0, 10]) == [(3.0, 25.0), (117.0, 3.0)]


def test_equal_values_lie_on_the_middle_line() -> None:
    assert {y for _, y in charts.spark_points([5, 5, 5])} == {14.0}


def test_a_sparkline_of_nothing_has_no_points() -> None:
    assert charts.spark_points([]) == []


@pytest.mark.parametrize(
    ("value", "step"), [(None, 0), (0, 0), (19, 0), (20, 1), (45, 2), (60, 3), (80, 4), (100, 4)]
)
def test_a_cell_darkens_with_its_value(value: float | None, step: int) -> None:
    assert charts.heat_step(value, 100) == step


def test_an_empty_cell_of_a_heat_map_says_so() -> None:
    html = draw(
        '{% heat_map columns rows label="Read" %}', columns=["M1"], rows=[("Customs", [None])]
    )
    assert "nothing yet" in html
