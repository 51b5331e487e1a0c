from courses.quizzes.bank.search import fold, search_text
from tests.courses.quizzes.bank.specs import single


def test_fold_drops_case_accents_and_spaces() -> None:
    assert fold("  Élève\u00a0 ÉTÉ ") == "eleve ete"


def test_search_text_holds_key_and_texts_but_no_ids() -> None:
    text = search_text("q-group", {"en": single("Combien ?", choices=[])})
    assert text == "q-group combien ? three or more."
    assert "x1" not in search_text("q-group", {"en": single()})
