import pytest
import yaml

from content.topics.leaning import LISTS, Lean, announces, first_sentence, lean_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "To this end, twelve judges were trained."),
        ("en", "This flagship project goes on."),
        ("fr", "À cette fin, l’Institut a formé douze juges."),
        ("fr", "Pendant l’année, les programmes susmentionnés ont formé douze juges."),
        ("fr", "Le forum a également montré que tout restait à faire."),
        ("fr", "L’une des questions posées lors du forum était celle des moyens."),
        ("fr", "Trois États ont pris la parole à cette réunion."),
        ("en", "Six States reported at the forum that they had no shelters."),
        ("es", "Tres Estados hicieron uso de la palabra en el taller."),
        ("ru", "На форуме три государства рассказали о приютах."),
        ("ar", "تحدثت ثلاث دول خلال المنتدى عن الملاجئ."),
        ("zh", "三个国家在论坛上介绍了收容所。"),
        ("en", "Through this programme, twelve judges were trained."),
        ("en", "The judges trained under this programme wrote rules."),
        ("fr", "Par ce programme, douze juges ont été formés."),
        ("fr", "Les activités menées dans le cadre de ce programme ont pris fin."),
        ("es", "En el marco de este programa, se capacitó a doce jueces."),
        ("es", "Los jueces formados en el marco de este proyecto redactaron normas."),
        ("ru", "В рамках этого проекта подготовлены двенадцать судей."),
        ("ar", "ومن خلال هذا البرنامج، دُرّب اثنا عشر قاضيا."),
        ("zh", "通过该方案，培训了十二名法官。"),
        ("es", "A tal fin, se capacitó a doce jueces."),
        ("ru", "С этой целью подготовлены двенадцать судей."),
        ("ar", "ولهذا الغرض، دُرّب اثنا عشر قاضيا."),
        ("zh", "为此，培训了十二名法官。"),
    ],
)
def test_a_paragraph_that_points_back_cannot_be_read_alone(language: str, text: str) -> None:
    assert lean_of(text, language) is Lean.POINTS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In addition, a guide was written."),
        ("fr", "En outre, un guide a été rédigé."),
        ("fr", "L’Institut a également rédigé un guide."),
        ("es", "Además, se redactó una guía."),
        ("ru", "Кроме того, подготовлено руководство."),
        ("ar", "وعلاوة على ذلك، صدر دليل."),
        ("zh", "此外，编写了指南。"),
    ],
)
def test_a_paragraph_that_adds_can_be_read_but_not_first(language: str, text: str) -> None:
    assert lean_of(text, language) is Lean.ADDS


@pytest.mark.parametrize(
    "text",
    [
        "Le rapport sur la traite a été publié.",
        "Le projet NOMMÉ a été lancé.",
        "Par son programme sur les ports, l’Institut a formé douze juges.",
        "Ainsier est un nom.",
        "Douze juges ont parlé lors du Forum des jeunes.",
        "Douze juges ont parlé lors de la réunion tenue à Turin.",
        "L’Institut a tenu un forum de quatre jours ; lors du forum, douze juges ont parlé.",
        "Douze juges ont participé à la formation.",
        "Douze juges ont été formés. À cette fin, un guide a été rédigé.",
        "",
    ],
)
def test_what_names_its_subject_stands_alone(text: str) -> None:
    assert lean_of(text, "fr") is Lean.NOT


def test_what_opens_a_list_may_say_that_all_of_it_is_meant() -> None:
    assert announces("Il a publié les neuf rapports suivants :", "fr")
    assert announces("研究所发表了以下报告：", "zh")
    assert not announces("Nine States met. States may wish:", "en")


def test_in_a_language_without_a_list_all_stand_alone() -> None:
    assert lean_of("Deshalb wurde geschult.", "de") is Lean.NOT


def test_every_language_has_every_group() -> None:
    listed = yaml.safe_load(LISTS.read_text("utf-8"))
    assert set(listed) == {"en", "fr", "es", "ru", "ar", "zh"}
    assert {frozenset(groups) for groups in listed.values()} == {
        frozenset({"points", "adds", "things", "of", "within", "counts", "early"})
        | {"during", "events", "which"}
    }


def test_a_first_sentence_ends_at_its_stop() -> None:
    assert first_sentence("One. Two.") == "One."
    assert first_sentence("第一句。第二句。") == "第一句。"
    assert len(first_sentence("word " * 200)) == 400
