"""Words that the document alone cannot put together, and spaces within years and before stops."""

from __future__ import annotations

import pytest

from content.importing.clean.stray import without_stray_spaces
from content.importing.clean.vocabulary import Vocabulary

PUT_TOGETHER = [
    ("fr", "accorder un r ang de priorité", "accorder un rang de priorité"),
    ("fr", "une approche étap e par étape", "une approche étape par étape"),
    ("fr", "les jeunes ont été touch és par", "les jeunes ont été touchés par"),
    ("fr", "les réseaux criminel s organisés", "les réseaux criminels organisés"),
    ("fr", "la Colombie, E l Salvador", "la Colombie, El Salvador"),
    ("fr", "Elle voudra peut - être agir", "Elle voudra peut-être agir"),
    ("en", "the govern ment of the day", "the government of the day"),
    ("en", "it was s een as fair", "it was seen as fair"),
    ("es", "a meno s que se pida", "a menos que se pida"),
    ("es", "la cooper ación de todos", "la cooperación de todos"),
    ("ru", "новое прави тельство страны", "новое правительство страны"),
]
AS_THEY_ARE = [
    ("fr", "le traitement de l’hépatite C et a dispensé"),
    ("fr", "les annexes s) et t) du plan"),
    ("fr", "intitulé Eye in version longue"),
    ("fr", "a priori et in fine"),
    ("en", "two per cent of inter alia cases"),
    ("en", "options a and b of the plan"),
    ("en", "vitamin C is ad hoc"),
    ("es", "el ex presidente y su co autor"),
    ("fr", "la loi - une règle - demeure"),
    ("ru", "не известны и не ясны"),
]


@pytest.mark.parametrize(("language", "text", "meant"), PUT_TOGETHER)
def test_a_word_of_the_language_is_put_together_where_a_piece_is_none(
    language: str, text: str, meant: str
) -> None:
    words = Vocabulary([text], language=language)
    assert words.healed(text) == meant
    assert words.changed


@pytest.mark.parametrize(("language", "text"), AS_THEY_ARE)
def test_words_that_stand_alone_are_left_apart(language: str, text: str) -> None:
    assert Vocabulary([text], language=language).healed(text) == text


def test_no_word_of_a_format_that_keeps_its_spaces_is_changed() -> None:
    words = Vocabulary([], exact=True, language="fr")
    assert words.settled(words.healed("un r ang .")) == "un r ang ."


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("fr", "Depuis 200 4, plus de 10", "Depuis 2004, plus de 10"),
        ("fr", "en mai 201 9.", "en mai 2019."),
        ("es", "desde 199 7 y", "desde 1997 y"),
        ("fr", "du secteur privé . La", "du secteur privé. La"),
        ("en", "Intelligence , containing", "Intelligence, containing"),
    ],
)
def test_a_year_and_a_stop_stand_without_a_space(language: str, text: str, meant: str) -> None:
    made, changed = without_stray_spaces(text, language)
    assert made == meant
    assert len(changed) == 1


@pytest.mark.parametrize(
    "text", ["auprès de 200 4", "en 200 400 cas", "de 1 500 pays", "a ; b : c"]
)
def test_other_numbers_and_the_spaces_of_french_stay(text: str) -> None:
    assert without_stray_spaces(text, "fr") == (text, [])
