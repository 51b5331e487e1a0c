"""The courses that ship are whole, aligned, and prove what they say."""

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.support.library import REPORTS, Block, Course, Text, read_course, slugs, words

FIRST_STEPS = "organised-crime-first-steps"
LONGEST_LESSON = {FIRST_STEPS: 700}

needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="shared reports not present")


@pytest.fixture(params=slugs())
def course(request: pytest.FixtureRequest) -> Course:
    return read_course(request.param)


def spec_ids(spec: dict[str, Any]) -> dict[str, Any]:
    """What must be equal in every language of one question."""
    return {
        "choices": [(c["id"], c["correct"]) for c in spec.get("choices", [])],
        "pairs": [pair["id"] for pair in spec.get("pairs", [])],
        "distractors": len(spec.get("distractors", [])),
        "numbers": [spec.get("value"), spec.get("tolerance"), spec.get("answer")],
        "marking": spec.get("marking"),
    }


def specs(course: Course) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for question in course.data["questions"]:
        for text in course.texts.values():
            yield question["key"], question["kind"], text.front["questions"][question["key"]]


def blocks(course: Course) -> Iterator[Block]:
    for text in course.texts.values():
        for lesson in text.lessons.values():
            yield from lesson


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def prose(text: Text) -> Iterator[str]:
    yield from strings(text.front)
    for lesson in text.lessons.values():
        yield from (block.text for block in lesson)


# Structure


def test_folder_is_named_after_the_slug(course: Course) -> None:
    assert course.data["slug"] == course.slug


def test_lessons_are_those_of_the_modules_in_order(course: Course) -> None:
    planned = [key for module in course.data["modules"] for key in module["lessons"]]
    for text in course.texts.values():
        assert list(text.lessons) == planned
        assert list(text.front["lessons"]) == planned
        assert list(text.front["modules"]) == [m["key"] for m in course.data["modules"]]


def test_blocks_are_aligned_in_all_languages(course: Course) -> None:
    shapes = [
        {
            key: [(b.key, b.kind, b.sources, b.text.count("\n")) for b in lesson]
            for key, lesson in text.lessons.items()
        }
        for text in course.texts.values()
    ]
    assert all(shape == shapes[0] for shape in shapes)


def test_block_keys_are_there_and_unique_in_their_lesson(course: Course) -> None:
    for lesson in next(iter(course.texts.values())).lessons.values():
        keys = [block.key for block in lesson if not block.kind.startswith("#")]
        assert all(keys)
        assert len(keys) == len(set(keys))


def test_questions_have_the_same_ids_in_all_languages(course: Course) -> None:
    keys = [question["key"] for question in course.data["questions"]]
    for text in course.texts.values():
        assert list(text.front["questions"]) == keys
    for key in keys:
        ids = [spec_ids(text.front["questions"][key]) for text in course.texts.values()]
        assert all(other == ids[0] for other in ids)


def test_quizzes_ask_questions_of_the_bank_once_each(course: Course) -> None:
    bank = {question["key"] for question in course.data["questions"]}
    for quiz in course.data["quizzes"]:
        asked = [item["question"] for item in quiz["items"]]
        assert len(asked) == len(set(asked)) >= 8
        assert set(asked) <= bank
        assert all(quiz["key"] in text.front["quizzes"] for text in course.texts.values())


def test_evidence_of_each_question_is_a_block_with_a_source(course: Course) -> None:
    lessons = next(iter(course.texts.values())).lessons
    for question in course.data["questions"]:
        evidence = question["evidence"]
        found = {block.key: block for block in lessons[evidence["lesson"]]}
        assert found[evidence["block"]].sources, question["key"]


def test_lessons_are_neither_too_short_nor_too_long(course: Course) -> None:
    longest = LONGEST_LESSON.get(course.slug, 900)
    counts = {
        (text.language, key): words(lesson)
        for text in course.texts.values()
        for key, lesson in text.lessons.items()
    }
    assert {key: n for key, n in counts.items() if not 450 <= n <= longest} == {}


# Questions


def test_each_kind_has_its_key_and_feedback_for_each_choice(course: Course) -> None:
    for key, kind, spec in specs(course):
        assert spec["stem"], key
        assert spec["feedback"], key
        assert KEY_CHECKS[kind](spec), key


def check_choices(spec: dict[str, Any]) -> bool:
    texts = [choice["text"] for choice in spec["choices"]]
    feedback = all(choice["feedback"] for choice in spec["choices"])
    return feedback and len(set(texts)) == len(texts) >= 4


KEY_CHECKS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "single_choice": lambda s: check_choices(s) and sum(c["correct"] for c in s["choices"]) == 1,
    "multiple_choice": lambda s: check_choices(s) and sum(c["correct"] for c in s["choices"]) > 1,
    "true_false": lambda s: (
        isinstance(s["answer"], bool) and bool(s["feedback_true"] and s["feedback_false"])
    ),
    "short_text": lambda s: len(s["accepted"]) == len(set(s["accepted"])) >= 2,
    "numeric": lambda s: s["tolerance"] >= 0 and isinstance(s["value"], int | float),
    "matching": lambda s: (
        len({p["right"] for p in s["pairs"]} | set(s["distractors"]))
        == len(s["pairs"]) + len(s["distractors"])
    ),
}


