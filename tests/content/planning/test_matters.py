"""Which stretches of several reports tell of one matter, and in which order."""

import pytest

from content.planning.bodies import SourcePassage
from content.planning.matters import matters_of
from content.planning.strands import Strand, strands_of
from content.planning.values import PlanPassage, PlanSection
from content.topics.words import LANGUAGES

HARBOUR = (
    "The Blue Harbour Container Programme trained officers of the port control units in Kenya."
)
AGAIN = "Officers of the port control units in Kenya praised the Blue Harbour Container Programme."
OTHER = "A programme on forests trained rangers, who seized timber at three airports in Peru."

SAID = {
    "en": (HARBOUR, AGAIN),
    "fr": (
        "Le Programme Port bleu de contrôle des conteneurs a formé des unités de police au Kenya.",
        "Au Kenya, le Programme Port bleu de contrôle des conteneurs a fait ses preuves.",
    ),
    "es": (
        "El Programa Puerto Azul de control de contenedores formó unidades de policía en Kenya.",
        "En Kenya, el Programa Puerto Azul de control de contenedores dio buenos resultados.",
    ),
    "ru": (
        "Программа контроля морских контейнеров «Синяя гавань» обучила сотрудников полиции Кении.",
        "В Кении программа контроля морских контейнеров «Синяя гавань» дала свои плоды.",
    ),
    "ar": (
        "درب برنامج الميناء الأزرق لمراقبة الحاويات البحرية أفراد الشرطة في كينيا.",
        "أثبت برنامج الميناء الأزرق لمراقبة الحاويات البحرية جدواه في نيروبي.",
    ),
    "zh": (
        "蓝港集装箱管制方案培训了肯尼亚警察。",
        "在内罗毕，蓝港集装箱管制方案取得了成效。",
    ),
}


def strands(*told: tuple[int, str, int], language: str = "en") -> list[Strand]:
    """Of (report, text, words) each a strand under a heading of its own."""
    texts = {pk: SourcePassage(str(pk), "paragraph", text) for pk, (_, text, _) in enumerate(told)}
    sections = [
        PlanSection(pk + 100, 1, "", "body", (PlanPassage(pk, str(pk), words),), report=report)
        for pk, (report, _, words) in enumerate(told)
    ]
    return strands_of(sections, texts, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_two_reports_say_of_one_programme_is_one_matter(language: str) -> None:
    one, again = SAID[language]
    assert matters_of(strands((1, one, 90), (2, again, 80), language=language), language) == [
        (0, 1)
    ]


def test_what_is_only_of_the_same_kind_is_none() -> None:
    assert matters_of(strands((1, HARBOUR, 90), (2, OTHER, 80)), "en") == []


def test_what_stands_aside_is_in_no_matter() -> None:
    assert matters_of(strands((1, HARBOUR, 90), (2, AGAIN, 80)), "en", aside={1}) == []


def test_no_matter_is_longer_than_a_lesson() -> None:
    assert matters_of(strands((1, HARBOUR, 1_000), (2, AGAIN, 1_000)), "en") == []


def of_year(text: str, year: int) -> str:
    return f"{text} It began in {year}, and in {year} it was praised; {year} was its year."


def test_the_account_of_the_earlier_year_comes_first() -> None:
    told = (1, of_year(HARBOUR, 2020), 200), (2, of_year(AGAIN, 2019), 150)
    assert matters_of(strands(*told), "en") == [(1, 0)]


def test_what_is_short_stands_behind_the_fullest_account() -> None:
    told = (1, of_year(HARBOUR, 2020), 200), (2, of_year(AGAIN, 2019), 90)
    assert matters_of(strands(*told), "en") == [(0, 1)]
    assert matters_of(strands(*told[::-1]), "en") == [(1, 0)]


def test_accounts_of_one_report_stand_in_its_order() -> None:
    told = (1, HARBOUR, 90), (1, OTHER, 50), (1, AGAIN, 200)
    assert matters_of(strands(*told), "en") == [(0, 2)]
