"""The first letter is made large, and nothing else is changed."""

import pytest

from content.capitals import with_capital


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("drugs at sea", "Drugs at sea"),
        ("état de l'ONUDC", "État de l'ONUDC"),
        ("пираты", "Пираты"),
        ("UNODC helps", "UNODC helps"),
        ("2019 in brief", "2019 in brief"),
        ("« quoted »", "« quoted »"),
        ("ǆungla", "ǅungla"),
        ("ßtrange", "Sstrange"),
        ("საქართველო", "საქართველო"),
        ("مكافحة الفساد", "مكافحة الفساد"),
        ("\u200fمكافحة", "\u200fمكافحة"),
        ("反腐败", "反腐败"),
    ],
)
def test_the_first_letter_alone_is_made_large(text: str, told: str) -> None:
    assert with_capital(text) == told
