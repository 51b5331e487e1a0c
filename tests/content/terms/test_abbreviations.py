"""Judged on every pair found by reading the visible reports, and on sentences in six languages."""

import pytest

from content.importing.pipeline import read
from content.terms.abbreviations import abbreviations, defined
from tests.content.terms.abbreviations_read import LABELS
from tests.support.library import REPORTS

Found = set[tuple[str, str, int]]


def found_in(name: str) -> Found:
    reading = read((REPORTS / name).read_bytes(), filename=name)
    texts = [passage.text for passage in reading.passages]
    return {
        (reading.passages[one.place].key, one.short, len(one.long.split()))
        for one in abbreviations(texts, reading.language)
    }


@pytest.mark.skipif(not REPORTS.exists(), reason="the reports are not here")
def test_pairs_of_the_reports_are_found_and_hardly_anything_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    right = wrong = missed = 0
    for name, labels in LABELS.items():
        found, wanted = found_in(name), set(labels)
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    precision, recall = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(
            f"\nabbreviations of reports: {right + missed} pairs, {precision=:.3f}, {recall=:.3f}"
        )
    assert right + missed >= 80
    assert precision >= 0.95
    assert recall >= 0.85


def pairs(text: str, language: str) -> list[tuple[str, str]]:
    return [(one.short, one.long) for one in abbreviations([text], language)]


@pytest.mark.parametrize(
    ("language", "text", "short", "long"),
    [
        ("fr", "L’Office des Nations Unies contre la drogue et le crime (ONUDC) aide les États.",
         "ONUDC", "Office des Nations Unies contre la drogue et le crime"),
        ("fr", "avec l’Organisation internationale de police criminelle (INTERPOL)",
         "INTERPOL", "Organisation internationale de police criminelle"),
        ("fr", "auprès du HAUT-COMMISSARIAT DES NATIONS UNIES POUR LES RÉFUGIÉS (HCR)",
         "HCR", "HAUT-COMMISSARIAT DES NATIONS UNIES POUR LES RÉFUGIÉS"),
        ("fr", "L'Etat islamique d'Iraq et du Levant (EIIL) a perdu.",
         "EIIL", "Etat islamique d'Iraq et du Levant"),
        ("fr", "une organisation non gouvernementale (ONG)", "ONG",
         "organisation non gouvernementale"),
        ("fr", "des organisations non gouvernementales (« ONG »)", "ONG",
         "organisations non gouvernementales"),
        ("fr", "le Groupe d’action financière (ci-après « GAFI »)", "GAFI",
         "Groupe d’action financière"),
        ("fr", "l’ONUDC (Office des Nations Unies contre la drogue et le crime)", "ONUDC",
         "Office des Nations Unies contre la drogue et le crime"),
        ("es", "la Oficina de las Naciones Unidas contra la Droga y el Delito (UNODC) presta ayuda",
         "UNODC", "Oficina de las Naciones Unidas contra la Droga y el Delito"),
        ("es", "las tecnologías de la información y las comunicaciones (TIC)", "TIC",
         "tecnologías de la información y las comunicaciones"),
        ("es", "junto con la Organización de los Estados Americanos (OEA)", "OEA",
         "Organización de los Estados Americanos"),
        ("es", "el Grupo de Acción Financiera (GAFI)", "GAFI", "Grupo de Acción Financiera"),
        ("es", "los objetivos de desarrollo sostenible (ODS)", "ODS",
         "objetivos de desarrollo sostenible"),
        ("en", "the Conference of the Parties (COP) met", "COP", "Conference of the Parties"),
        ("en", "national action programmes (NAPs)", "NAPs", "national action programmes"),
        ("en", "Islamic State in Iraq and the Levant (ISIL, hereinafter referred to as “Da’esh”)",
         "ISIL", "Islamic State in Iraq and the Levant"),
        ("en", "with the United Nations Human Settlements Programme (UN-Habitat)", "UN-Habitat",
         "United Nations Human Settlements Programme"),
        ("en", "OPEC (Organization of the Petroleum Exporting Countries)", "OPEC",
         "Organization of the Petroleum Exporting Countries"),
        ("ru", "Всемирная организация здравоохранения (ВОЗ) сообщает", "ВОЗ",
         "Всемирная организация здравоохранения"),
        ("ru", "Организация экономического сотрудничества и развития (ОЭСР)", "ОЭСР",
         "Организация экономического сотрудничества и развития"),
        ("ru", "вместе с Управлением Организации Объединенных Наций по наркотикам и преступности"
         " (УНП ООН)", "УНП ООН",
         "Управлением Организации Объединенных Наций по наркотикам и преступности"),
        ("ru", "информационно-коммуникационные технологии (ИКТ)", "ИКТ",
         "информационно-коммуникационные технологии"),
        ("ar", "قدم مكتب الأمم المتحدة المعني بالمخدرات والجريمة (المكتب) المساعدة", None, None),
        ("ar", "بالتعاون مع المنظمة الدولية للشرطة الجنائية (الإنتربول) في عام", "الإنتربول",
         "المنظمة الدولية للشرطة الجنائية"),
        ("ar", "ومنظمة الأمم المتحدة للطفولة (اليونيسيف) تعمل", "اليونيسيف",
         "منظمة الأمم المتحدة للطفولة"),
        ("ar", "منظمة الأمم المتحدة للتربية والعلم والثقافة (UNESCO)", "UNESCO",
         "منظمة الأمم المتحدة للتربية والعلم والثقافة"),
        ("zh", "在世界卫生组织（世卫组织）的协助下", "世卫组织", "世界卫生组织"),
        ("zh", "联合国儿童基金会（儿基会）报告说", "儿基会", "联合国儿童基金会"),
        ("zh", "由联合国毒品和犯罪问题办公室（毒品和犯罪问题办公室）提供", "毒品和犯罪问题办公室",
         "联合国毒品和犯罪问题办公室"),
        ("zh", "国际刑事警察组织（国际刑警组织）", "国际刑警组织", "国际刑事警察组织"),
        ("zh", "《联合国打击跨国有组织犯罪公约》（以下简称“公约”）", None, None),
    ],
)  # fmt: skip
def test_a_pair_is_found_in_the_forms_of_each_language(
    language: str, text: str, short: str | None, long: str | None
) -> None:
    assert pairs(text, language) == ([(short, long)] if short else [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "créé par la résolution 1086 B (XXXIX) du Conseil économique et social"),
        ("en", "Islamic State in Khorasan (QDe.161) claimed it"),
        ("en", "as the Secretary-General reports (A/76/121)"),
        ("en", "water and food (see also the annex)"),
        ("fr", "Compte tenu des effets de la pandémie sur les prisons (COVID-19)"),
        ("ar", "التعليق العام رقم 5 (2003)"),
        ("zh", "该委员会（见附件）"),
        ("es", "en el párrafo segundo (PÁRR. 4)"),
    ],
)
def test_what_is_no_abbreviation_is_passed_over(language: str, text: str) -> None:
    assert pairs(text, language) == []


