"""The field's own terms: found however rarely, as a glossary would write them."""

import pytest
import yaml

from content.terms.field import field_terms, key_of
from content.terms.our_meanings import our_meaning
from content.terms.words import LANGUAGES, LISTS


def forms(text: str, language: str) -> list[str]:
    return sorted(one.form(language) for one in field_terms([text], language))


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "L’extradition et l’entraide judiciaire.", ["entraide judiciaire", "extradition"]),
        ("fr", "Les Groupes criminels organisés.", ["groupes criminels organisés"]),
        ("en", "Extradition, and a Controlled Delivery.", ["controlled delivery", "extradition"]),
        ("es", "La entrega vigilada; el decomiso.", ["decomiso", "entrega vigilada"]),
        ("ru", "О выдаче и контролируемой поставке.", ["контролируемая поставка"]),
        ("ar", "وتسليم المجرمين والفساد", ["الفساد", "تسليم المجرمين"]),
        ("zh", "引渡和控制下交付", ["引渡", "控制下交付"]),
    ],
)
def test_a_term_is_found_in_its_inflections(language: str, text: str, found: list[str]) -> None:
    assert forms(text, language) == found


def test_one_of_many_in_a_row_is_no_term_of_the_text() -> None:
    row = "theft, fraud, piracy, arson, forgery, perjury, extortion, bribery and extradition"
    assert forms(f"They named {row}.", "en") == []
    assert forms("They named piracy, arson and extradition.", "en") == ["extradition", "piracy"]


def test_a_word_of_the_same_stem_is_not_the_term() -> None:
    assert forms("The victims were radicalized.", "en") == []


def test_the_longest_is_taken_and_no_term_goes_over_a_full_stop() -> None:
    assert forms("parallel financial investigations", "en") == ["parallel financial investigations"]
    assert forms("It was financial. Investigations began.", "en") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_term_of_the_list_has_a_form_and_a_key_of_its_own(language: str) -> None:
    listed = yaml.safe_load((LISTS / "field.yaml").read_text("utf-8"))
    said = [one[language] for one in listed.values()]
    terms = [term for one in said for term in ([one] if isinstance(one, str) else one)]
    keys = [key_of(term, language) for term in terms]
    assert all(keys) and len(set(keys)) == len(keys)
    for term in terms:
        assert forms(term, language) == [term]


def test_our_own_courses_say_what_a_word_means() -> None:
    found = our_meaning("produits du crime", "fr")
    assert found is not None and found.text.startswith("Tout bien provenant")
    assert our_meaning("produits du crime", "en") is None
    assert our_meaning("decomiso", "es") is None
