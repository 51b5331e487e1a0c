"""A guide made from a module: what it says, in which order, and what it leaves out."""

from dataclasses import replace
from typing import Any

import pytest

from content import markup
from content.guides.asking import can_be_asked, checks_of, questions_of
from content.guides.propose import aims, notes, propose
from content.guides.ranges import folded, in_ranges
from content.guides.timing import sittings, steps_of
from content.guides.values import NOTE, OTHER, PARAGRAPH, Asked, Cited, LessonFacts, ModuleFacts
from content.guides.values import QuizFacts as Quiz
from content.guides.words import words

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")


def cited(number: int, page: int) -> Cited:
    return Cited("A/76/121", "Report of the expert", PARAGRAPH, str(number), page)


def module(language: str = "en", **more: Any) -> ModuleFacts:
    lessons = (
        LessonFacts("What a group is", 8, ("Who counts", "A | b"), ("Name the three parts",)),
        LessonFacts("What it does", 12, (), ("name the three parts.", "Tell a group from a mob")),
    )
    return ModuleFacts(language, lessons, **more)


def test_the_parts_stand_in_order_and_only_where_there_is_something() -> None:
    made = propose(module())
    assert [line for line in made.splitlines() if line.startswith("## ")] == [
        "## Objectives",
        "## Outline",
    ]
    full = propose(module(terms=(("group", "Three or more."),), cited=(cited(18, 6),), asked=()))
    assert "## Key terms\n\n- **group**: Three or more.\n" in full
    assert full.endswith("## Sources\n\n- A/76/121, para. 18, p. 6: *Report of the expert*\n")


def test_a_module_without_lessons_has_no_guide() -> None:
    assert propose(ModuleFacts("en", ())) == ""


def test_an_aim_of_two_lessons_is_said_once() -> None:
    assert aims(module()) == ["Name the three parts", "Tell a group from a mob"]


def test_a_module_without_aims_says_so_and_reads_none_together() -> None:
    facts = ModuleFacts("en", (LessonFacts("Seizure", 5), LessonFacts("Return", 5)))
    made = propose(facts)
    assert "No lesson here has objectives yet: write what learners can do afterwards." in notes(
        facts
    )
    assert "## Objectives" not in made
    assert "| 0–5 | Opening: what does the class know already? |" in made


def test_the_outline_counts_on_from_step_to_step() -> None:
    asked = (Asked("Who watches?", "What a group is"),)
    quizzes = (Quiz("Check", 4), Quiz("Before", 1, 7, is_first=True))
    facts = module(quizzes=quizzes, asked=(Asked("Whom does it tell?", "What it does"),))
    first, second = facts.lessons
    made = propose(replace(facts, lessons=(replace(first, asked=asked), second)))
    rows = [line for line in made.splitlines() if line.startswith("| ")]
    assert rows == [
        "| Minutes | Step |",
        "| --- | --- |",
        "| 0–5 | Opening: read the objectives together. What does the class know already? |",
        "| 5–12 | Quiz: **Before** (questions: 1) |",
        "| 12–20 | Reading: **What a group is** · Who counts · A \\| b |",
        "| 20–25 | Discussion (see the questions below: 1) |",
        "| 25–43 | Reading and summing up: **What it does** |",
        "| 43–49 | Quiz: **Check** (questions: 4) |",
        "| 49–54 | Closing: what does each take along? |",
    ]
    assert "Time in all, in minutes: 54." in made
    assert "- Lesson 1 (minutes: 25): “Before”, “What a group is”" in made
    assert "- Lesson 2 (minutes: 29): “What it does”, “Check”" in made
    assert "In lessons of 45 minutes: 2." in made
    assert "In lessons of 90 minutes" not in made


@pytest.mark.parametrize("length", [1, 45, 90])
def test_no_step_is_lost_in_dividing_and_a_text_stays_with_its_discussion(length: int) -> None:
    facts = ModuleFacts("en", tuple(LessonFacts(f"L{n}", n) for n in range(1, 25)))
    steps = steps_of(facts, {number: [1] for number in range(0, 24, 2)})
    parts = sittings(steps, length)
    assert tuple(step for part in parts for step in part.steps) == steps
    assert all(part.minutes <= length for part in parts) or length == 1
    assert all(part.steps[0].kind not in ("discussion", "closing") for part in parts)


def test_lessons_of_a_class_are_evened_out_at_the_border_of_a_text() -> None:
    facts = ModuleFacts("en", tuple(LessonFacts(f"L{n}", 9) for n in range(3)))
    assert [part.minutes for part in sittings(steps_of(facts, {}), 45)] == [31, 18]
    more = ModuleFacts("en", tuple(LessonFacts(f"L{n}", 5) for n in range(5)))
    assert [part.minutes for part in sittings(steps_of(more, {}), 45)] == [28 + 1, 21]


