from collections.abc import Sequence

from content.planning.telling import Name, names_for, told_by
from content.planning.turns import turns
from content.terms.key_terms import Term

DRUGS = Term("trafficking in drugs", ("traffick", "drug"), 1.0, ((0, 1), (1, 1), (7, 1)))
COCAINE = Term("cocaine trafficking", ("cocain", "traffick"), 1.0, ((1, 1), (2, 1)))
POLICE = Term("police units", ("polic", "unit"), 1.0, ((0, 1), (2, 1)))
TEXTS = ["Drugs and how they travel."] * 8
ONCE = Term("controlled delivery", ("control", "deliveri"), 1.0, ((1, 4),))


def forms(names: Sequence[Name]) -> list[str]:
    return [one.form for one in names]


def test_a_part_of_two_halves_has_two_names() -> None:
    boats = Name("boats", frozenset({0, 1, 2}))
    ports = Name("ports", frozenset({2, 3, 4}))
    airports = Name("airports", frozenset({3, 4, 5}))
    assert told_by([boats, ports, airports], 6) == [boats, airports]
    assert told_by([boats, ports, airports], 4) == [boats]
    assert told_by([], 4) == []


def test_a_part_is_named_by_what_several_of_its_texts_and_their_other_terms_say() -> None:
    names = forms(names_for([POLICE, DRUGS, COCAINE, ONCE], [0, 1, 2], TEXTS, share=0.3))
    assert names == ["cocaine trafficking", "trafficking in drugs", "police units"]


def test_what_stands_mostly_elsewhere_names_no_part() -> None:
    elsewhere = Term("organised crime", ("organis", "crime"), 1.0, ((0, 1), (1, 1), (5, 40)))
    assert forms(names_for([elsewhere], [0, 1], TEXTS, share=0.3)) == []


def test_what_paragraphs_begin_with_names_them_rather_than_one_of_a_list() -> None:
    body = Term("Union agency", ("union", "agenc"), 1.0, ((0, 1), (1, 1)))
    listed = Term("falsified medicines", ("falsifi", "medicin"), 1.0, ((0, 1), (1, 1)))
    portal = Term("legal portal", ("legal", "portal"), 1.0, ((0, 1), (1, 1)))
    texts = ["The legal portal holds laws." + " More is said." * 20 + " Falsified medicines."] * 2
    assert forms(names_for([listed, body, portal], [0, 1], texts, share=0.5)) == [
        "legal portal", "falsified medicines",
    ]  # fmt: skip


def test_the_only_text_of_a_part_may_say_its_name_twice() -> None:
    assert forms(names_for([ONCE], [1], TEXTS, share=0.1)) == ["controlled delivery"]


def test_the_subject_turns_where_words_that_few_texts_have_change() -> None:
    boats = ["The office helps the coast guard board boats.", "The office trains boat crews.",
             "Boats are searched by the coast guard and the office."]  # fmt: skip
    money = ["The office helps banks report transfers.", "Banks stop transfers for the office.",
             "Transfers of banks are frozen by the office."]  # fmt: skip
    depths = turns(boats + money, "en")
    assert depths.index(max(depths)) == 3
