"""The bank's list, changes of many, the review and the reports, as a browser meets them."""

import re
from typing import Any

import pytest
from django.urls import reverse

from courses.quizzes import services as quizzes
from courses.quizzes.bank.models import BulkEdit, Likeness, QuestionComment
from courses.quizzes.bank.services import create_question, edit_question
from courses.quizzes.models import Question
from tests.courses.quizzes.bank.specs import posted, single
from tests.courses.quizzes.bank.test_views import Room
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def room() -> Room:
    return Room()


def add(room: Room, key: str, stem: str = "How many make a group?", **content: Any) -> Question:
    specs = {"en": single(stem)}
    return create_question(room.course, kind="single_choice", key=key, specs=specs, **content)


def html(response: Any) -> str:
    return re.sub(r"\s+", " ", str(response.content.decode()))


def change(room: Room, **data: Any) -> Any:
    return room.client.post(room.url("bulk"), data)


def test_labels_are_saved_with_the_question_and_offered_to_the_next(room: Room) -> None:
    data = posted("What is frozen?") | {"tag-0": "Money", "topic": "Banks", "difficulty": "2"}
    room.client.post(room.url("question_new", "single_choice"), data)
    page = html(room.client.get(room.url("question_new", "single_choice")))
    assert '<datalist id="known-tag"><option value="Money"></option></datalist>' in page
    listed = html(room.client.get(room.url("bank")))
    assert '<span class="tag"><bdi>Money</bdi></span>' in listed
    assert "<bdi>Banks</bdi> · Medium" in listed


def test_script_in_labels_and_comments_is_shown_as_text(room: Room) -> None:
    data = posted("What is frozen?") | {"tag-0": SCRIPT, "topic": SCRIPT, "objective": SCRIPT}
    room.client.post(room.url("question_new", "single_choice"), data)
    key = Question.objects.latest("pk").key
    room.post("question_comment", key, text=SCRIPT)
    room.post("question_waive", key, code="no_evidence", reason=SCRIPT)
    for name, args in (("bank", ()), ("question", (key,)), ("question_review", (key,))):
        page = html(room.client.get(room.url(name, *args)))
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


def test_a_saved_question_tells_of_one_that_asks_nearly_the_same(room: Room) -> None:
    stem = "How many States were parties to the convention in 2020?"
    add(room, "q-first", stem)
    data = posted(stem.replace("2020", "2021"))
    response = room.client.post(room.url("question_new", "single_choice"), data, follow=True)
    assert "Another question asks nearly the same" in html(response)
    assert "2021" in html(room.client.get(room.url("alike")))
    room.post("alike_settled", str(Likeness.objects.get().pk))
    assert "None are alike" in html(room.client.get(room.url("alike")))


def test_a_change_of_many_is_shown_then_done_then_undone(room: Room) -> None:
    chosen = [str(room.question.pk), str(add(room, "q-two").pk)]
    shown = change(room, chosen=chosen, add_tags="new, old", difficulty="3")
    assert "2 questions would change" in html(shown)
    assert not BulkEdit.objects.exists()
    done = change(room, chosen=chosen, add_tags="new, old", difficulty="3", confirm="2")
    edit = BulkEdit.objects.get()
    assert done["Location"] == room.url("bulk_edit", str(edit.pk))
    assert Question.objects.filter(difficulty=3).count() == 2
    room.post("bulk_undo", str(edit.pk))
    assert Question.objects.filter(difficulty=3).count() == 0


def test_all_that_were_found_are_changed_and_nothing_else(room: Room) -> None:
    for number in range(30):
        add(room, f"q-{number}", f"Zebra {number}?")
    data = {"all": "1", "query": "q=zebra", "status": "draft"}
    assert "30 questions would change" in html(change(room, **data))
    change(room, **data, confirm="30")
    assert Question.objects.filter(status="draft").count() == 30


def test_a_filter_that_is_odd_changes_nothing(room: Room) -> None:
    response = change(room, all="1", query="kind=telepathy", status="draft", confirm="1")
    assert response.status_code == 302
    assert Question.objects.get().status == "ready"


def test_rows_that_vanished_are_told_and_the_rest_is_shown_again(room: Room) -> None:
    chosen = [str(room.question.pk), "999999", "x", ""]
    assert "1 that you chose is no longer there." in html(change(room, chosen=chosen, topic="A"))
    response = change(room, chosen=chosen, topic="A", confirm="2")
    assert response.status_code == 409
    assert "Somebody changed some of these questions meanwhile." in html(response)


@pytest.mark.parametrize(
    "data", [{}, {"chosen": "1"}, {"topic": "x"}, {"chosen": "1", "add_tags": "x" * 2000}]
)
def test_a_change_that_asks_nothing_says_so(room: Room, data: dict[str, str]) -> None:
    response = room.client.post(room.url("bulk"), data, follow=True)
    assert response.status_code == 200
    assert 'class="toast' in html(response)


