"""How long the proposed lessons of the real reports are."""

import pytest

from content.importing.pipeline import read
from content.importing.values import Reading
from content.planning.bodies import SourcePassage
from content.planning.naming import LONGEST_JOINED
from content.planning.propose import propose
from content.planning.sizes import count_words, minutes_for
from content.planning.values import ANNEX, OPENING, PlanPassage, PlanSection, words_of
from tests.content.planning.sections import placed
from tests.support.library import REPORTS

NAMES = (
    "000_d8083531257083b8.txt", "002_1e75629eda0036f5.txt", "004_e60e9522a1c4985f.txt",
    "ar_docx_CRC_C_GC_20.docx", "en_pdf_A_80_75.pdf", "en_pdf_ICCD_COP8_CST_8_2007.pdf",
    "en_pdf_S_2025_72.pdf", "en_txt_UN_Charter.txt", "es_pdf_A_AC.292_2024_3.pdf",
    "zh_txt_UN_Charter.txt",
)  # fmt: skip
MOST_MODULES = 10
# A subject of its own is not joined with a stranger for the sake of its minutes: where it takes
# three or four it stands alone.
LEAST_SHARE = 0.45
ABOUT_SO_LONG = 0.8


def sections_of(reading: Reading) -> tuple[list[PlanSection], dict[int, SourcePassage]]:
    """As content.queries has them; ids are places."""
    own: dict[int, list[PlanPassage]] = {}
    texts = {}
    part = "body"
    for number, one in enumerate(reading.passages, 1):
        if one.kind == "footnote":
            continue
        outside = ANNEX if one.part == "annex" else OPENING
        place = outside if one.heading is None else one.heading + 1
        part = one.part if place == OPENING else part
        own.setdefault(place, []).append(PlanPassage(number, one.key, count_words(one.text)))
        texts[number] = SourcePassage(one.key, one.kind, one.text)
    made = [
        PlanSection(h.index + 1, h.level, h.title, h.part, tuple(own.get(h.index + 1, ())))
        for h in reading.headings
    ]
    opening = [PlanSection(OPENING, 1, reading.title, part, tuple(own.get(OPENING, ())))]
    annex = [PlanSection(ANNEX, 1, "Annex", "annex", tuple(own.get(ANNEX, ())))]
    return [one for one in (*opening, *made, *annex) if one.id > 0 or one.passages], texts


@pytest.mark.parametrize("name", NAMES)
def test_lessons_of_a_real_report_take_five_to_twelve_minutes_or_say_why_not(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if not (REPORTS / name).exists():
        pytest.skip(f"{name} is not here")
    reading = read((REPORTS / name).read_bytes(), filename=name)
    sections, texts = sections_of(reading)
    by_id = {section.id: section for section in sections}
    modules = propose(sections, texts, reading.language)
    assert sorted(placed(modules, by_id)) == sorted(texts)
    taught = [
        one for module in modules if not module.get("background") for one in module["lessons"]
    ]
    minutes = [minutes_for(words_of(one, by_id)) for one in taught]
    within = sum(5 <= one <= 12 for one in minutes)
    with capsys.disabled():
        print(f"\n{name}: {within} of {len(minutes)} lessons within 5 to 12 minutes: {minutes}")
    assert within >= LEAST_SHARE * len(minutes)
    about = sum(3 <= one <= 12 for one in minutes)
    assert about >= ABOUT_SO_LONG * len(minutes)
    whys = [one["why"] for one, long in zip(taught, minutes, strict=True) if not 5 <= long <= 12]
    assert all(isinstance(why, dict) and why["kind"] == "too_short" for why in whys)
    assert len(modules) <= MOST_MODULES
    assert all(len(one["title"]) <= LONGEST_JOINED for one in taught)
    for module in modules:
        titles = [one["title"] for one in module["lessons"]]
        assert len(set(titles)) == len(titles)
        assert all(titles)
