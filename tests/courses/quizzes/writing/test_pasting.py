"""Pure: what people paste, as they have it in their notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.writing.pasting import MOST_QUESTIONS, Pasted, read_pasted
from tests.support.pace import within

FOUR_LINES = "Who may be a victim?\nOnly a foreigner\n*Anybody\nOnly a woman"


def one(text: str) -> Pasted:
    (found,) = read_pasted(text)
    return found


def keys(question: Pasted) -> list[str]:
    return [choice.text for choice in question.choices if choice.is_right]


def texts(question: Pasted) -> list[str]:
    return [choice.text for choice in question.choices]


def test_four_lines_are_a_single_choice() -> None:
    question = one(FOUR_LINES)
    assert question.kind == "single_choice"
    assert question.stem == "Who may be a victim?"
    assert texts(question) == ["Only a foreigner", "Anybody", "Only a woman"]
    assert keys(question) == ["Anybody"]


def test_without_a_mark_the_key_is_left_open() -> None:
    question = one("Who?\nA man\nA woman\nAnybody")
    assert keys(question) == []
    assert question.kind == "single_choice"
    assert len(question.choices) == 3


@pytest.mark.parametrize(
    "line",
    [
        "* Anybody",
        "*Anybody",
        "+ Anybody",
        "=Anybody",
        "✓ Anybody",
        "[x] Anybody",
        "- [x] Anybody",
        "Anybody *",
        "Anybody ✓",
        "Anybody (correct)",
        "Anybody (bonne réponse)",
        "**Anybody**",
        "b) Anybody *",
        "*b) Anybody",
        "b) *Anybody",
        "b. **Anybody**",
        "- Anybody (right)",
    ],
)
def test_the_key_may_be_marked_in_any_usual_way(line: str) -> None:
    question = one(f"Who may be a victim?\na) A man\n{line}\nc) A woman")
    assert keys(question) == ["Anybody"]
    assert len(question.choices) == 3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a) Two", "b) Three"),
        ("A. Two", "B. Three"),
        ("(a) Two", "(b) Three"),
        ("1) Two", "2) Three"),
        ("1. Two", "2. Three"),
        ("- Two", "- Three"),
        ("• Two", "• Three"),
        ("A、Two", "B、Three"),
        ("а) Two", "б) Three"),
        ("أ) Two", "ب) Three"),
        ("[ ] Two", "[x] Three"),
        ("~ Two", "= Three"),
    ],
)
def test_letters_numbers_and_bullets_are_no_part_of_a_choice(first: str, second: str) -> None:
    assert texts(one(f"How many?\n{first}\n{second}")) == ["Two", "Three"]


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("Answer: B", ["Three"]),
        ("ANSWER: b", ["Three"]),
        ("Réponse : b", ["Three"]),
        ("答案：B", ["Three"]),
        ("Answer: Three", ["Three"]),
        ("Answers: A, C", ["Two", "Five"]),
        ("Réponses : a et c", ["Two", "Five"]),
    ],
)
@pytest.mark.parametrize("labels", [("a) ", "b) ", "c) "), ("", "", "")])
def test_a_last_line_names_the_key(answer: str, right: list[str], labels: tuple[str, ...]) -> None:
    lines = [label + text for label, text in zip(labels, ["Two", "Three", "Five"], strict=True)]
    question = one("\n".join(["How many?", *lines, answer]))
    assert keys(question) == right
    assert len(question.choices) == 3


def test_two_keys_make_a_multiple_choice() -> None:
    assert one("Which?\n* One\n* Two\nThree").kind == "multiple_choice"


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("Bribes are lawful.\nTrue\n*False", False),
        ("L’extorsion est une infraction.\n* Vrai\nFaux", True),
        ("Bribes are lawful.\nAnswer: false", False),
        ("Взятка законна.\nверно\n* неверно", False),
        ("贿赂是犯罪。\n* 正确\n错误", True),
    ],
)
def test_true_and_false_are_a_statement(text: str, truth: bool) -> None:
    question = one(text)
    assert (question.kind, question.truth) == ("true_false", truth)


def test_an_answer_without_choices_is_a_short_text() -> None:
    question = one("Which treaty?\nAnswer: Palermo Convention")
    assert (question.kind, question.answers) == ("short_text", ["Palermo Convention"])


def test_feedback_stands_behind_its_choice_or_below_it() -> None:
    question = one(
        "Who?\na) A man # Not only.\n*b) Anybody\n# Age and sex do not matter.\nWhy: Art. 3"
    )
    assert [c.feedback for c in question.choices] == ["Not only.", "Age and sex do not matter."]
    assert question.feedback == "Art. 3"


def test_the_number_of_the_question_is_dropped_and_its_lines_are_kept() -> None:
    question = one("Question 12: Read this.\nIt has two lines.\na) Yes\n*b) No")
    assert question.stem == "Read this.\nIt has two lines."
    assert keys(question) == ["No"]


@pytest.mark.parametrize("gap", ["\n\n", "\n \n\n"])
def test_empty_lines_part_questions(gap: str) -> None:
    text = f"1. Who?\na) A man\n*b) Anybody{gap}2. How many?\n*a) Three\nb) Two"
    first, second = read_pasted(text)
    assert (first.stem, second.stem) == ("Who?", "How many?")
    assert (keys(first), keys(second)) == (["Anybody"], ["Three"])


def test_an_empty_line_before_or_between_choices_parts_nothing() -> None:
    question = one("Who?\n\na) A man\n\n*b) Anybody\n\nAnswer: b")
    assert texts(question) == ["A man", "Anybody"]


def test_one_line_is_a_question_still_without_choices() -> None:
    question = one("Who may be a victim?")
    assert (question.stem, question.choices) == ("Who may be a victim?", [])


@pytest.mark.parametrize("text", ["", "  \n\t\n"])
def test_nothing_is_nothing(text: str) -> None:
    assert read_pasted(text) == []


def test_a_whole_book_is_cut() -> None:
    text = "\n\n".join(f"{n}. Who?\na) A man\n*b) Anybody" for n in range(1, MOST_QUESTIONS + 50))
    assert len(read_pasted(text)) == MOST_QUESTIONS


def test_emphasis_in_a_choice_is_no_key() -> None:
    question = one("Which?\na) The **old** law\nb) The *new* one\n*c) Both laws")
    assert keys(question) == ["Both laws"]
    assert texts(question)[0] == "The **old** law"


WORDS = (
    st.text("abcdefgh éàش中", min_size=3, max_size=30).map(str.strip).filter(lambda t: len(t) > 2)
)


@given(st.text(max_size=300))
def test_nothing_pasted_makes_it_fail(text: str) -> None:
    for question in read_pasted(text):
        assert question.kind in ("single_choice", "multiple_choice", "true_false", "short_text")


@given(WORDS, st.lists(WORDS, min_size=2, max_size=6, unique=True), st.integers(0, 5))
def test_what_is_written_with_letters_is_read_back(stem: str, choices: list[str], key: int) -> None:
    key %= len(choices)
    lines = [f"{'*' if n == key else ''}{'abcdef'[n]}) {text}" for n, text in enumerate(choices)]
    question = one("\n".join([f"{stem}?", *lines]))
    assert texts(question) == choices
    assert [choice.is_right for choice in question.choices] == [
        n == key for n in range(len(choices))
    ]


def test_thousands_of_choices_and_answers_are_read_in_a_moment() -> None:
    lines = ["Who?", *(f"- choice {n}" for n in range(8000)), *["Answer: choice 7999"] * 4000]
    with within(10):
        question = one("\n".join(lines))
    assert keys(question) == ["choice 7999"]


def test_a_choice_that_says_the_same_as_another_has_a_place_of_its_own() -> None:
    question = one("Who?\n- A man\n- A man\n- A woman\nAnswer: B")
    assert [choice.is_right for choice in question.choices] == [False, True, False]