def test_questions_of_another_course_are_not_reached(room: Room) -> None:
    other = create_question(make.course(), kind="single_choice", specs={"en": single()})
    change(room, chosen=[str(other.pk)], difficulty="3", confirm="1")
    other.refresh_from_db()
    assert other.difficulty is None


def test_the_review_shows_what_changed_since_it_was_ready(room: Room) -> None:
    edit_question(room.question, specs={"en": single("How few make a group?")}, status="draft")
    page = html(room.client.get(room.url("question_review", "q-one")))
    assert "Since version 1, which was ready" in page
    assert '<del><span class="visually-hidden">was: </span>many </del>' in page
    assert '<ins><span class="visually-hidden">is: </span>few </ins>' in page


def test_the_way_through_review_in_pages(room: Room) -> None:
    room.course.two_person_rule = True
    room.course.save()
    room.client.post(room.url("question_new", "single_choice"), posted("What is frozen?"))
    key = Question.objects.latest("pk").key
    assert "1 waits for review" in html(room.client.get(room.url("bank")))
    refused = room.post("question_state", key, step="ready", seen="1")
    assert refused.status_code == 409
    assert "nobody makes ready what they wrote themselves" in html(refused)
    second = make.instructor()
    second.teaches.create(course=room.course)
    client = make.client_for(second)
    client.post(room.url("question_state", key), {"step": "ready", "seen": "1"})
    assert Question.objects.get(key=key).status == "ready"


def test_who_may_not_make_it_ready_is_told_why_and_who_could(room: Room) -> None:
    room.course.two_person_rule = True
    room.course.save()
    saved = room.client.post(
        room.url("question_new", "single_choice"), posted("What is frozen?"), follow=True
    )
    assert "It waits for review by somebody who wrote none of it" in html(saved)
    key = Question.objects.latest("pk").key
    alone = html(room.client.get(room.url("question_review", key)))
    assert "You wrote some of what is new here, so somebody else makes it ready." in alone
    assert "ask an administrator, who may make it ready too" in alone
    assert 'value="ready"' not in alone
    make.instructor(name="Ben Two").teaches.create(course=room.course)
    page = html(room.client.get(room.url("question_review", key)))
    assert "These can make it ready: <bdi>Ben Two</bdi>." in page


def test_sending_back_without_a_remark_is_refused_in_words(room: Room) -> None:
    response = room.post("question_state", "q-one", step="draft")
    assert response.status_code == 422
    assert "Write a sentence that the next person can act on." in html(response)


@pytest.mark.parametrize("step", ["", "retired", "x" * 100])
def test_an_odd_step_changes_nothing(room: Room, step: str) -> None:
    assert room.post("question_state", "q-one", step=step).status_code == 302
    assert Question.objects.get().status == "ready"


def test_comments_are_settled_and_opened_again(room: Room) -> None:
    room.post("question_comment", "q-one", text="Is it so?")
    said = str(QuestionComment.objects.get().pk)
    assert "1 open comment" in html(room.client.get(room.url("bank")))
    room.post("question_comment_settled", "q-one", said)
    assert "open comment<" not in html(room.client.get(room.url("bank")))
    room.post("question_comment_settled", "q-one", said, reopen="1")
    assert QuestionComment.objects.get().resolved_at is None


def test_a_comment_of_another_question_is_not_found(room: Room) -> None:
    room.post("question_comment", "q-one", text="Is it so?")
    add(room, "q-two")
    said = str(QuestionComment.objects.get().pk)
    assert room.post("question_comment_settled", "q-two", said).status_code == 404


def test_a_finding_is_accepted_and_no_longer_accepted(room: Room) -> None:
    room.post("question_waive", "q-one", code="no_evidence", reason="Common knowledge")
    assert "Common knowledge" in html(room.client.get(room.url("question_review", "q-one")))
    room.post("question_waive", "q-one", code="no_evidence", withdraw="1")
    assert not Question.objects.get().waivers.exists()


def test_the_lint_of_the_quizzes_says_why_each_thing_matters(room: Room) -> None:
    used = add(room, "q-not", "Which is not so?")
    quiz = quizzes.create_quiz(room.course, titles={"en": "Final"})
    quizzes.set_items(quiz, [(used, 1)])
    page = html(room.client.get(room.url("findings")))
    assert "Read in haste, “not” is overlooked" in page
    assert "<bdi>Final</bdi>" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lint_takes_the_same_queries_whatever_its_rows(room: Room, rows: int) -> None:
    quiz = quizzes.create_quiz(room.course, titles={"en": "Final"})
    quizzes.set_items(quiz, [(add(room, f"q-{n}", "Which is not so?"), 1) for n in range(rows)])
    for made in Question.objects.exclude(pk=room.question.pk):
        made.waivers.create(code="no_evidence", reason="So.", by=room.author)
    with assert_queries(LINT_QUERIES):
        room.client.get(room.url("findings"))


