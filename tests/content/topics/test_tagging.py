"""Passages and the topics they get, with the words that say so."""

import pytest

from content.topics.tagging import Evidence, Tag, tags
from content.topics.words import LANGUAGES

# Language, text, topics.
from tests.support.pace import within

INFLECTED = [
    ("en", "Drug traffickers were bribing customs officers.", "corruption drugs"),
    (
        "en",
        "The bribes were laundered: money-laundering by two offshore banks.",
        "corruption money-laundering",
    ),
    ("en", "Twelve smuggled migrants and their smugglers were found.", "migrant-smuggling"),
    ("en", "TRAFFICKING IN PERSONS AND FIREARMS", "firearms trafficking-in-persons"),
    (
        "fr",
        "Les groupes criminels organisés blanchissent des fonds.",
        "money-laundering organised-crime",
    ),
    (
        "fr",
        "Le trafic d’armes, la traite d’êtres humains et les flux financiers illicites",
        "firearms money-laundering trafficking-in-persons",
    ),
    ("fr", "LE RECOUVREMENT DES AVOIRS ET LA CORRUPTION", "asset-recovery corruption"),
    ("fr", "Des navires sans pavillon et des pirates en haute mer", "maritime-crime"),
    (
        "es",
        "Los grupos delictivos organizados y el blanqueo de capitales",
        "money-laundering organised-crime",
    ),
    ("es", "Se incautaron drogas, cocaína y armas de fuego.", "drugs firearms"),
    (
        "es",
        "Las víctimas de la trata y los migrantes objeto de tráfico",
        "migrant-smuggling trafficking-in-persons",
    ),
    (
        "ru",
        "Борьба с торговлей людьми и отмыванием денег",
        "money-laundering trafficking-in-persons",
    ),
    (
        "ru",
        "О транснациональной организованной преступности и киберпреступлениях",
        "cybercrime organised-crime",
    ),
    (
        "ru",
        "Изъято огнестрельного оружия и наркотических средств больше, чем прежде.",
        "drugs firearms",
    ),
    ("ar", "والاتجار بالأشخاص وتهريب المهاجرين", "migrant-smuggling trafficking-in-persons"),
    ("ar", "وبالجريمة المنظمة وغسل الأموال", "money-laundering organised-crime"),
    ("ar", "للأسلحة الناريّة والمخدّرات وتعاطي المخدّرات", "drugs firearms"),
    (
        "zh",
        "打击跨国有组织犯罪、\n洗钱和贩运人口行为",
        "money-laundering organised-crime trafficking-in-persons",
    ),
    ("zh", "海盗和恐怖主义", "maritime-crime terrorism"),
]

SENTENCE = (
    "Member States were encouraged to strengthen their cooperation against drug trafficking and"
    " to share good practices among practitioners in the region during the period under review, "
)

OTHER_MEANINGS = [
    ("en", "The drug product is stored at eight degrees."),
    ("en", "Software piracy of maps, and corrupted data on a disk"),
    ("en", "Extreme weather, integrated proceedings and diversity"),
    ("en", "The United Nations Office on Drugs and Crime moved house."),
    ("fr", "Un cultivateur de Côte d’Ivoire fut intégré."),
    ("fr", "Le Bureau de lutte contre le terrorisme a publié son budget."),
    ("fr", "Des conditions extrêmes et violentes"),
    ("en", "The report cites Isis, a goddess, and is cited."),
    ("en", "The prisoner gave the correct answer."),
    ("en", "A radical change"),
    ("fr", "Traiter les personnes avec respect, selon le traité"),
    ("es", "Se trata de personas mayores."),
    ("fr", "Dans la cité, des médias sociaux"),
    ("es", "Un gran avance que la opinión presenta"),
    ("ar", "موارد كافية"),
    ("es", "El mar y las menores diferencias de integración"),
    ("ru", "В заключение доклада о местах"),
    ("ar", "التعبير بحرية عن آراء المراهقين ومصادر المعلومات"),
    ("zh", "联合国毒品和犯罪问题办公室搬迁。"),
]


def topics_of(text: str, language: str, *headings: str) -> set[str]:
    return {tag.topic for tag in tags(text, language, headings)}


@pytest.mark.parametrize(("language", "text", "topics"), INFLECTED)
def test_inflected_words_are_found(language: str, text: str, topics: str) -> None:
    assert topics_of(text, language) == set(topics.split())


@pytest.mark.parametrize(("language", "text"), OTHER_MEANINGS)
def test_words_of_another_meaning_are_not_taken(language: str, text: str) -> None:
    assert tags(text, language) == ()


def test_evidence_says_where_and_which_term() -> None:
    text = "Le trafic de drogues ruine ; la drogue tue."
    (tag,) = tags(text, "fr")
    assert tag.topic == "drugs"
    assert [text[found.start : found.end] for found in tag.evidence] == [
        "trafic de drogues",
        "drogue",
    ]
    assert tag.evidence[0] == Evidence(3, 20, "trafic de drogues")


