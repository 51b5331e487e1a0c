import pytest
from django.utils import translation

from courses.templatetags.parcours import recorded


@pytest.mark.parametrize(
    ("value", "words"),
    [("None", "–"), ("True", "yes"), ("False", "no"), ("a@example.org", "a@example.org")],
)
def test_a_recorded_value_is_said_in_words(value: str, words: str) -> None:
    with translation.override("en"):
        assert recorded(value) == words
