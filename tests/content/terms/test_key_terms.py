import pytest

from content.terms.key_terms import listed_first, terms_in, terms_of

TEXTS = {
    "en": ["Money laundering hides the source of criminal assets.",
           "Every bank reports money laundering and freezes criminal assets.",
           "A beneficial owner controls the shell company.",
           "Ask for the beneficial owners of each shell company; money laundering goes on."],
    "fr": ["Le blanchiment d’argent cache l’origine des avoirs criminels.",
           "La banque signale le blanchiment de l’argent et gèle les avoirs criminels.",
           "Le bénéficiaire effectif tient la société écran.",
           "Demandez les bénéficiaires effectifs de chaque société écran ; blanchiment d’argent."],
    "es": ["El blanqueo de dinero oculta el origen de los activos delictivos.",
           "El banco comunica el blanqueo del dinero y congela los activos delictivos.",
           "El beneficiario final controla la sociedad pantalla.",
           "Los beneficiarios finales de la sociedad pantalla; el blanqueo de dinero."],
    "ru": ["Отмывание денег скрывает происхождение преступных доходов.",
           "Банк сообщает об отмывании денег и замораживает преступные доходы.",
           "Подставная компания действует тайно.",
           "Бенефициар подставной компании скрыт; отмывание денег продолжается."],
    "ar": ["يخفي غسل الأموال مصدر الأصول الإجرامية.",
           "يبلغ المصرف عن غسل الأموال، ويجمد الأصول الإجرامية.",
           "المستفيد الحقيقي يدير الشركة الوهمية.",
           "اسأل عن المستفيد الحقيقي؛ الشركة الوهمية تخفيه، غسل الأموال مستمر."],
    "zh": ["洗钱活动掩盖犯罪收益的来源。", "银行报告洗钱活动，冻结犯罪收益。",
           "空壳公司隐瞒实益拥有人。", "查明实益拥有人，空壳公司从事洗钱活动。"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "known"),
    [
        ("en", {"money laundering", "criminal assets", "beneficial owner", "shell company"}),
        ("fr", {"blanchiment d’argent", "avoirs criminels", "bénéficiaire effectif"}),
        ("es", {"blanqueo de dinero", "activos delictivos", "beneficiario final"}),
        ("ru", {"отмывание денег", "преступные доходы"}),
        ("ar", {"غسل الأموال", "الأصول الإجرامية", "المستفيد الحقيقي", "الشركة الوهمية"}),
        ("zh", {"洗钱活动", "犯罪收益", "实益拥有人", "空壳公司"}),
    ],
)
def test_known_terms_of_a_text_are_found_whatever_their_endings(
    language: str, known: set[str]
) -> None:
    found = {term.form for term in terms_of(TEXTS[language], language)}
    assert known <= {form[:1].lower() + form[1:] for form in found} | found


def test_a_term_counts_all_its_forms_and_the_commonest_is_shown() -> None:
    term = terms_of(TEXTS["en"], "en")[0]
    assert (term.form, term.times, term.places) == ("money laundering", 3, ((0, 1), (1, 1), (3, 1)))


def test_a_piece_that_is_hardly_ever_alone_is_no_term() -> None:
    texts = ["The Global Firearms Programme helps.", "Ask the Global Firearms Programme."]
    assert [term.form for term in terms_of(texts, "en")] == ["Global Firearms Programme"]


def test_a_part_shows_what_it_is_about_rather_than_the_rest() -> None:
    texts = ["The harbour pilot; night watch."] * 6 + ["Night watch."] * 18
    [term] = terms_in(terms_of(texts, "en"), range(6), share=0.25)
    assert (term.form, term.times, term.elsewhere, term.place) == ("harbour pilot", 6, 0, 0)


def test_what_is_seldom_there_is_only_shown_where_it_is_of_the_field_or_told() -> None:
    texts = ["The harbour pilot; extradition."] * 2 + ["Nothing."] * 6
    terms = listed_first(terms_of(texts, "en"), texts, "en")
    assert [one.form for one in terms_in(terms, [0, 1], share=0.25)] == ["extradition"]
    told = terms_in(terms, [0, 1], share=0.25, told={"harbour pilot"})
    assert {one.form for one in told} == {"extradition", "harbour pilot"}


def test_words_of_every_report_are_no_term_of_this_one() -> None:
    assert terms_of(["The United Nations and the Member States met."] * 5, "en") == []


def test_an_unknown_language_gives_terms_without_a_list_of_small_words() -> None:
    assert terms_of(["blanka domo", "blanka domo"], "eo")[0].form == "blanka domo"
