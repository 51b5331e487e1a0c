from typing import Any

import pytest

from courses.quizzes.types.registry import kind
from courses.quizzes.types.short_text.grading import grade, normal_form
from tests.courses.quizzes.types.ladder import Ladder

SPEC: dict[str, Any] = {
    "stem": "What is the first offence called?",
    "accepted": ["predicate offence", "predicate offense"],
    "feedback": "General feedback.",
}
LADDER = Ladder(
    spec=SPEC,
    right="Predicate  OFFENCE.",
    wrong="laundering",
    posted={"q": ["Predicate  OFFENCE."]},
    malformed=(3, ["predicate offence"], "x" * 201),
)


def outcome(typed: str, *accepted: str, language: str = "en", strict: bool = False) -> str:
    spec = {"stem": "?", "accepted": list(accepted), "accents_matter": strict}
    return grade(kind("short_text").prepare(spec, language=language), typed).outcome


@pytest.mark.parametrize(
    ("typed", "accepted", "language"),
    [
        ("ELEVE", "élève", "fr"),
        ("l’infraction principale", "l'infraction principale", "fr"),
        ("oeuvre", "œuvre", "fr"),
        ("« infraction »", "infraction", "fr"),
        ("cohecho.", "Cohecho", "es"),
        ("corrupción", "corrupcion", "es"),
        ("еще", "ещё", "ru"),
        ("الارهاب", "الإرهاب", "ar"),
        ("غَسْل الأموال", "غسل الاموال", "ar"),
        ("洗 钱", "洗钱", "zh-hans"),
        ("ＵＮＯＤＣ", "unodc", "en"),
        ("follow-up", "follow‑up", "en"),
    ],
)
def test_tolerated(typed: str, accepted: str, language: str) -> None:
    assert outcome(typed, accepted, language=language) == "right"


@pytest.mark.parametrize(
    ("typed", "accepted", "language"),
    [
        ("ano", "año", "es"),
        ("мои", "мой", "ru"),
        ("money laundering", "moneylaundering", "en"),
        ("offence", "offenses", "en"),
    ],
)
def test_not_tolerated(typed: str, accepted: str, language: str) -> None:
    assert outcome(typed, accepted, language=language) == "wrong"


def test_accents_can_matter() -> None:
    assert outcome("eleve", "élève", language="fr", strict=True) == "wrong"
    assert outcome("Élève", "élève", language="fr", strict=True) == "right"


def test_second_accepted_answer_counts_as_well() -> None:
    spec = kind("short_text").prepare(SPEC, language="en")
    assert grade(spec, "predicate offense").parts == {"matched": 1}


def test_answer_of_punctuation_alone_is_not_blank() -> None:
    assert normal_form("?!", "en") == "?!"


def test_nothing_accepted() -> None:
    found = kind("short_text").validate({"stem": "?", "accepted": [" ", ""]})
    assert [(p.field, p.message) for p in found] == [
        ("accepted", "Write at least one answer that is right.")
    ]


def test_typed_answer_stands_escaped_in_the_page() -> None:
    member = kind("short_text")
    html = member.render(member.prepare(SPEC, language="en"), prefix="q", value='"><b>')
    assert 'value="&quot;&gt;&lt;b&gt;"' in html
