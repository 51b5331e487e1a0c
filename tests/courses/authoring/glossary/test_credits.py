"""A word is credited to a passage that says what it means; what is not is found, never changed."""

from typing import Any

import pytest

from content.models import Passage, Report
from courses.authoring.glossary.credits import falsely_credited
from courses.authoring.glossary.services import change_term
from courses.authoring.studio.unusual import unusual_in
from courses.catalog.aids.models import Term
from courses.catalog.models import Course
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
SAID = "Smurfing is the splitting of a sum into small ones."


@pytest.fixture
def course() -> Course:
    return make.course(title="Money", languages=["en", "fr"])


def word(course: Course, key: str, text: str, *, language: str = "en") -> Term:
    report, _made = Report.objects.get_or_create(
        slug="r", defaults={"title": "R", "symbol": "A/1", "language": "en", "sha256": "1" * 64}
    )
    passage, _made = Passage.objects.get_or_create(
        report=report, key="4", defaults={"position": 1, "kind": "paragraph", "text": SAID}
    )
    source = {"label": "A/1 ¶4", "passage": passage.pk, "report": "r", "locator": "4"}
    texts = {language: text}
    return Term.objects.create(
        course=course, key=key, position=0, terms={language: key}, texts=texts, sources=[source]
    )


def found(course: Course) -> list[str]:
    return [term.key for term in falsely_credited(course)]


def test_a_meaning_that_somebody_typed_is_found(course: Course) -> None:
    word(course, "said", "the splitting of a sum into small ones")
    word(course, "typed", "What I think it means.")
    assert found(course) == ["typed"]
    told = [one.words for one in unusual_in(course)]
    assert any("credited to a passage" in words and "“typed”" in words for words in told)


def test_a_translated_meaning_is_no_false_credit(course: Course) -> None:
    word(course, "traduit", "La division d’une somme.", language="fr")
    assert found(course) == []


def test_a_word_without_a_meaning_is_no_false_credit(course: Course) -> None:
    word(course, "bare", " ")
    assert found(course) == []


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_any_number_of_words(course: Course, count: int) -> None:
    for number in range(count):
        word(course, f"typed-{number}", "What I think.")
    with assert_queries(3):
        assert len(found(course)) == count


@pytest.mark.parametrize(("drop", "left"), [(True, 0), (False, 1)])
def test_its_source_is_taken_away_where_somebody_says_so(
    course: Course, drop: bool, left: int
) -> None:
    term = word(course, "typed", "What I think.")
    typed: dict[str, Any] = {"terms": term.terms, "texts": term.texts, "base": term.revision}
    change_term(term, **typed, drop_sources=drop)
    assert len(Term.objects.get().sources) == left