def test_a_longer_term_is_counted_once_and_not_its_words_again() -> None:
    (tag,) = tags("Foreign terrorist fighters", "en")
    assert tag == Tag("terrorism", 1.0, (Evidence(0, 26, "foreign terrorist fighters"),))


def test_a_repeated_hint_decides_nothing_but_a_repeated_term_weighs_more() -> None:
    assert tags("gang gang gang gang gang", "en") == ()
    once, twice = tags("Bribery.", "en"), tags("Bribery, and bribery.", "en")
    assert (once[0].weight, twice[0].weight) == (1.0, 1.1)


def test_two_fair_terms_are_enough_and_one_is_not() -> None:
    assert topics_of("Ammunition was found.", "en") == set()
    assert topics_of("Ammunition and grenades were found.", "en") == {"firearms"}


def test_a_term_does_not_run_over_the_end_of_a_sentence() -> None:
    assert tags("They held money. Laundering followed.", "en") == ()


def test_the_heaviest_topic_comes_first() -> None:
    text = "Corruption, bribery and embezzlement, and one firearm"
    assert [tag.topic for tag in tags(text, "en")] == ["corruption", "firearms"]


def test_the_nearest_heading_lends_its_topic_to_a_passage_that_names_none() -> None:
    (tag,) = tags("States may wish to go on doing so.", "en", ["Progress", "Cybercrime"])
    assert tag == Tag("cybercrime", 1.0, (), ("Cybercrime",))


def test_a_heading_further_above_is_not_enough() -> None:
    assert tags("States may wish to go on.", "en", ["Cybercrime", "Other matters"]) == ()


def test_a_heading_gives_only_half_to_a_passage_with_a_topic_of_its_own() -> None:
    assert topics_of("Women's rights matter.", "en", "Drug policy") == {"gender"}
    found = tags("Women's rights matter to overdose patients.", "en", ["Drug policy"])
    assert {tag.topic for tag in found} == {"gender", "drugs"}


def test_a_treaty_cited_by_name_is_enough() -> None:
    assert topics_of("Parties to UNCAC met.", "en") == {"corruption"}


def test_a_protocol_is_not_its_convention() -> None:
    text = (
        "the Protocol to Prevent, Suppress and Punish Trafficking in Persons, supplementing the"
        " United Nations Convention against Transnational Organized Crime"
    )
    assert topics_of(text, "en") == {"trafficking-in-persons"}


@pytest.mark.parametrize(
    "text",
    [
        "counter-terrorism",
        "counter terrorism",
        "counterterrorism",
        "counter-\nterrorism",
        "counter‑terrorism",
        "counter\u00adterrorism",
        "terro-\nrism",
    ],
)
def test_hyphens_and_ends_of_lines_hide_nothing(text: str) -> None:
    assert topics_of(text, "en") == {"terrorism"}


@pytest.mark.parametrize("text", ["criminalite organisee", "criminalite\u0301 organise\u0301e"])
def test_accents_left_out_or_written_apart_hide_nothing(text: str) -> None:
    assert topics_of(text, "fr") == {"organised-crime"}


def test_both_apostrophes_are_one() -> None:
    assert topics_of("Da'esh", "en") == topics_of("Da’esh", "en") == {"terrorism"}


def test_an_acronym_is_found_in_capitals_alone() -> None:
    assert topics_of("Parties to CITES met.", "en") == {"environmental-crime"}
    assert topics_of("The author cites himself.", "en") == set()


def test_a_language_nobody_listed_gives_nothing() -> None:
    assert tags("corruption terrorism", "de", ["Cybercrime"]) == ()


@pytest.mark.parametrize("text", ["", " ", "-" * 10_000, "a" * 100_000, "\u0301" * 10_000])
def test_odd_texts_give_nothing_and_take_no_time(text: str) -> None:
    with within(2):
        assert [tags(text, language) for language in LANGUAGES] == [()] * len(LANGUAGES)


def test_a_text_of_one_term_again_and_again_takes_no_time_that_grows_with_its_square() -> None:
    text = "foreign terrorist fighters " * 20_000
    with within(10):
        (tag,) = tags(text, "en")
        assert len(tag.evidence) == 20_000


def test_ten_thousand_passages_take_two_seconds_of_computing() -> None:
    words = (SENTENCE * 4).split()
    passages = [
        f"place{number} {' '.join(words[number % 26 : number % 26 + 55])}"
        for number in range(10_000)
    ]
    tags("", "en")
    with within(6):
        for passage in passages:
            tags(passage, "en", ["Progress made", "Law enforcement"])
        # Two on a machine of our own; the suite also runs on slower ones.
