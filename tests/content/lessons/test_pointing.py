"""Sentences that speak of what a lesson has not."""

import pytest

from content.lessons.pointing import (
    DATED,
    ELSEWHERE,
    ITSELF,
    LEANS,
    PROCEDURE,
    Told,
    pointings,
)


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(one.kind, one.paragraph) for one in pointings([Told("b1", "text", text)], language)]


@pytest.mark.parametrize(
    ("language", "text", "paragraph"),
    [
        ("en", "The plan, described in paragraph 29 below, goes on.", "29"),
        ("en", "The abovementioned programmes go on.", ""),
        ("fr", "Le Programme est présenté au paragraphe 29 ci-dessous.", "29"),
        ("fr", "Les programmes mondiaux susmentionnés ont formé des gens.", ""),
        ("es", "Véase el párrafo 12.", "12"),
        ("ru", "Как сказано в пункте 7, меры приняты.", "7"),
        ("ar", "انظر الفقرة 5 من فضلك.", "5"),
        ("zh", "见第 29 段。", "29"),
    ],
)
def test_another_place_of_the_report_is_found_with_its_number(
    language: str, text: str, paragraph: str
) -> None:
    assert found(text, language) == [(ELSEWHERE, paragraph)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the reporting period, 12 States acted."),
        ("fr", "Pendant la période considérée, 700 universitaires ont pris part à des ateliers."),
        ("es", "En el período que se examina se avanzó."),
        ("ru", "За отчетный период приняты меры."),
        ("ar", "خلال الفترة المشمولة بالتقرير أُحرز تقدم."),
        ("zh", "在报告所述期间取得了进展。"),
    ],
)
def test_what_a_report_says_of_itself_is_found(language: str, text: str) -> None:
    assert found(text, language) == [(ITSELF, "")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "States recalled paragraph 4 of the resolution."),
        ("fr", "Conformément au paragraphe 4 de la résolution 9/1, les États agissent."),
        ("en", "As paragraph 1 (b) of this Article says, it acts."),
        ("fr", "Elle aide 12 par. exemple."),
        ("de", "Siehe Absatz 4 oben."),
    ],
)
def test_a_paragraph_of_another_text_and_other_languages_say_nothing(
    language: str, text: str
) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "The survey will be published in 2021.", DATED),
        ("fr", "La session extraordinaire aura lieu en avril 2021.", DATED),
        ("es", "El informe se publicará en 2021.", DATED),
        ("ru", "Доклад будет опубликован в 2021 году.", DATED),
        ("ar", "ومن المقرر أن تعقد الدورة.", DATED),
        ("zh", "会议将于 2021 年举行。", DATED),
        ("en", "The Office will extend the training to four ports by 2022.", DATED),
        ("fr", "Les activités seront mises en œuvre en 2021 et 2022.", DATED),
        ("fr", "L’Institut prévoit d’offrir une formation au port en 2021.", DATED),
        ("es", "El programa prevé capacitar a los guardas en 2021.", DATED),
        ("ru", "Управление планирует обучить охрану в 2021 году.", DATED),
        ("ar", "سوف يدرب المكتب الحراس في عام 2021.", DATED),
        ("zh", "该办公室将在 2021 年培训警卫。", DATED),
        ("en", "An open-ended group met twice.", PROCEDURE),
        ("fr", "Conformément à la résolution 73/187, l’Office a établi un rapport.", PROCEDURE),
        ("es", "Se organizó un evento paralelo.", PROCEDURE),
        ("ru", "Группа открытого состава завершила работу.", PROCEDURE),
        ("ar", "وعُقد اجتماع على هامش الدورة.", PROCEDURE),
        ("zh", "举行了会外活动。", PROCEDURE),
    ],
)
def test_what_grew_old_and_how_a_body_works_is_found(language: str, text: str, kind: str) -> None:
    assert found(text, language) == [(kind, "")]


@pytest.mark.parametrize(
    "text",
    [
        "The Office will apply resolution 1373 (2001).",
        "The report of 2020 says that the ports will be watched.",
        "The Office will train 2,000 guards, as document A/2019/4 asks.",
    ],
)
def test_a_year_that_is_not_that_of_a_plan_makes_none_old(text: str) -> None:
    assert found(text, "en") == []


def told(key: str, text: str, *locators: str, kind: str = "paragraph") -> Told:
    return Told(key, kind, text, "r", locators)


def test_a_paragraph_that_leans_is_found_where_its_own_neighbour_is_not_before_it() -> None:
    blocks = [
        told("b1", "Des victimes ont été sauvées.", "43"),
        told("h1", "Suite", kind="heading"),
        told("b2", "De même, l’Action mondiale est passée à sa deuxième phase.", "45"),
        told("b3", "Ce projet phare fait progresser les idées.", "46"),
    ]
    assert [(one.block, one.kind) for one in pointings(blocks, "fr")] == [("b2", LEANS)]
