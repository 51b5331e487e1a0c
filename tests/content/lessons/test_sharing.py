"""Where a lesson is cut, and which aims go along."""

from content.lessons.sharing import next_title, places, shared_out, title_without


def test_a_lesson_begins_with_a_heading_or_with_what_follows_text() -> None:
    kinds = ["heading", "paragraph", "list", "heading", "heading", "paragraph", "paragraph"]
    texts = ["Text."] * len(kinds)
    assert places(kinds, texts, len(kinds)) == [2, 3, 6]
    assert places(kinds, texts, 6) == [2, 3]


def test_a_list_stays_with_what_announces_it() -> None:
    kinds, texts = ["paragraph", "list", "paragraph"], ["They are these :", "One", "Two."]
    assert places(kinds, texts, 3) == [2]


def test_a_distressing_part_keeps_what_stands_in_its_place() -> None:
    assert places(["paragraph", "distressing", "instead", "paragraph"], ["A."] * 4, 4) == [1, 3]


def test_aims_go_with_the_words_they_speak_of() -> None:
    aims = ["Say what couriers carry", "Name whom banks tell", "Be kind"]
    first, second = "Couriers carry cash.", "Banks tell the office."
    assert shared_out(aims, first, second) == ([aims[0], aims[2]], [aims[1]])


def test_what_a_part_speaks_of_again_counts_more_than_a_word_said_once() -> None:
    aim = "Say what one finds in the portal SHERLOC"
    first = "One finds the mechanism of review in the Convention."
    second = "SHERLOC is a portal. SHERLOC has laws. SHERLOC is open."
    assert shared_out([aim], first, second) == ([], [aim])


def test_aims_in_a_script_without_spaces_go_too() -> None:
    assert shared_out(["说明银行报告"], "信使携带现金。", "银行报告可疑交易。") == (
        [],
        ["说明银行报告"],
    )


def test_titles_count_on() -> None:
    assert next_title("Money") == "Money (2)"
    assert next_title("Money (2)") == "Money (3)"


def test_a_title_of_two_subjects_loses_the_one_that_went() -> None:
    assert title_without("Éducation\u00a0; Blanchiment", "Blanchiment") == "Éducation"
    assert title_without("A; B; C", "B") == "A; C"
    assert title_without("银行；洗钱", "洗钱") == "银行"
    assert title_without("Banks", "Banks") == "Banks"
    assert title_without("Banks and ships", "ships") == "Banks and ships"
