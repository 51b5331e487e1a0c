from courses.quizzes.types.registry import kind
from courses.quizzes.types.stimulus.grading import grade
from tests.courses.quizzes.types.ladder import Ladder

SPEC = {
    "title": "A bank statement",
    "stem": "Read it.\n\n| Day | Amount |\n| --- | --- |\n| 1 May | 9,900 |",
}
LADDER = Ladder(spec=SPEC, right=None, wrong=None, posted={}, malformed=("read", ["a"], {"a": 1}))


def test_nothing_is_right_or_wrong_about_it() -> None:
    spec = kind("stimulus").prepare(SPEC, language="en")
    assert grade(spec, None).outcome == "noted"


def test_it_is_neither_answered_nor_scored() -> None:
    member = kind("stimulus")
    assert (member.is_answered, member.is_scored) == (False, False)


def test_title_and_text_are_asked_for() -> None:
    found = kind("stimulus").validate({"title": "x" * 201})
    assert [(p.field, p.message) for p in found] == [
        ("stem", "Write the text, or put a picture or a table here."),
        ("title", "This text has 201 characters. Shorten it to 200 at most."),
    ]
