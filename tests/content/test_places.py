import pytest

from content.places import numbers_together, whole_number


@pytest.mark.parametrize(
    ("number", "key", "said"),
    [("6", "6", "6"), ("a", "6.a", "6 (a)"), ("i", "6.a.i", "6 (a) (i)"), ("a", "note.a", "a")],
)
def test_an_item_is_named_with_its_paragraph(number: str, key: str, said: str) -> None:
    assert whole_number(number, key) == said


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["75.a", "75.b", "75.c"], "75 (a)–(c)"),
        (["75.a", "75.c", "75.d"], "75 (a), (c), (d)"),
        (["75.a", "75.b"], "75 (a), (b)"),
        (["18.a", "18.a.i", "18.a.ii", "18.b", "18.c"], "18 (a)–(c)"),
        (["75", "75.a"], "75"),
        (["8.i1", "8.i2"], "8"),
    ],
)
def test_items_of_one_paragraph_are_said_as_one(keys: list[str], said: str) -> None:
    assert numbers_together(keys) == said
