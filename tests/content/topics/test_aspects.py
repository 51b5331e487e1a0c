import pytest

from content.topics.aspects import Aspect, aspects, is_empty, spoken
from content.topics.terms import AGAINST, WEIGHTS, topics
from content.topics.words import LANGUAGES


def heaviest(text: str, language: str) -> str:
    found = spoken(text, language)
    return max(found, key=lambda key: found[key].weight, default="")


@pytest.mark.parametrize(
    ("language", "text", "aspect"),
    [
        ("en", "Six States acceded to the protocol and adopted new legislation.", "law"),
        ("fr", "La police a arrêté douze personnes et démantelé un réseau.", "justice"),
        ("es", "Se prestó asistencia a las víctimas y protección de testigos.", "victims"),
        (
            "ru",
            "Взаимная правовая помощь и выдача лиц: международное сотрудничество.",
            "cooperation",
        ),
        ("ar", "برامج التوعية في المدارس من أجل الشباب.", "prevention"),
        ("zh", "人工智能和大数据等新技术。", "technology"),
    ],
)
def test_a_text_is_of_the_aspect_that_it_says_most_of(
    language: str, text: str, aspect: str
) -> None:
    assert heaviest(text, language) == aspect


def test_the_first_sentence_counts_for_more() -> None:
    first = spoken("Extradition was granted. Nothing else.", "en")["cooperation"]
    later = spoken("Nothing else. Extradition was granted.", "en")["cooperation"]
    assert first.weight > later.weight


def test_the_words_that_say_so_are_those_of_the_text() -> None:
    assert spoken("Les procureurs ont saisi.", "fr")["justice"].words == ("procureurs", "saisi")


def test_the_name_of_an_office_says_nothing() -> None:
    assert "justice" not in spoken("L'Office des Nations Unies contre la drogue et le crime.", "fr")
    assert "security" not in spoken("The Security Council met.", "en")


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Other matters"), ("fr", "Autres questions liées au crime"), ("zh", "其他事项")],
)
def test_some_headings_tell_nothing(language: str, heading: str) -> None:
    assert is_empty(heading, language)
    assert not is_empty("Shelters on the border", "en")


@pytest.mark.parametrize("aspect", aspects().values(), ids=lambda one: one.key)
def test_every_aspect_has_its_name_and_terms_in_every_language(aspect: Aspect) -> None:
    assert set(aspect.names) == set(aspect.terms) == set(aspect.family.names) == set(LANGUAGES)
    assert {group for groups in aspect.terms.values() for group in groups} <= {*WEIGHTS, AGAINST}
    assert aspect.excluded <= topics().keys()
    assert all(len(name) <= 40 for name in aspect.names.values())
