"""What a person's slip in a file is told as: which file, line and column, and what was meant."""

import pytest

from content.interchange.problems import Problem
from content.interchange.reading import read_package
from tests.content.interchange.packs import BODY, FILES, FRONT, changed, packed


def told(data: bytes) -> list[tuple[str, str, int]]:
    return [(one.code, one.file, one.line) for one in errors(data)]


def errors(data: bytes) -> list[Problem]:
    return [one for one in read_package(data)[1] if not one.is_notice]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("course.yaml", "licence:", "license:", ("unknown_key", 3)),
        ("course.yaml", "kind: single_choice", "kind: single choice", ("none_of", 8)),
        ("course.yaml", "lesson: one, block", "lesson: on, block", ("no_lesson", 9)),
        ("course.yaml", "question: q-one", "question: q-won", ("no_question", 14)),
        ("course.yaml", "after: m1", "after: m7", ("no_module", 12)),
        ("course.yaml", "points: 1", "points: many", ("is_no_number", 14)),
        ("course.yaml", "slug: small\n", "", ("missing", 1)),
        ("course.yaml", "slug: small", "slug: a b", ("bad_key", 1)),
        ("course.yaml", "languages: [en, fr]", "languages: [en]", ("language_not_named", 1)),
        ("course.yaml", "[en, fr]", "[en, fr, es]", ("no_language_file", 2)),
        (
            "course.yaml",
            "    after: m1\n",
            "    after: m1\n    pass_mark: 120\n",
            ("out_of_range", 13),
        ),
        (
            "course.yaml",
            "    after: m1\n",
            "    after: m1\n    required: maybe\n",
            ("is_no_flag", 13),
        ),
        ("course.yaml", "lessons: [one]", "lessons: [one, one]", ("twice", 5)),
        ("course.yaml", "    items:", "   items:", ("yaml", 13)),
        ("en.md", "title: Small", "titel: Small", ("unknown_key", 2)),
        ("en.md", "  one: {title: One", "  won: {title: One", ("no_lesson", 6)),
        ("en.md", "minutes: 5", "minutes: five", ("is_no_whole_number", 6)),
        ("en.md", "    stem: Which?", "    stam: Which?", ("unknown_key", 11)),
        ("en.md", "text: This", "txt: This", ("unknown_key", 13)),
        ("en.md", "correct: true", 'correct: "true"', ("is_no_flag", 13)),
        ("en.md", "# lesson: one", "# Lesson one", ("bad_lesson_line", 17)),
        ("en.md", "# lesson: one", "One", ("stray_text", 17)),
        ("en.md", "---\ntitle", "title", ("no_front", 1)),
        ("en.md", "A sentence.", "![a map](pictures/map.png)", ("no_picture", 19)),
    ],
)
def test_a_slip_is_told_by_its_line(
    name: str, old: str, new: str, expected: tuple[str, int]
) -> None:
    code, line = expected
    file = "fr.md" if code == "language_not_named" else name
    assert (code, file, line) in told(changed(name, old, new))


def test_the_field_that_was_meant_is_named() -> None:
    (problem,) = errors(changed("course.yaml", "licence:", "license:"))
    assert (problem.details["hint"], problem.column) == ("licence", 1)


def test_a_lesson_without_a_title_is_told_where_it_begins() -> None:
    text = FRONT.replace("  one: {title: One, minutes: 5}\n", "").replace("lessons:\n", "")
    assert told(packed({"en.md": text + BODY})) == [("lesson_without_title", "en.md", 15)]


def test_a_title_without_a_lesson_is_told_where_it_stands() -> None:
    assert told(packed({"en.md": FRONT})) == [("lesson_without_text", "en.md", 6)]


def test_everything_is_told_at_once_up_to_a_bound() -> None:
    wrong = "".join(f"wrong-{number}: 1\n" for number in range(500))
    count = len(errors(packed({"course.yaml": FILES["course.yaml"] + wrong, "en.md": "x"})))
    assert 100 < count <= 200


def test_a_hostile_name_is_told_short() -> None:
    name = "a" * 900
    (problem,) = errors(packed({"course.yaml": f"{name}: 1\n{FILES['course.yaml']}"}))
    assert len(problem.details["key"]) <= 120


def test_a_text_may_look_like_something_else() -> None:
    front = FRONT.replace("title: Small", "title: 1.10").replace("{title: One,", "{title: no,")
    package, problems = read_package(packed({"en.md": front + BODY}))
    assert problems == []
    assert package.texts["en"].front["title"] == "1.10"
    assert package.texts["en"].front["lessons"]["one"]["title"] == "no"


def test_a_heading_that_looks_like_a_lesson_is_written_with_a_backslash() -> None:
    text = FILES["en.md"] + "\n\\# lesson: not\n\n\\\\# lesson: nor\n"
    package, problems = read_package(packed({"en.md": text}))
    assert problems == []
    assert package.texts["en"].lessons["one"].endswith("# lesson: not\n\n\\# lesson: nor\n")


def test_a_language_may_lack_a_lesson_and_it_is_said() -> None:
    problems = read_package(packed({"fr.md": "---\ntitle: Petit\n---\n"}))[1]
    assert {one.code for one in problems} == {"not_in_language"}
    assert all(one.is_notice for one in problems)
