import pytest

from content.planning.brief import LONGEST, brief
from content.planning.openings import behind_opening, behind_shared, shared_start, stems_of


@pytest.mark.parametrize(
    ("language", "heading", "told"),
    [
        ("en", "Strengthening the capacity of Member States to seize and share assets",
         "Seize and share assets"),
        ("en", "Enhancing regional cooperation", "Regional cooperation"),
        ("fr", "Renforcer la capacité des États Membres à mieux saisir les avoirs",
         "Saisir les avoirs"),
        ("fr", "Renforcer les mesures de réadaptation et de réinsertion des détenus",
         "Réadaptation et réinsertion des détenus"),
        ("fr", "Questions transversales : drogues et droits", "Drogues et droits"),
        ("es", "Fortalecimiento de la capacidad de los Estados para recuperar bienes",
         "Recuperar bienes"),
        ("ar", "تعزيز قدرة الدول الأعضاء على مكافحة غسل الأموال", "مكافحة غسل الأموال"),
        ("ru", "Укрепление потенциала государств", "Укрепление потенциала государств"),
        ("fr", "Renforcer les capacités institutionnelles", "Renforcer les capacités "
         "institutionnelles"),
    ],
)  # fmt: skip
def test_a_heading_is_told_from_where_it_says_something(
    language: str, heading: str, told: str
) -> None:
    assert behind_opening(heading, language) == told


def test_what_headings_beside_it_say_too_gives_way_to_what_it_is_for() -> None:
    one = "Améliorer la connaissance des progrès de la science pour lutter contre les armes"
    other = "Améliorer la connaissance des progrès scientifiques pour protéger le commerce"
    known = stems_of(one, "fr") & stems_of(other, "fr")
    assert behind_opening(other, "fr", known) == "Protéger le commerce"
    assert behind_opening(other, "fr") == other


def test_what_all_headings_below_one_begin_with_is_left_out() -> None:
    titles = ["Session on soils", "Session on the climate", "Session on use of water"]
    shared = shared_start(titles, "en")
    assert shared == "Session"
    assert [behind_shared(one, shared, "en") for one in titles] == [
        "Soils", "Climate", "Use of water",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "titles",
    [
        ["Session on soils", "Session on water"],
        ["Money laundering", "Money transfers", "Money orders"],
        ["Session on soils", "Session on water", "Conclusions"],
    ],
)
def test_headings_that_share_no_opening_stay_as_they_are(titles: list[str]) -> None:
    assert shared_start(titles, "en") == ""


@pytest.mark.parametrize(
    ("language", "heading", "short"),
    [
        ("en", "Countering the narratives of terrorists and engaging with communities to prevent "
         "violent extremism", "Countering the narratives of terrorists and engaging with "
         "communities"),
        ("fr", "Aider les communautés locales et les organisations à prévenir et à combattre la "
         "radicalisation partout", "Prévenir et combattre la radicalisation partout"),
        ("fr", "Lutte contre les actes de terrorisme commis au moyen d’armes de destruction "
         "massive, où qu’ils soient", "Actes de terrorisme commis au moyen d’armes de destruction "
         "massive, où qu’ils soient"),
        ("es", "Capacidades necesarias para la participación eficaz de los puntos de contacto en "
         "un directorio mundial", "Capacidades necesarias para la participación eficaz de los "
         "puntos de contacto"),
        ("ru", "Борьба с легализацией преступных доходов и финансированием терроризма в странах "
         "Центральной Азии сегодня", "Борьба с легализацией преступных доходов и "
         "финансированием терроризма"),
        ("ar", "التعاون الدولي بين أجهزة إنفاذ القانون والنيابات العامة المعنية بمكافحة الجريمة "
         "المنظمة عبر الحدود الوطنية في منطقة الشرق الأوسط",
         "التعاون الدولي بين أجهزة إنفاذ القانون والنيابات العامة المعنية بمكافحة الجريمة "
         "المنظمة عبر الحدود الوطنية"),
    ],
)  # fmt: skip
def test_a_long_heading_keeps_its_head(language: str, heading: str, short: str) -> None:
    assert len(heading) > LONGEST
    assert brief(heading, language=language) == short


def test_a_head_that_says_what_the_heading_above_says_gives_way() -> None:
    above = stems_of("L’état de droit dans les pays sortant d’un conflit", "fr")
    heading = (
        "Améliorer la capacité des pays sortant d’un conflit à renforcer leurs services de justice "
        "pénale et de police"
    )
    assert brief(heading, language="fr", known=above) == (
        "Renforcer les services de justice pénale et de police"
    )


def test_a_list_of_verbs_keeps_what_they_are_about() -> None:
    heading = (
        "Améliorer la capacité des États Membres à mieux localiser, geler, saisir et recouvrer les "
        "avoirs liés à des actes graves de corruption"
    )
    assert brief(heading, 65, language="fr") == "Localiser, geler, saisir et recouvrer les avoirs"


def test_brackets_stay_whole() -> None:
    heading = "Working with those who came back (fighters; their families; others) in camps"
    assert brief(heading, 60, language="en") != "Working with those who came back (fighters"


def test_two_that_share_a_noun_are_not_parted() -> None:
    heading = "Effect of information and communications technologies"
    assert brief(heading, 40, language="en") != "Effect of information"
