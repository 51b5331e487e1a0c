import uuid
from typing import Any

import pytest

from courses.quizzes.types.file_answer.formats import accept_of, ending_of
from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import Ladder

FILE: dict[str, Any] = {"id": str(uuid.UUID(int=1)), "name": "Assessment.pdf", "size": 20_000}
OTHER: dict[str, Any] = {"id": str(uuid.UUID(int=2)), "name": "Plan.docx", "size": 300}
SPEC: dict[str, Any] = {
    "stem": "Send your risk assessment.",
    "formats": ["docx", "pdf", "exe"],
    "max_files": 2,
    "max_mb": "5",
    "rubric": [],
    "show_rubric": False,
    "sample": "",
    "feedback": "General feedback.",
}
LADDER = Ladder(
    spec=SPEC,
    right=[FILE],
    wrong=[OTHER],
    posted={"q": [FILE["id"]]},
    malformed=(3, "a", ["a"], [None], [{}], [str(uuid.UUID(int=n)) for n in range(3)]),
)


def test_known_formats_are_kept_in_one_order() -> None:
    spec = kind("file_answer").prepare(SPEC, language="en")
    assert (spec["formats"], spec["max_files"], spec["max_mb"]) == (["pdf", "docx"], 2, 5)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"formats": []}, "formats"),
        ({"formats": ["exe"]}, "formats"),
        ({"max_files": "0"}, "max_files"),
        ({"max_files": "11"}, "max_files"),
        ({"max_mb": "21"}, "max_mb"),
        ({"max_mb": "1.5"}, "max_mb"),
    ],
)
def test_problem_stands_at_its_field(changes: dict[str, Any], field: str) -> None:
    assert [p.field for p in kind("file_answer").validate({**SPEC, **changes})] == [field]


def test_one_file_named_twice_is_one() -> None:
    member = kind("file_answer")
    spec = member.prepare(SPEC, language="en")
    assert member.check_value(spec, [FILE["id"], FILE]) == [FILE["id"]]


def test_page_lists_what_was_sent_and_takes_more() -> None:
    member = kind("file_answer")
    spec = member.prepare(SPEC, language="en")
    html = member.render(spec, prefix="q", value=[FILE])
    assert 'accept=".pdf,.docx"' in html and "multiple" in html
    assert "Assessment.pdf" in html and "19.5" in html
    assert member.in_words(spec, [FILE, OTHER]) == "Assessment.pdf, Plan.docx"


@pytest.mark.parametrize(
    ("name", "ending"), [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", ""), (".png", "png")]
)
def test_ending_of_a_name(name: str, ending: str) -> None:
    assert ending_of(name) == ending


def test_an_input_accepts_every_ending_of_a_format() -> None:
    assert accept_of(["jpg", "txt"]) == ".jpg,.jpeg,.txt"