# Session, person, course, quizzes, items, questions, versions, findings, waivers, by whom; waivers
# of quizzes.
LINT_QUERIES = 11


@pytest.mark.parametrize("rows", [1, 3])
def test_alike_and_changes_take_the_same_queries_whatever_their_rows(room: Room, rows: int) -> None:
    others = [add(room, f"q-{n}") for n in range(rows)]
    for other in others:
        first, second = sorted((room.question.pk, other.pk))
        Likeness.objects.update_or_create(
            course=room.course, first_id=first, second_id=second, defaults={"percent": 70}
        )
        change(room, chosen=[str(other.pk)], difficulty="3", confirm="1")
    # Session, person, course; pairs and their count, or the changes.
    with assert_queries(5):
        room.client.get(room.url("alike"))
    with assert_queries(4):
        room.client.get(room.url("bulk_edits"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_review_takes_the_same_queries_whatever_was_said(room: Room, rows: int) -> None:
    for number in range(rows):
        room.post("question_comment", "q-one", text=f"Remark {number}")
    with assert_queries(REVIEW_QUERIES):
        room.client.get(room.url("question_review", "q-one"))


# Session, person, course, question, version, findings, waivers, comments, records.
REVIEW_QUERIES = 9


def test_rules_of_the_bank_are_set_and_name_who_set_them(room: Room) -> None:
    room.post("bank_rules", evidence_required="on")
    page = html(room.client.get(room.url("bank_rules")))
    assert "Evidence is asked for before publication." in page
    assert str(room.author) in page


def test_what_keeps_a_course_from_being_published_leads_to_the_question(room: Room) -> None:
    make.lesson(room.course)
    quiz = quizzes.create_quiz(room.course, titles={"en": "Final"})
    quizzes.set_items(quiz, [(room.question, 1)])
    room.post("bank_rules", evidence_required="on")
    address = reverse("authoring:publish", args=[room.course.slug])
    page = html(room.client.get(address))
    assert f'href="{room.url("question", "q-one")}#evidence"' in page
    room.post("question_waive", "q-one", code="no_evidence", reason="Common knowledge")
    assert 'id="problems"' not in html(room.client.get(address))


def test_no_id_stands_twice_beside_the_filters(room: Room) -> None:
    ids = re.findall(r'\sid="([^"]+)"', html(room.client.get(room.url("bank"))))
    assert {"id_topic", "bulk-topic"} <= set(ids)
    assert sorted(ids) == sorted(set(ids))


def test_an_empty_bank_offers_only_the_first_question(room: Room) -> None:
    link = room.url("findings")
    assert link in html(room.client.get(room.url("bank")))
    Question.objects.update(status="retired")
    assert link not in html(room.client.get(room.url("bank")))


def test_a_shared_text_goes_by_its_title_and_needs_no_evidence(room: Room) -> None:
    Question.objects.update(status="retired")
    spec = {"title": "A bank statement", "stem": "Ten deposits of 9,900 in one week."}
    create_question(room.course, kind="stimulus", key="shared", specs={"en": spec})
    page = html(room.client.get(room.url("bank")))
    assert "A bank statement</a>" in page
    assert "Ten deposits" not in page
    assert "no evidence" not in page


def test_the_passage_is_asked_for_where_the_course_is_published_only_with_it(room: Room) -> None:
    asks, link = "This course is published only with evidence", room.url("bank_rules")
    assert asks not in html(room.client.get(room.url("question", "q-one")))
    room.post("bank_rules", evidence_required="on")
    assert asks in html(room.client.get(room.url("question", "q-one")))
    assert asks not in html(room.client.get(room.url("question_new", "essay")))
    quiz = quizzes.create_quiz(room.course, titles={"en": "Final"})
    quizzes.set_items(quiz, [(room.question, 1)])
    assert "has no evidence, as the rules" in html(room.client.get(room.url("quizzes")))
    assert f'href="{link}"' in html(room.client.get(room.url("quizzes")))
    findings = html(room.client.get(room.url("findings")))
    assert "Nothing here keeps" not in findings
    assert "Only missing evidence keeps a course from being published" in findings


def test_a_new_question_is_sent_to_review_as_it_is_saved(room: Room) -> None:
    address = room.url("question_new", "single_choice")
    assert "Save and send to review" in html(room.client.get(address))
    room.client.post(address, posted("What is frozen?") | {"after": "review", "is_draft": "on"})
    made = Question.objects.latest("pk")
    assert made.status == "review"
    assert "Save and send to review" not in html(room.client.get(room.url("question", made.key)))


def test_a_draft_is_sent_to_review_as_it_is_saved_and_what_is_ready_is_not(room: Room) -> None:
    address, data = room.url("question", "q-one"), posted() | {"after": "review"}
    room.client.post(address, data)
    assert Question.objects.get().status == "ready"
    Question.objects.update(status="draft")
    assert "Save and send to review" in html(room.client.get(address))
    room.client.post(address, data)
    assert Question.objects.get().status == "review"