def test_the_lines_of_a_list_of_abbreviations_are_pairs() -> None:
    text = "AML\tanti-money-laundering\nFIU\tfinancial intelligence unit\nWMD – weapons\nX\tletter"
    assert pairs(text, "en") == [
        ("AML", "anti-money-laundering"),
        ("FIU", "financial intelligence unit"),
        ("WMD", "weapons"),
    ]


def test_an_abbreviation_is_defined_once_as_it_is_said_first() -> None:
    texts = ["national action programmes (NAPs)", "a national action plan (NAP)"]
    assert [(one.short, one.place) for one in defined(texts, "en")] == [("NAPs", 0)]


def test_letters_of_another_language_are_told_by_how_they_are_used() -> None:
    texts = [
        "Un module du portail de gestion des connaissances et de lois (SHERLOC).",
        "Le portail SHERLOC est libre.",
        "Elle figure sur le portail SHERLOC depuis peu.",
    ]
    [one] = defined(texts, "fr")
    assert (one.short, one.long, one.place) == (
        "SHERLOC", "portail de gestion des connaissances et de lois", 0,
    )  # fmt: skip
    assert defined([*texts[:1], "SHERLOC est libre."], "fr") == []


def test_an_abbreviation_that_is_misspelt_is_known_as_well() -> None:
    texts = [
        "L’Office des Nations Unies contre la drogue et le crime (ONUDD) aide.",
        "L’ONUDC aide; l’ONUSIDA aussi.",
    ]
    found = {one.short: one.long for one in defined(texts, "fr")}
    assert found == dict.fromkeys(
        ("ONUDD", "ONUDC"), "Office des Nations Unies contre la drogue et le crime"
    )