def single_choices(course: Course, language: str) -> list[list[dict[str, Any]]]:
    bank = course.texts[language].front["questions"]
    singles = [q["key"] for q in course.data["questions"] if q["kind"] == "single_choice"]
    return [bank[key]["choices"] for key in singles]


def test_key_of_a_single_choice_cannot_be_guessed_by_length(course: Course) -> None:
    for language in course.texts:
        ranks = []
        for choices in single_choices(course, language):
            by_length = sorted(choices, key=lambda c: len(c["text"]))
            ranks.append([c["correct"] for c in by_length].index(True))
            assert not by_length[-1]["correct"], (language, by_length[-1]["text"])
        assert any(ranks), f"{language}: every key is the shortest choice"


def test_keys_of_single_choices_stand_at_different_places(course: Course) -> None:
    keys = single_choices(course, course.data["languages"][0])
    assert len({[c["correct"] for c in choices].index(True) for choices in keys}) >= 3


def test_no_choice_says_all_or_none_of_the_above(course: Course) -> None:
    lazy = re.compile(r"(all|none|both) of (the|these)|ci-dessus|toutes? ces|aucune de ces", re.I)
    for key, _, spec in specs(course):
        assert not any(lazy.search(c["text"]) for c in spec.get("choices", [])), key


# Language


def test_quotation_marks_and_apostrophes_are_real(course: Course) -> None:
    for text in course.texts.values():
        accepted = {a for q in text.front["questions"].values() for a in q.get("accepted", [])}
        wrong = [s for s in prose(text) if re.search("[\"']", s) and s not in accepted]
        assert wrong == []


def test_french_has_narrow_spaces_at_its_marks(course: Course) -> None:
    if "fr" not in course.texts:
        pytest.skip("no French text")
    loose = re.compile(r"[^\u202f:][;!?»]|\w[:%]|[ \u00a0][:;!?»%]|«[^\u202f]")
    wrong = [m[0] for s in prose(course.texts["fr"]) for m in loose.finditer(s)]
    assert wrong == []


# Sources


def test_each_source_is_declared_and_each_declared_source_is_used(course: Course) -> None:
    cited = {source for block in blocks(course) for source, _ in block.sources}
    assert cited == set(course.data["sources"])


def test_treaties_are_cited_by_article_and_reports_by_paragraph(course: Course) -> None:
    for block in blocks(course):
        for source, locator in block.sources:
            form = r"art\._\d+" if course.data["sources"][source].get("treaty") else r"\d+"
            assert re.fullmatch(form, locator), (block.key, locator)


@cache
def reports_by_sha() -> dict[str, Path]:
    return {hashlib.sha256(p.read_bytes()).hexdigest(): p for p in REPORTS.iterdir()}


@cache
def report_text(sha: str) -> str:
    path = reports_by_sha()[sha]
    if path.suffix != ".pdf":
        return path.read_text("utf-8")
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def paragraph(sha: str, number: str) -> str:
    """The text from paragraph `number` to the next one; empty when there is none."""
    until = rf"(?=^\s*{int(number) + 1}\. )|\Z"
    found = re.search(rf"^\s*{number}\. (.*?)(?:{until})", report_text(sha), re.M | re.S)
    return found[1] if found else ""


def cited_paragraphs(course: Course, block: Block) -> dict[str, str]:
    """Text of each cited paragraph of a visible report, by `source/number`."""
    shas = {key: source.get("sha256") for key, source in course.data["sources"].items()}
    visible = [(key, number) for key, number in block.sources if shas[key]]
    return {f"{key}/{number}": paragraph(shas[key], number) for key, number in visible}


@needs_reports
def test_each_cited_paragraph_of_a_visible_report_exists(course: Course) -> None:
    cited: dict[str, str] = {}
    for block in blocks(course):
        cited |= cited_paragraphs(course, block)
    assert [name for name, text in cited.items() if not text] == []


@needs_reports
def test_figures_stand_in_the_cited_paragraphs(course: Course) -> None:
    for block in blocks(course):
        found = cited_paragraphs(course, block)
        if len(found) == len(block.sources) > 0:
            assert figures(block.text) <= figures(" ".join(found.values())), block.key


def figures(text: str) -> set[str]:
    """Numbers of two digits and more, without years and thousands marks."""
    plain = re.sub(r"(?<=\d)[\s,]+(?=\d{3}\b)", "", text)
    return {n for n in re.findall(r"\b\d{2,}\b", plain) if not re.fullmatch(r"20[0-3]\d", n)}


# The course of the first release


def test_first_steps_has_twelve_items_over_six_kinds() -> None:
    questions = read_course(FIRST_STEPS).data["questions"]
    assert len(questions) == 12
    assert {question["kind"] for question in questions} == set(KEY_CHECKS)
