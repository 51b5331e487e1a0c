import pytest

from content.terms.key_terms import terms_of
from content.terms.phrases import whole_phrases


@pytest.mark.parametrize(
    ("language", "piece", "texts"),
    [
        ("fr", "est possible", ["Il est possible d’agir."] * 3),
        ("fr", "ONUSD continue", ["L’ONUSD continue d’aider.", "L’ONUSD continue de former."]),
        ("fr", "AIRCOP contribue", ["Le projet AIRCOP contribue à la paix."]),
        ("fr", "régional et international", ["Aux niveaux régional et international, rien."]),
        ("fr", "illicites d'armes", ["Les flux illicites d'armes.",
                                     "Des transferts illicites d'armes."]),
        ("fr", "judiciaire régionale", ["La coopération judiciaire régionale avance."]),
        ("fr", "Asie et au Moyen-Orient", ["En Asie et au Moyen-Orient."]),
        ("fr", "Asie du Sud et du Sud-Est", ["En Asie du Sud et du Sud-Est."]),
        ("fr", "forêts et à la pêche", ["Liées aux forêts et à la pêche."]),
        ("fr", "Convention et des Protocoles", ["De la Convention et des Protocoles."]),
        ("fr", "radiologiques et nucléaires", ["Chimiques, radiologiques et nucléaires."]),
        ("fr", "États Membres des conseils", ["Aux États Membres des conseils juridiques."]),
        ("fr", "Organisation internationale", ["L’Organisation internationale de police.",
                                               "L’Organisation internationale pour la paix."]),
        ("fr", "information et de coordination", ["Le Centre d’information et de coordination."]),
        ("en", "internally displaced", ["People internally displaced in 2024 left."]),
        ("en", "Government of the United", ["The Government of the United States."]),
        ("en", "protect the rights", ["They protect the rights of all."]),
        ("en", "explosive weapons in populated", ["Of explosive weapons in populated areas."]),
        ("es", "jurídicas y de políticas", ["Cuestiones jurídicas y de políticas."]),
        ("ar", "ومقدمي الرعاية", ["الوالدين ومقدمي الرعاية"]),
    ],
)  # fmt: skip
def test_a_piece_of_a_sentence_is_no_term(language: str, piece: str, texts: list[str]) -> None:
    assert whole_phrases([[piece]], texts, language) == [False]


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("fr", "traite des personnes", "La lutte contre la traite des personnes."),
        ("fr", "armes à feu", "Le trafic d’armes à feu."),
        ("fr", "blanchiment d'argent", "Le blanchiment d'argent et la fraude."),
        ("fr", "services de détection et de répression",
         "Les services de détection et de répression agissent."),
        ("fr", "Programme de contrôle des conteneurs", "Le Programme de contrôle des conteneurs."),
        ("en", "money laundering", "They report money laundering today."),
        ("en", "human rights", "The human rights of all."),
        ("en", "sexual exploitation and abuse", "Against sexual exploitation and abuse. " * 4),
        ("es", "puntos de contacto", "Los puntos de contacto."),
        ("ar", "غسل الأموال", "يخفي غسل الأموال مصدر الأصول."),
        ("zh", "洗钱活动", "洗钱活动掩盖犯罪收益的来源。"),
    ],
)  # fmt: skip
def test_a_whole_noun_phrase_is_one(language: str, term: str, text: str) -> None:
    assert whole_phrases([[term]], [text], language) == [True]


def test_what_always_goes_on_with_the_same_word_is_a_piece() -> None:
    texts = ["The Monitoring Centre helps.", "Ask the Monitoring Centre for help."]
    assert whole_phrases([["Monitoring"], ["Monitoring Centre"]], texts, "en") == [False, True]


def test_terms_of_a_text_are_whole() -> None:
    texts = ["Aux niveaux régional et international, on agit.", "La traite des personnes."] * 3
    assert [term.form for term in terms_of(texts, "fr")] == ["traite des personnes"]
