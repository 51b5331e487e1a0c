"""Which paragraphs of a course tell much the same under two headings."""

import pytest

from content.planning.twice import told_twice
from tests.content.planning.sections import written

CENTRE = (
    "Two training centres for boarding, search and seizure at sea were set up on the island of "
    "Mahé and in the naval base of Trincomalee, where coast guards learned to secure evidence. "
    "Judges of both States wrote the first rules on courts for piracy in March."
)
AGAIN = (
    "Coast guards learned to secure evidence of piracy: training centres for boarding, search and "
    "seizure at sea stand on the island of Mahé and in the naval base of Trincomalee. "
    "Nine navies lend teachers for six weeks, and an exercise at night ends each course."
)
NAME = "the Blue Harbour Training Centre for Boarding, Search, Seizure and Arrest at Sea"
TOLD_OF_IT = f"In Mahé {NAME} opened its doors to coast guards, who secure evidence of piracy."
NAMED = f"Judges of timber in Lima praised {NAME}."
OTHER = "Prison staff of nine States wrote rules on family visits, on letters and on open doors."
FRENCH = (
    "Deux centres de formation à l'arraisonnement, à la fouille et à la saisie ont été ouverts à "
    "Mahé et dans la base navale de Trincomalee, où les garde-côtes apprennent à garder la preuve. "
    "Des juges des deux pays ont rédigé en mars les premières règles des tribunaux de la mer."
)
FRENCH_AGAIN = (
    "Les garde-côtes apprennent à garder la preuve dans deux centres de formation à "
    "l'arraisonnement, à la fouille et à la saisie, à Mahé et dans la base navale de Trincomalee. "
    "Neuf marines prêtent des enseignants pour six semaines, et un exercice de nuit clôt le cours."
)


def found(*texts: str, language: str = "en") -> list[tuple[int, int]]:
    """Each under a heading of its own; passages count from 101."""
    rows = [(1, f"Part {at}", [("paragraph", text)]) for at, text in enumerate(texts)]
    return told_twice(*written(*rows), language)


@pytest.mark.parametrize(
    ("language", "one", "again"), [("en", CENTRE, AGAIN), ("fr", FRENCH, FRENCH_AGAIN)]
)
def test_what_is_told_again_in_other_words_is_told_twice(
    language: str, one: str, again: str
) -> None:
    assert found(one, OTHER, again, language=language) == [(101, 103)]


def test_a_name_that_both_have_is_not_told_twice() -> None:
    assert found(TOLD_OF_IT, NAMED, OTHER) == []


def test_what_is_told_again_word_for_word_is_told_twice() -> None:
    assert found(CENTRE, OTHER, CENTRE) == [(101, 103)]


def test_what_one_section_tells_is_told_in_one_go() -> None:
    one = written((1, "At sea", [("paragraph", CENTRE), ("paragraph", AGAIN)]))
    assert told_twice(*one, "en") == []


def test_what_is_asked_for_may_repeat_what_is_told() -> None:
    assert found(CENTRE, f"Member States may wish to visit: {AGAIN}") == []


def test_a_phrase_that_many_have_tells_nothing() -> None:
    assert found(*[CENTRE] * 7) == []


def test_what_is_gone_is_passed_over() -> None:
    made, texts = written((1, "A", [("paragraph", CENTRE)]), (1, "B", [("paragraph", AGAIN)]))
    del texts[102]
    assert told_twice(made, texts, "en") == []
