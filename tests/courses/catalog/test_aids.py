"""The words of a course and its teaching guide: pinned by editions, seen by whom they are for."""

import pytest

from courses.catalog.aids import queries, services
from courses.catalog.aids.queries import draft_words, words_of
from courses.catalog.models import Course, CourseStaff
from courses.people.models import User
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def page(user: User, address: str) -> str:
    return make.client_for(user).get(address).content.decode()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="9"/></svg>'
ENTRIES = [
    {
        "key": "smurf",
        "terms": {"en": "smurfing", "fr": "schtroumpfage"},
        "texts": {"en": "Many small sums.", "fr": "Beaucoup de petites sommes."},
    },
    {
        "key": "owner",
        "terms": {"en": "beneficial owner", "fr": "bénéficiaire effectif"},
        "texts": {"en": "Who it belongs to.", "fr": "À qui cela appartient."},
    },
]


def with_words() -> Course:
    course = make.course(languages=["en", "fr"])
    services.set_glossary(course, ENTRIES)
    make.lesson(course, key="one", body="Smurfing.\n\nThe beneficial owners.")
    return course


def test_words_stand_by_the_alphabet_of_each_language() -> None:
    course = with_words()
    assert [word.term for word in draft_words(course, "en")] == ["beneficial owner", "smurfing"]
    assert [word.term for word in draft_words(course, "fr")] == [
        "bénéficiaire effectif",
        "schtroumpfage",
    ]


def test_an_edition_keeps_its_words() -> None:
    course = with_words()
    first = make.publish(course)
    services.set_glossary(course, ENTRIES[:1])
    second = make.publish(course)
    assert (first.terms, second.terms) == (2, 1)
    assert [word.key for word in words_of(first, "en")] == ["owner", "smurf"]
    assert [word.key for word in words_of(second, "en")] == ["smurf"]


def test_a_word_without_a_meaning_is_not_for_learners() -> None:
    course = make.course()
    bare = {"key": "gap", "terms": {"en": "gap"}, "texts": {"en": ""}}
    said = {"key": "smurf", "terms": {"en": "smurfing"}, "texts": {"en": "Many small sums."}}
    services.set_glossary(course, [bare, said])
    make.lesson(course, key="one", body="Smurfing in the gap.")
    edition = make.publish(course)
    assert edition.terms == 1
    assert [word.key for word in words_of(edition, "en")] == ["smurf"]
    assert [word.key for word in draft_words(course, "en")] == ["smurf"]
    learner = make.enrolled(course).user
    shown = page(learner, f"/learn/{course.slug}/one/")
    assert 'href="#term-smurf"' in shown and "term-gap" not in shown


def test_a_text_saved_before_that_was_so_leads_nowhere_no_more() -> None:
    course = with_words()
    edition = make.publish(course)
    learner = make.enrolled(course).user
    address = f"/learn/{course.slug}/one/"
    assert 'href="#term-owner"' in page(learner, address)
    kept = edition.glossary
    kept.entries = [
        one | {"texts": {"en": ""}} if one["key"] == "owner" else one for one in ENTRIES
    ]
    kept.save()
    queries._pinned.cache_clear()
    shown = page(learner, address)
    assert "term-owner" not in shown and "The beneficial owners." in shown
    assert 'href="#term-smurf"' in shown


def test_words_of_an_edition_are_asked_for_once() -> None:
    edition = make.publish(with_words())
    with assert_queries(1):
        words_of(edition, "en")
        words_of(edition, "fr")
    without = make.published_course().current_edition
    assert without is not None
    with assert_queries(0):
        assert words_of(without, "en") == []


def test_the_page_of_words_in_each_language() -> None:
    course = with_words()
    make.publish(course)
    found = page(make.person(), f"/courses/{course.slug}/glossary/?language=fr")
    assert "bénéficiaire effectif" in found and "Many small sums." not in found


def test_a_course_without_words_has_no_page_of_them() -> None:
    course = make.published_course()
    assert (
        make.client_for(make.person()).get(f"/courses/{course.slug}/glossary/").status_code == 404
    )


def test_the_course_page_leads_to_its_words() -> None:
    course = with_words()
    make.publish(course)
    address = f'href="/courses/{course.slug}/glossary/"'
    assert address in page(make.person(), f"/courses/{course.slug}/")


def test_the_guide_is_for_those_who_teach_the_course() -> None:
    course, teacher = with_words(), make.instructor()
    CourseStaff.objects.create(course=course, user=teacher)
    services.set_guide(course, {"en": "## Sessions\n\n<script>x</script>Begin with the case."})
    make.publish(course)
    address = f"/courses/{course.slug}/guide/"
    guide = page(teacher, address)
    assert "<h2>Sessions</h2>" in guide and "<script>x" not in guide
    assert f'href="{address}"' in page(teacher, f"/courses/{course.slug}/")
    assert f'href="{address}"' in page(teacher, f"/studio/courses/{course.slug}/")
    stranger = make.instructor()
    assert make.client_for(stranger).get(address).status_code == 404
    assert address not in page(stranger, f"/courses/{course.slug}/")


def test_a_guide_without_a_text_is_none() -> None:
    course = with_words()
    services.set_guide(course, {"en": "Text."})
    services.set_guide(course, {"en": " "})
    course.refresh_from_db()
    assert not course.has_guide
