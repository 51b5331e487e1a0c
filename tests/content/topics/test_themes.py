from content.topics.themes import themes_of


def test_headings_that_say_the_same_are_one_theme() -> None:
    titles = [
        "Trafficking in persons",
        "Work done",
        "A. Trafficking in a person",
        "Trafficking in persons and smuggling of migrants",
    ]
    assert themes_of(titles, "en") == [0, 1, 0, 3]


def test_headings_without_words_are_themes_of_their_own() -> None:
    assert themes_of(["", "", "I."], "en") == [0, 1, 2]


def test_chinese_headings_are_compared_by_characters() -> None:
    assert themes_of(["反洗钱工作", "禁毒", "反洗钱的工作"], "zh-hans") == [0, 1, 0]
