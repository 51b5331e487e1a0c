import pytest

from content.terms.definitions import Definition, definitions_of


@pytest.mark.parametrize(
    ("language", "term", "sentence"),
    [
        ("en", "money laundering", "The term “money laundering” covers three steps."),
        ("en", "shell company", "A shell company is a company without business of its own."),
        ("fr", "bénéficiaire effectif", "On entend par « bénéficiaire effectif » la personne."),
        ("fr", "blanchiment d’argent", "Le blanchiment d’argent désigne trois étapes."),
        ("es", "blanqueo de dinero", "Se entiende por blanqueo de dinero lo siguiente."),
        ("ru", "отмывание денег", "Отмывание денег означает три действия."),
        ("ar", "غسل الأموال", "يقصد بغسل الأموال ما يلي."),
        ("zh", "洗钱活动", "“洗钱活动”系指三个步骤。"),
    ],
)
def test_the_sentence_that_defines_a_term_is_found(language: str, term: str, sentence: str) -> None:
    texts = ["", f"Before it. {sentence}" if sentence.isascii() else sentence]
    assert definitions_of([term], texts, language) == {term: Definition(sentence, 1)}


def test_a_sentence_that_only_uses_a_term_defines_nothing() -> None:
    assert definitions_of(["bank"], ["The bank reports it. A bank froze it."], "en") == {}
