"""What an instructor chooses of the matrix, in the form and against contradictions."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from courses.quizzes.models import Quiz
from courses.quizzes.review.choosing import (
    REVIEWS,
    Preset,
    preset_of,
    review_errors,
    review_warnings,
    ticked,
    told_of,
)
from courses.quizzes.review.forms import ReviewField
from courses.quizzes.review.matrix import Moment, Part
from tests.support import make
from tests.support.make_quizzes import make_course, make_quiz, make_staff

ALL = [part.value for part in Part]


def cleaned(query: str) -> Any:
    field = ReviewField()
    data = QueryDict(query)
    return field.clean(field.widget.value_from_datadict(data, {}, "review"))


@pytest.mark.parametrize("preset", REVIEWS)
def test_a_named_choice_is_found_again(preset: Preset) -> None:
    review = cleaned(f"review={preset.value}")
    assert preset_of(review) == preset


def test_a_form_that_does_not_ask_leaves_it_automatic() -> None:
    assert cleaned("title=x") == {}


def test_an_own_choice_is_what_is_ticked_and_nothing_else() -> None:
    query = "review=own&review-just_after=points&review-open=points&review-open=response"
    assert cleaned(query) == {
        "during": [],
        "just_after": ["points"],
        "open": ["points", "response"],
        "closed": [],
    }


@pytest.mark.parametrize("query", ["review=moon", "review=own&review-open=moon"])
def test_what_nobody_offered_is_refused(query: str) -> None:
    with pytest.raises(ValidationError):
        cleaned(query)


def test_the_table_of_an_automatic_choice_ticks_all_but_the_key_while_it_is_open() -> None:
    ticks = ticked({})
    assert ticks.pop("closed") == ALL
    assert all(set(parts) == set(ALL) - {"key"} for parts in ticks.values())
    assert ticked(REVIEWS[Preset.EVERYTHING])["open"] == ALL


def draft(**settings: Any) -> Quiz:
    return Quiz(**settings)


@pytest.mark.parametrize(
    ("settings_of", "words"),
    [
        ({"review": {"open": ["key"]}}, "tick “Right or wrong”"),
        ({"review": {"open": ["feedback"]}}, "tick “Right or wrong”"),
        ({"review": {"during": []}, "feedback": "immediate"}, "has to tell right or wrong"),
        ({"review": REVIEWS[Preset.NOTHING]}, "never closes"),
        ({"review": REVIEWS[Preset.SCORE]}, "never closes"),
    ],
)
def test_contradictions_are_refused_with_words(settings_of: dict[str, Any], words: str) -> None:
    assert words in review_errors(draft(**settings_of))["review"]


@pytest.mark.parametrize(
    "settings_of",
    [
        {},
        {"review": REVIEWS[Preset.EVERYTHING]},
        {"review": REVIEWS[Preset.NOTHING], "closes_at": timezone.now()},
        {"review": {"during": []}},
        {"review": {moment.value: ["response"] for moment in Moment}},
    ],
)
def test_what_can_be_is_not_refused(settings_of: dict[str, Any]) -> None:
    assert review_errors(draft(**settings_of)) == {}


def test_a_key_that_shows_while_there_are_attempts_left_is_warned_of() -> None:
    everything = REVIEWS[Preset.EVERYTHING]
    assert "whoever tries again" in review_warnings(draft(review=everything))[0]
    assert review_warnings(draft(review=everything, attempts_allowed=1)) == []
    assert review_warnings(draft(review=everything, is_practice=True)) == []
    assert review_warnings(draft(review={"during": ALL})) == []
    assert review_warnings(draft(review={"during": ALL}, feedback="immediate")) != []


def test_what_shows_only_after_a_closing_that_never_comes_is_warned_of() -> None:
    review = {"just_after": ["points"], "open": ["points"], "closed": ["points", "passage"]}
    assert "never shows" in review_warnings(draft(review=review))[0]
    assert review_warnings(draft(review=review, closes_at=timezone.now())) == []


def test_each_choice_but_the_automatic_one_is_told_on_the_head_of_its_group() -> None:
    assert told_of({}) == ""
    assert all(told_of(review) for preset, review in REVIEWS.items() if review)


@pytest.mark.django_db
def test_the_settings_page_takes_an_own_choice_and_shows_it_again() -> None:
    quiz = make_quiz(make_course(), is_published=False)
    client = make.client_for(make_staff(quiz.course))
    url = reverse("quizzes:settings", args=[quiz.course.slug, quiz.key])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    data |= {"review": "own", "review-open": ["response", "points"], "review-closed": ALL}
    data["closes_at"] = "2030-01-01T10:00"
    response = client.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    quiz.refresh_from_db()
    assert quiz.review["open"] == ["response", "points"]
    html = client.get(url).content.decode()
    assert (
        'name="review-open" value="points" aria-label="Points and passing: Later, open" checked'
        in html
    )
    assert 'id="id_review_own" checked' in html
