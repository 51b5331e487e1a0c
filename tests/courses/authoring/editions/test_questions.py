"""Questions with a passage of a report of their own follow into a new edition, and back."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from content.models import Passage
from courses.authoring.editions.accepting import (
    Spot,
    fingerprint,
    keep_text,
    settle_question,
    take_all_untouched,
    take_new_text,
    untouched,
)
from courses.authoring.editions.queries import newer_for
from courses.authoring.editions.questions import following
from courses.authoring.editions.resting import resting_on
from courses.authoring.editions.undoing import undo_act
from courses.quizzes.models import Question
from courses.quizzes.services import set_items
from tests.support import make, make_quizzes
from tests.support.make_editions import Renewed, renewed

pytestmark = pytest.mark.django_db
READY, REVIEW = Question.Status.READY, Question.Status.REVIEW


def ask(made: Renewed, paragraph: int, **evidence: Any) -> Question:
    passage = Passage.objects.get(report=made.older, key=str(paragraph))
    key = f"own-{paragraph}"
    return make_quizzes.make_question(made.course, key=key, evidence_passage=passage, **evidence)


def proof(question: Question) -> tuple[str, str, str]:
    """(its report, the passage, its state)."""
    question.refresh_from_db()
    assert question.current_version and question.current_version.evidence_passage
    passage = question.current_version.evidence_passage
    return passage.report.slug, passage.key, question.status


def there(made: Renewed) -> Spot:
    newest = made.first.versions.filter(language="en").latest("number")
    return Spot(made.first, "en", "p2", newest.number)


def test_a_question_rests_on_the_changed_passage_it_has_of_its_own(made: Renewed) -> None:
    ask(made, 2)
    ask(made, 5, evidence_lesson=made.first, evidence_block="p2")
    (resting,) = resting_on(made.compared(), made.teacher).values()
    told = {(one.question.key, one.is_own) for one in resting.questions}
    assert told == {("about-p2", False), ("own-2", True)}


@pytest.mark.parametrize("decide", [take_new_text, keep_text])
def test_it_follows_with_the_block_and_comes_back_with_it(made: Renewed, decide: object) -> None:
    question = ask(made, 2)
    assert callable(decide)
    act = decide(made.compared(), there(made), by=made.teacher, with_questions=True)
    assert proof(question) == (made.newer.slug, "2", REVIEW)
    undo_act(act, by=made.teacher)
    assert proof(question) == (made.older.slug, "2", READY)
    assert question.ready_version_id == question.current_version_id


def test_it_stays_where_nobody_asked_for_it(made: Renewed) -> None:
    question = ask(made, 2)
    take_new_text(made.compared(), there(made), by=made.teacher)
    assert proof(question) == (made.older.slug, "2", READY)


def test_a_question_that_is_still_right_cites_the_new_edition(made: Renewed) -> None:
    question = ask(made, 2)
    act = settle_question(made.compared(), question, is_right=True, by=made.teacher)
    assert proof(question) == (made.newer.slug, "2", READY)
    undo_act(act, by=made.teacher)
    assert proof(question) == (made.older.slug, "2", READY)


def test_by_the_two_person_rule_somebody_else_looks_at_it(made: Renewed) -> None:
    made.course.two_person_rule = True
    made.course.save()
    question = ask(made, 2)
    settle_question(made.compared(), question, is_right=True, by=made.teacher)
    assert proof(question) == (made.newer.slug, "2", REVIEW)


def test_one_whose_passage_went_keeps_it_and_waits_for_review(tmp_path: Path) -> None:
    made = renewed(tmp_path, {2: ""})
    question = ask(made, 2)
    settle_question(made.compared(), question, is_right=False, by=made.teacher)
    assert proof(question) == (made.older.slug, "2", REVIEW)


def test_all_follow_at_once_and_what_says_the_same_stays_ready(made: Renewed) -> None:
    comparison, same, other = made.compared(), ask(made, 5), ask(made, 2)
    seen = fingerprint(untouched(comparison, made.course), following(comparison, made.course))
    act = take_all_untouched(comparison, made.course, seen=seen, by=made.teacher)
    assert proof(same) == (made.newer.slug, "5", READY)
    assert proof(other) == (made.newer.slug, "2", REVIEW)
    undo_act(act, by=made.teacher)
    assert proof(same) == (made.older.slug, "5", READY)
    assert proof(other) == (made.older.slug, "2", READY)


def test_one_edited_since_is_left_as_it_is(made: Renewed) -> None:
    question = ask(made, 2)
    act = settle_question(made.compared(), question, is_right=True, by=made.teacher)
    settle = settle_question(made.compared(), made.about_two, is_right=True, by=made.teacher)
    row = act.questions[0] | {"version": 0}
    act.questions = [row]
    act.save()
    undo_act(act, by=made.teacher)
    undo_act(settle, by=made.teacher)
    assert proof(question) == (made.newer.slug, "2", READY)


def test_what_is_published_keeps_its_passage(made: Renewed) -> None:
    question = ask(made, 2)
    quiz = make_quizzes.make_quiz(made.course, specs=(), is_published=False)
    set_items(quiz, [(question, 1)])
    make_quizzes.publish(made.course)
    settle_question(made.compared(), question, is_right=True, by=made.teacher)
    (slot,) = quiz.editions.latest("pk").slots.all()
    assert slot.question_version.evidence_passage
    assert slot.question_version.evidence_passage.report == made.older


def test_a_course_whose_questions_alone_rest_on_it_is_told(made: Renewed, client: Client) -> None:
    course = make.course(title="Quizzes", by=made.teacher)
    passage = Passage.objects.get(report=made.older, key="5")
    make_quizzes.make_question(course, key="alone", evidence_passage=passage)
    comparison = made.compared()
    assert list(newer_for(course)) == [comparison]
    client.force_login(made.teacher)
    page = client.get(f"/studio/comparisons/{comparison.pk}/").content.decode()
    address = f"/studio/comparisons/{comparison.pk}/all/{course.slug}/"
    assert address in page
    shown = client.get(address).content.decode()
    assert "rests on that of the new one" in shown
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    client.post(address, {"seen": seen})
    assert list(newer_for(course)) == []


def test_the_page_offers_the_question_with_the_block(made: Renewed, client: Client) -> None:
    question = ask(made, 2)
    address = f"/studio/comparisons/{made.compared().pk}/"
    client.force_login(made.teacher)
    assert 'name="with_questions"' in client.get(address).content.decode()
    spot = there(made)
    block = {"lesson": spot.lesson.pk, "language": "en", "key": "p2", "number": spot.number}
    client.post(f"{address}decide/", {"do": "take", "with_questions": "1", **block})
    assert proof(question) == (made.newer.slug, "2", REVIEW)
