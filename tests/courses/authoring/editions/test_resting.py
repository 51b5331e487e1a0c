"""Exactly what rests on a changed passage is named, and nothing else."""

from pathlib import Path

import pytest

from courses.authoring.editions.resting import resting_on
from courses.catalog.aids.models import Term
from courses.catalog.aids.services import set_glossary
from tests.support import make
from tests.support.make_editions import Renewed, renewed
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def named(made: Renewed) -> set[tuple[str, ...]]:
    """What rests on the changed passages, by name."""
    found: set[tuple[str, ...]] = set()
    for key, resting in resting_on(made.compared(), made.teacher).items():
        passage = made.older.passages.get(pk=key).key
        for block in resting.blocks:
            where = ("draft",) * block.in_draft + ("published",) * block.in_published
            found.add(
                (passage, "block", block.lesson.key, block.version.language, block.key, *where)
            )
        found |= {(passage, "question", one.question.key) for one in resting.questions}
        found |= {
            (passage, "translation", text.lesson.key, text.language, key)
            for text, key in resting.translations
        }
        found |= {(passage, "term", term.key) for term in resting.terms}
    return found


def test_one_changed_paragraph_flags_exactly_its_dependants(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    set_glossary(
        made.course,
        [
            {"key": "couriers", "terms": {"en": "cases"}, "texts": {"en": "cases of couriers"}},
            {"key": "border", "terms": {"en": "border"}, "texts": {"en": "Where a State ends."}},
        ],
    )
    assert named(made) == {
        ("2", "block", "cash", "en", "p2", "draft", "published"),
        ("2", "question", "about-p2"),
        ("2", "translation", "cash", "fr", "p2"),
        ("2", "term", "couriers"),
    }


def test_a_word_that_cites_a_passage_rests_on_that_one_alone(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    ids = dict(made.older.passages.values_list("key", "pk"))
    for key, passage in (("two", "2"), ("five", "5")):
        texts = {"en": "Two States reported cases"}
        Term.objects.create(
            course=made.course, key=key, terms={"en": key}, texts=texts,
            sources=[{"label": "x", "passage": ids[passage]}],
        )  # fmt: skip
    assert {row for row in named(made) if row[1] == "term"} == {("2", "term", "two")}


def test_a_paragraph_that_went_flags_what_rested_on_it(tmp_path: Path) -> None:
    assert named(renewed(tmp_path, {5: ""})) == {
        ("5", "block", "answers", "en", "p5", "draft", "published"),
        ("5", "block", "answers", "fr", "p5", "draft", "published"),
        ("5", "question", "about-p5"),
    }


def test_a_new_edition_that_says_the_same_flags_nothing(tmp_path: Path) -> None:
    made = renewed(tmp_path, {})
    assert made.newer == made.older
    made = renewed(tmp_path, {6: "Another request was made to all members at the end."})
    assert {row[0] for row in named(made)} == {"6"}


def test_what_the_draft_cites_no_more_is_of_the_published_edition_alone(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    make.version(made.first, title="Cash", body="No source any more.")
    assert ("2", "block", "cash", "en", "p2", "published") in named(made)
    assert not any(row[1] == "question" for row in named(made))


def test_others_courses_are_not_shown(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    assert resting_on(made.compared(), make.instructor()) == {}
    assert len(resting_on(made.compared(), None)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_any_number_of_changes(tmp_path: Path, count: int) -> None:
    made = renewed(
        tmp_path,
        {n: f"Paragraph {n} was written anew from its start." for n in range(1, count + 1)},
    )
    comparison = made.compared()
    with assert_queries(5):
        resting_on(comparison, made.teacher)
