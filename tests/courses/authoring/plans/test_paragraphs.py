import pytest

from courses.authoring.plans.paragraphs import place_of


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["8"], "para. 8"),
        (["8", "8.i", "9", "10.a", "10.b"], "paras. 8–10"),
        (["4", "5", "73", "74"], "paras. 4–5, 73–74"),
        (["29", "12"], "paras. 29, 12"),
        (["1", "3", "5", "7"], "paras. 1, 3, 5, …"),
        (["note.p1", "p2"], ""),
        ([], ""),
    ],
)
def test_only_the_paragraphs_that_are_there_are_named(keys: list[str], said: str) -> None:
    assert place_of(keys) == said