def test_places_are_folded_into_ranges() -> None:
    assert in_ranges(["24", "18", "19", "20", "22", "19", "4a"]) == "18–20, 22, 24, 4a"
    assert in_ranges(["75", "75 (a)", "75 (b)", "101 (c)", "76"]) == "75–76, 101 (c)"
    assert in_ranges(["75 (a)", "75 (b)", "75 (c)", "76 (d)", "8"]) == "8, 75 (a)–(c), 76 (d)"
    rows = [cited(18, 6), cited(19, 6), cited(20, 7)]
    rows += [Cited("A/76/121", "Report of the expert", NOTE, "3", 7)]
    one_note = rows[-1:]
    rows += [Cited("A/76/121", "Report of the expert", NOTE, "4", 7)]
    rows += [Cited("Palermo", "", OTHER, f"art. {number}") for number in (34, 2, 10, 3)]
    rows += [Cited("Palermo", "", OTHER, "preamble")]
    assert folded(rows, words("en")) == [
        ("A/76/121, para. 18–20, notes 3–4, p. 6–7", "Report of the expert"),
        ("Palermo, art. 2–3, 10, 34, preamble", ""),
    ]
    assert folded(one_note, words("fr"))[0][0] == "A/76/121, note 3, p. 7"


@pytest.mark.parametrize(
    ("language", "stem", "can"),
    [
        ("en", "A bank sees a sum. Whom does it tell?", True),
        ("en", "Which of the following is a duty?", False),
        ("en", "The State must return it.", False),
        ("en", "A list follows. Which statements hold?", False),
        ("en", "A van is stopped. Which fact, by itself, points to trafficking?", False),
        ("en", "How many hours at most are left?", True),
        ("en", "Four reports on one customer. Which one helps the reader most?", False),
        ("fr", "Quels énoncés sur la Convention sont exacts ?", False),
        ("fr", "Qui adopte la convention ?", True),
        ("fr", "Laquelle de ces réponses convient ?", False),
        ("es", "¿Quién adopta el convenio?", True),
        ("ar", "من يعتمد الاتفاقية؟", True),
        ("ar", "أي من العبارات التالية صحيحة؟", False),
        ("ru", "Кто принимает конвенцию?", True),
        ("zh", "谁通过公约？", True),
        ("zh", "下列哪一项是义务？", False),
    ],
)
def test_only_questions_that_need_no_choices_go_to_the_class(
    language: str, stem: str, *, can: bool
) -> None:
    assert can_be_asked(stem, language) is can


def test_a_question_of_the_bank_names_where_it_is_answered() -> None:
    asked = (Asked("Whom does it tell?", "What it does", (cited(18, 6),)), Asked("It must.", "x"))
    made = propose(module(asked=asked))
    place = "1. Whom does it tell? (Answered in: “What it does”; A/76/121, para. 18, p. 6)"
    assert place in made
    assert "It must." not in made
    assert made.count("(Answered in:") == 1


def about(stem: str, lesson: str) -> Asked:
    return Asked(stem, lesson, (cited(18, 6),))


def test_each_lesson_is_discussed_whatever_the_bank_asks_about_it() -> None:
    lessons = (
        LessonFacts("A", 8, asked=(about("What would it take to watch?", "A"),)),
        LessonFacts(
            "B",
            8,
            asked=(about("What would it take to see?", "B"), about("Who must hide?", "B")),
        ),
        LessonFacts("C", 8),
        LessonFacts("D", 8, asked=(about("Discussed?", "D"),)),
    )
    facts = ModuleFacts("en", lessons, asked=(Asked("Who is it?", "D"),))
    made = propose(facts)
    assert "1. What would it take to watch? (See: “A”; A/76/121, para. 18, p. 6)\n" in made
    assert "2. Who must hide? (See: “B”; A/76/121, para. 18, p. 6)\n" in made
    assert "3. Discussed? (See: “D”; A/76/121, para. 18, p. 6)\n" in made
    assert "## To check what was understood\n\n1. Who is it? (Answered in: “D”)\n" in made
    assert made.count("Discussion (") == 3
    assert "To check what was understood (questions: 1) |\n" in made
    assert notes(facts)[-1].startswith("No question yet for “C”. Write one")


