import pytest

from content.planning.background import background_of
from content.planning.brief import LONGEST, brief
from content.planning.propose import propose
from content.planning.titles import title_of
from content.planning.values import PlanLesson
from tests.content.planning.sections import sections, written


def lesson(*own: int, passages: tuple[int, ...] = ()) -> PlanLesson:
    return {
        "id": "l1", "title": "Before", "sections": [*own], "passages": [*passages], "why": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "short"),
    [
        ("Réduction de la demande et mesures connexes, y compris la prévention et les soins de "
         "tous ceux qui en ont besoin", "Réduction de la demande et mesures connexes"),
        ("La réduction de l’offre et les mesures connexes : l’efficacité de la répression et les "
         "mesures prises", "La réduction de l’offre et les mesures connexes"),
        ("Questions transversales : drogues et droits de la personne, jeunes, enfants, femmes et "
         "collectivités", "Questions transversales : drogues et droits de la personne"),
        ("Renforcement de la coopération internationale fondée sur le principe de la "
         "responsabilité partagée", "Renforcement de la coopération internationale"),
        ("Reducing demand and related measures, including prevention and treatment, as they are "
         "called", "Reducing demand and related measures"),
    ],
)  # fmt: skip
def test_a_long_heading_is_cut_where_it_pauses(heading: str, short: str) -> None:
    assert len(heading) > LONGEST
    assert brief(heading) == short


def test_a_heading_that_fits_or_never_pauses_stays_whole() -> None:
    assert brief("Traite des personnes, y compris d’enfants") == (
        "Traite des personnes, y compris d’enfants"
    )
    whole = "Radicalisation djihadiste " * 4
    assert brief(whole) == whole


def test_french_has_a_no_break_space_before_what_joins_titles() -> None:
    report = sections((1, "Éducation", [380]), (1, "Blanchiment", [380]))
    [module] = propose(report, language="fr")
    assert module["lessons"][0]["title"] == "Éducation\u00a0; Blanchiment"


def test_several_subsections_whose_titles_do_not_fit_are_called_by_their_heading() -> None:
    long = "Subject whose name goes further than this slide would have allowed anybody"
    report = sections(
        (1, "Technology", []), (2, f"{long} one", [400]), (2, f"{long} two", [400]),
        (2, "Machines", [700]), (1, "People", [1400]),
    )  # fmt: skip
    assert propose(report)[0]["lessons"][0]["title"] == "Technology"


def test_after_a_split_each_part_is_called_by_what_it_holds() -> None:
    report = sections(
        (1, "Crimes", []), (2, "Corruption", [800]), (2, "Terrorism", [800]), (2, "Piracy", [9])
    )
    assert title_of(lesson(2, 3), report) == "Corruption; Terrorism"
    assert title_of(lesson(2), report) == "Corruption"
    assert title_of(lesson(3), report) == "Terrorism"


def test_parts_of_one_section_are_told_apart_by_their_texts() -> None:
    ships = "Armed pirates board a vessel. The armed pirates flee. "
    money = "A suspicious transfer is frozen. Report each suspicious transfer. "
    report, texts = written((1, "Crimes", [("paragraph", ships), ("paragraph", money)]))
    assert title_of(lesson(1, passages=(101,)), report, texts, "en") == "Crimes: Armed pirates"
    assert title_of(lesson(1, passages=(102,)), report, texts, "en") == (
        "Crimes: Suspicious transfer"
    )
    assert title_of(lesson(1, passages=(102,)), report) == "Crimes"


def test_a_lesson_that_holds_nothing_keeps_its_title() -> None:
    assert title_of(lesson(9), sections((1, "A", [10]))) == "Before"


def test_recommendations_are_read_beside_with_all_below_them() -> None:
    report = sections(
        (1, "Corruption", [2000]), (1, "Terrorism", [2000]),
        (1, "Recommendations", [50]), (2, "Corruption", [100]), (2, "Terrorism", [100]),
    )  # fmt: skip
    *taught, background = propose(report)
    assert taught[0]["lessons"][0]["title"] == "Corruption"
    [asked] = background["lessons"]
    assert (asked["title"], asked["sections"]) == ("Recommendations", [3, 4, 5])
    assert asked["why"] == {"kind": "background", "reason": "recommendations"}


def test_recommendations_that_are_most_of_a_report_are_its_subject() -> None:
    report = sections((1, "Facts", [900]), (1, "Recommendations", []), (2, "To all", [900]))
    assert background_of(report) == {}
