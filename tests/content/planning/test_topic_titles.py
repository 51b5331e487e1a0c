"""Which titles of a course on a topic say nothing."""

import pytest

from content.planning.topic_titles import says_nothing
from content.topics.aspects import aspects
from content.topics.words import LANGUAGES


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("What is being done", "en"),
        ("Programmes et résultats", "fr"),
        ("Le phénomène et l'action menée", "fr"),
        ("Prevention (2)", "en"),
        ("Formation et outils ; recommandations (1)", "fr"),
    ],
)
def test_a_title_that_any_lesson_could_have_says_nothing(title: str, language: str) -> None:
    assert says_nothing(title, language)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Prevention", "en"),
        ("What is being done: shelters", "en"),
        ("What is being done (Kenya)", "en"),
        ("Programmes et résultats ; droit et instruments", "fr"),
        ("The forum of 2019 (2)", "en"),
        ("Recommandations", "fr"),
    ],
)
def test_a_title_that_names_something_says_something(title: str, language: str) -> None:
    assert not says_nothing(title, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_being_done_says_nothing_in_any_language(language: str) -> None:
    assert says_nothing(aspects()["action"].name(language).capitalize(), language)
