"""What came after an attempt had ended is kept, and stands where its learner comes back to."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.outbox.clock import database_now
from courses.quizzes import services
from courses.quizzes.errors import LeftBehind, TooLate
from courses.quizzes.invigilation.services import make_void
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.review.choosing import REVIEWS, Preset
from courses.quizzes.review.late import MOST
from courses.quizzes.taking.services import leave_page
from courses.templatetags.widgets import exact_time
from tests.courses.quizzes.types.test_conformance import check_well_formed
from tests.support import make
from tests.support.make_acts import press
from tests.support.make_marking import waiting
from tests.support.make_quizzes import (
    SHORT,
    SINGLE,
    make_attempt,
    make_graded,
    make_quiz,
    make_staff,
    save,
    slot_ids,
)
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

ENDED = "These answers came after the attempt had ended. They are kept, but do not count."
STYLES = '<link rel="stylesheet" href="/static/css/quiz'
TOO_LATE = "These answers came too late. They are kept, but do not count."
SHORTS = (("short_text", SHORT),) * 2
SURVEY = {"survey": "text", "stem": "What was missing?"}


def html_of(attempt: Attempt, name: str = "result") -> str:
    url = reverse(f"quizzes:{name}", args=[attempt.public_id])
    return make.client_for(attempt.user).get(url).content.decode()


def staff_html(attempt: Attempt, query: str = "") -> str:
    url = reverse("quizzes:seen", args=[attempt.quiz.course.slug, attempt.public_id])
    client = make.client_for(make_staff(attempt.quiz.course))
    return client.get(url + query).content.decode()


def late(attempt: Attempt, value: Any, *, place: int = 0, sequence: int = 9) -> None:
    with pytest.raises(TooLate):
        save(attempt, value, place=place, sequence=sequence)


def taken(*, specs: Any = SHORTS, **settings: Any) -> Attempt:
    return make_graded(make_quiz(specs=specs, **settings), values=("Rome",))


def test_the_result_names_the_question_and_shows_the_whole_text() -> None:
    attempt = taken()
    late(attempt, "Palermo, from a tunnel", place=1)
    html = html_of(attempt)
    number = [place["slot"] for place in attempt.layout].index(slot_ids(attempt)[1]) + 1
    assert ENDED in html
    assert f'href="#late-{number}"' in html
    assert "<p>Palermo, from a tunnel</p>" in html


def times_in(html: str) -> list[str]:
    return re.findall(r'<time datetime="[^"]+">([^<]+)</time>', html)


@pytest.mark.parametrize("shown", [html_of, staff_html])
def test_of_one_question_each_stands_there_in_order_with_its_time(
    shown: Callable[[Attempt], str],
) -> None:
    attempt = taken()
    late(attempt, "Paler", sequence=8)
    late(attempt, "Palermo", sequence=9)
    late(attempt, "", sequence=10)
    late(attempt, "Rome again", sequence=11)
    came = Answer.objects.filter(is_late=True).order_by("received_at")
    times = [exact_time(row.received_at, seconds=True) for row in came]
    told, given = parts_of(shown(attempt))
    assert times_in(told) == times_in(given) == times
    assert re.findall("<p>(.*?)</p>", given) == [
        "Name the convention.",
        "Paler",
        "Palermo",
        "The answer was taken back.",
        "Rome again",
    ]


def parts_of(html: str) -> tuple[str, str]:
    """(what tells of late answers, what shows them)."""
    told = html.split("They are kept, but do not count.")[1].split("</ul>")[0]
    return told, html.split('id="late"')[1].split("</section>")[0]


def test_each_choice_is_drawn_by_itself() -> None:
    attempt = make_graded(make_quiz(specs=(("single_choice", SINGLE),)), values=("a",))
    late(attempt, "b", sequence=8)
    late(attempt, "c", sequence=9)
    _told, given = parts_of(html_of(attempt))
    inputs = re.findall(r'name="([^"]+)"[^>]*value="(\w)"\s+checked', given)
    assert [value for _name, value in inputs] == ["b", "c"]
    assert len({name for name, _value in inputs}) == 2
    check_well_formed(given)


def test_a_script_that_sends_thousands_is_shown_the_last_of_them() -> None:
    attempt = taken()
    for number in range(MOST + 2):
        late(attempt, f"Palermo {number}", sequence=10 + number)
    told, given = parts_of(html_of(attempt))
    assert "(2 earlier ones are not shown here)" in told
    assert len(times_in(given)) == MOST
    assert "Palermo 1<" not in given and "Palermo 2<" in given


def test_what_was_chosen_stands_in_its_question_and_tells_no_key() -> None:
    attempt = make_graded(
        make_quiz(specs=(("single_choice", SINGLE),), attempts_allowed=2), values=("b",)
    )
    late(attempt, "c")
    html = html_of(attempt).split('id="late"', 1)[1].split('id="receipt"', 1)[0]
    assert 'value="c"' in html and html.count("checked") == 1
    for told in ("No.", "Not here.", "Article 6", "tile-missed", "Right"):
        assert told not in html


@pytest.mark.parametrize(("preset", "shows"), [(Preset.NOTHING, False), (Preset.EVERYTHING, True)])
def test_it_shows_no_more_than_the_quiz_shows_of_answers(preset: Preset, shows: bool) -> None:
    attempt = taken(review=REVIEWS[preset], closes_at=database_now() + timedelta(days=10))
    late(attempt, "Palermo, from a tunnel")
    html = html_of(attempt)
    assert ENDED in html
    assert ("Palermo, from a tunnel" in html) == shows
    assert "Palermo, from a tunnel" in staff_html(attempt)
    assert ("Palermo, from a tunnel" in staff_html(attempt, "?as=learner")) == shows


def test_another_learner_never_comes_to_it(client: Client) -> None:
    attempt, other = taken(), taken()
    late(attempt, "Palermo, from a tunnel")
    client.force_login(other.user)
    url = reverse("quizzes:result", args=[attempt.public_id])
    assert client.get(url).status_code == 404
    assert ENDED not in html_of(other)


def test_who_waits_for_marks_finds_it_where_they_wait() -> None:
    attempt = waiting()
    late(attempt, "Written in a tunnel.", place=1)
    html = html_of(attempt, "status")
    assert ENDED in html
    assert "Written in a tunnel." in html
    assert STYLES in html
    assert "Written in a tunnel." in staff_html(attempt)


def test_whose_attempt_was_made_void_finds_it_where_that_is_said() -> None:
    attempt = make_attempt(make_quiz(specs=SHORTS))
    make_void(attempt.pk, press(attempt))
    late(attempt, "Palermo, from a tunnel")
    html = html_of(attempt, "status")
    assert ENDED in html
    assert "Palermo, from a tunnel" in html
    assert STYLES in html


def test_whose_attempt_was_made_void_while_it_waited_is_led_to_no_marking() -> None:
    attempt = waiting()
    assert "Mark question 2" in staff_html(attempt)
    make_void(attempt.pk, press(attempt))
    late(attempt, "Written in a tunnel.", place=1)
    html = staff_html(attempt)
    assert "Written in a tunnel." in html
    assert "Mark question" not in html
    # Another attempt is not to give where there is no limit, so nothing can be done.
    assert "What was done" in html and "What you can do" not in html
    # What was handed in stands there, with no word of how to change it.
    assert "Assessment.pdf" in html
    assert "Untick a file" not in html and "Then press" not in html


def test_what_was_left_behind_before_the_end_is_only_called_late() -> None:
    attempt = make_attempt(make_quiz(specs=SHORTS, order="sequential", per_page=1))
    leave_page(attempt.public_id, attempt.user, since=0, is_sure=True)
    with pytest.raises(LeftBehind):
        save(attempt, "Palermo")
    services.submit_attempt(attempt.public_id, attempt.user)
    services.grade_attempt(attempt.pk)
    html = html_of(attempt)
    assert TOO_LATE in html
    assert ENDED not in html


def test_the_staff_do_not_read_who_said_what_in_a_survey() -> None:
    attempt = taken(specs=(("short_text", SHORT), ("survey", SURVEY)))
    late(attempt, "More examples", place=1)
    assert "More examples" in html_of(attempt)
    for query in ("", "?as=learner"):
        assert "More examples" not in staff_html(attempt, query)


@pytest.mark.parametrize("count", [1, 3])
def test_late_answers_cost_one_query_however_many(count: int) -> None:
    attempt = make_graded(make_quiz(specs=SHORTS + SHORTS), values=("Rome",) * 4)
    for place in range(count):
        late(attempt, "Palermo", place=place, sequence=9 + place)
        late(attempt, "Palermo, Italy", place=place, sequence=19 + place)
    client, url = make.client_for(attempt.user), reverse("quizzes:result", args=[attempt.public_id])
    client.get(url)
    # One more than without (test_views_attempt).
    with assert_queries(13):
        client.get(url)