def test_a_question_of_choices_is_asked_with_them_or_not_at_all() -> None:
    asked = (
        Asked("Which of these is a duty?", "A", choices=("To watch", "*b*", "to hide")),
        Asked("Which of these is long?", "A", choices=("x" * 300, "y" * 300)),
        Asked("Which of these is one of many?", "A", choices=tuple("abcdefg")),
        Asked("Which of these is none?", "A"),
    )
    made = propose(ModuleFacts("en", (LessonFacts("A", 5),), asked=asked))
    choices = "**a)**\u00a0\\*b\\* **b)**\u00a0to hide **c)**\u00a0To watch"
    assert f"1. Which of these is a duty? {choices} (Answered in: “A”)" in made
    assert made.count("Which of these") == 1


def test_what_is_for_the_author_is_never_in_the_guide() -> None:
    for language in LANGUAGES:
        bank = (Asked("12345?", "What a group is"),)
        for facts in (module(language), module(language, asked=bank)):
            made = propose(facts)
            assert len(notes(facts)) == (3 if facts.asked else 2)
            assert all(one not in made for one in notes(facts))
    assert notes(ModuleFacts("en", ())) == []
    assert not any("bank" in one for one in notes(module()))


def test_french_says_questionnaire() -> None:
    bank = (Asked("12345 ?", "What a group is"),)
    facts = module("fr", quizzes=(Quiz("Q", 3),), asked=bank)
    assert "quiz" not in (propose(facts) + "".join(notes(facts))).casefold()


def test_without_the_bank_nothing_is_said_of_it_and_the_only_source_has_no_name() -> None:
    lessons = (LessonFacts("A", 8, asked=(about("Who watches?", "A"),)),)
    made = propose(ModuleFacts("en", lessons, cited=(cited(18, 6),)))
    assert "1. Who watches? (See: “A”; para. 18, p. 6)" in made
    assert "To check" not in made and "In lessons of" not in made


def test_no_aim_is_ever_a_question() -> None:
    aims_alone = LessonFacts("What it is", 5, ("Lutter contre le trafic",), ("Spell out: OMD",))
    for language in LANGUAGES:
        made = propose(ModuleFacts(language, (aims_alone,), terms=(("OMD", "An organisation"),)))
        assert made.count("OMD") == 2 and "\n1. " not in made
    assert questions_of(ModuleFacts("en", (LessonFacts("What it is", 5),))) == ()


def test_at_most_four_questions_of_the_bank_go_to_the_class_in_turn_from_each_lesson() -> None:
    asked = [Asked(f"Who is it {n}?", "A") for n in range(4)]
    asked += [Asked("Who are they?", "B"), Asked("Who goes?", "gone")]
    facts = ModuleFacts(
        "en", (LessonFacts("A", 5), LessonFacts("B", 5), LessonFacts("C", 5)), asked=tuple(asked)
    )
    assert [(one.lesson, one.asked.stem) for one in checks_of(facts)] == [
        (0, "Who is it 0?"),
        (0, "Who is it 1?"),
        (0, "Who is it 2?"),
        (1, "Who are they?"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_speaks_for_itself_and_renders(language: str) -> None:
    asked = (Asked("12345?", "What a group is"),)
    made = propose(module(language, quizzes=(Quiz("Q", 3),), cited=(cited(1, 1),), asked=asked))
    own = words(language)
    assert own.said.keys() == words("en").said.keys()
    assert f"## {own('objectives')}" in made and "{}" not in made
    html = markup.render(made)
    assert "<table>" in html and "<ol>" in html and html.count("<h2") == 4


def test_a_title_is_shown_as_it_is() -> None:
    hostile = "<img src=x> *a* | b [c](d) $x$"
    facts = ModuleFacts("en", (LessonFacts(hostile, 5, (hostile,), (hostile,)),))
    blocks = markup.render_blocks(propose(facts))
    assert all("<img" not in block.html and "<em>a" not in block.html for block in blocks)
    assert hostile in next(block.text for block in blocks if block.kind == "list")


def test_another_state_of_the_module_has_another_fingerprint() -> None:
    assert module().fingerprint() == module().fingerprint()
    assert module().fingerprint() != module(terms=(("a", "b"),)).fingerprint()
    assert len(module().fingerprint()) == 64


def test_guides_written_before_choices_were_kept_are_not_behind() -> None:
    bare, full = Asked("Who?", "A"), Asked("Who?", "A", choices=("I", "You"))
    assert module(asked=(bare,)).fingerprint() == module(asked=(full,)).fingerprint()
    before = "cf556ff7ec1e28e142b8e51ba4e3fdf15f119381df6a7be151bebfbb4aca492a"
    assert module(asked=(bare,)).fingerprint() == before


def test_guides_written_before_words_were_kept_by_lesson_are_not_behind() -> None:
    before = "668e4bfc12063b51a00cb7c0264d8d58a6759ae1de39bd61d1e59f199ed43686"
    assert module(terms=(("a", "b"),)).fingerprint() == before
