import pytest

from content.planning.brief import MOST, brief
from content.planning.points import aim_of, point_of, with_colon


@pytest.mark.parametrize(
    ("language", "heading", "point"),
    [
        ("fr", "Aider les villages et les écoles à prévenir et à combattre la haine",
         "Prévenir et combattre la haine"),
        ("fr", "Doter les tribunaux de première instance de connaissances approfondies sur les "
         "risques et les liens entre fraudes", "Risques et liens entre fraudes"),
        ("fr", "Doter les tribunaux d’outils de recherche", "Outils de recherche"),
        ("fr", "Permettre aux pays de la région de mieux lutter contre la fraude",
         "Lutter contre la fraude"),
        ("fr", "Mettre les juges en mesure de poursuivre les fraudeurs",
         "Poursuivre les fraudeurs"),
        ("fr", "Renforcer les capacités des maires afin qu’ils puissent atteindre les jeunes",
         "Atteindre les jeunes"),
        ("fr", "Accroître la capacité des pays à renforcer leurs services de police",
         "Renforcer les services de police"),
        ("en", "Helping villages and schools to prevent and to counter hatred",
         "Prevent and counter hatred"),
        ("en", "Enabling coastal States to seize their vessels", "Seize the vessels"),
        ("en", "Equipping courts of first instance with tools for research", "Tools for research"),
        ("en", "Supporting Member States in implementing the treaty", "Implementing the treaty"),
        ("en", "Supporting access to justice for victims of fraud", ""),
        ("es", "Ayudar a los pueblos y las escuelas a combatir el odio y la violencia",
         "Combatir el odio y la violencia"),
        ("es", "Dotar a los tribunales de los países de herramientas de búsqueda",
         "Herramientas de búsqueda"),
        ("ru", "Помочь государствам предупреждать преступления", "Предупреждать преступления"),
        ("ar", "مساعدة الدول الأعضاء على مكافحة غسل الأموال", "مكافحة غسل الأموال"),
        ("zh", "协助会员国预防和打击一切形式的有组织犯罪和腐败",
         "预防和打击一切形式的有组织犯罪和腐败"),
        ("fr", "Lutte contre la fraude", ""),
        ("xx", "Helping villages to prevent hatred", ""),
    ],
)  # fmt: skip
def test_a_verb_that_needs_a_second_complement_gives_way_to_it(
    language: str, heading: str, point: str
) -> None:
    assert point_of(heading, language) == point


def test_where_the_whole_is_too_long_an_aim_stands_for_it() -> None:
    heading = (
        "Améliorer la connaissance des progrès de la recherche fondamentale et appliquée pour "
        "lutter contre les actes de piraterie commis au moyen d’armes de guerre"
    )
    aim = "Lutter contre les actes de piraterie commis au moyen d’armes de guerre"
    assert aim_of(heading, "fr") == aim
    assert brief(heading, language="fr") == aim


def test_what_a_thing_concerns_stays_behind_a_colon() -> None:
    assert with_colon("Coopération en ce qui concerne les mers", "fr") == "Coopération\u00a0: mers"
    assert with_colon("Cooperation with regard to the seas", "en") == "Cooperation: seas"
    assert with_colon("Coopération", "fr") == ""


def test_a_title_is_a_little_longer_rather_than_cut_before_a_complement() -> None:
    heading = (
        "Session on strategies for more efficient use of records and archives and for reducing "
        "losses in offices everywhere"
    )
    told = brief(heading, language="en")
    assert told != "Session on strategies"
    assert len(told) <= MOST


def test_verbs_that_stand_together_are_not_parted() -> None:
    heading = (
        "Promouvoir et mettre en œuvre des initiatives de prévention de la criminalité ciblant des "
        "populations"
    )
    assert brief(heading) != "Promouvoir et mettre"
