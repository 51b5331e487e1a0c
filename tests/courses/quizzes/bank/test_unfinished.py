"""A draft of a scenario is saved whatever it lacks; only its use is refused."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank import services, states
from courses.quizzes.bank.bulk import UNFINISHED, plan_for
from courses.quizzes.bank.errors import NotValid, Unfinished
from courses.quizzes.bank.unfinished import unfinished
from courses.quizzes.models import Question
from courses.quizzes.types.scenario.forms import ScenarioForm
from tests.courses.quizzes.types.test_scenario import SPEC, SPEC_OF
from tests.support.make_quizzes import SINGLE, make_course, make_staff

pytestmark = pytest.mark.django_db
Status = Question.Status
# Its second scene has no way on, and nothing is said of what happens there.
BEGUN: dict[str, Any] = {
    **SPEC,
    "nodes": [
        {**SPEC["nodes"][0], "choices": SPEC["nodes"][0]["choices"][:1]},
        {"id": "n2", "title": "", "scene": "", "choices": []},
    ],
}


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def author(course: Course) -> User:
    return make_staff(course)


def draft(course: Course, author: User, spec: dict[str, Any] = BEGUN) -> Question:
    specs = {"en": spec}
    return services.create_question(
        course, kind="scenario", specs=specs, author=author, status=Status.DRAFT
    )


def test_a_draft_is_saved_and_nothing_but_a_draft(course: Course, author: User) -> None:
    question = draft(course, author)
    assert len(unfinished(question)) == 2
    with pytest.raises(NotValid, match="Give this scene a title"):
        services.create_question(course, kind="scenario", specs={"en": BEGUN}, author=author)


def test_an_empty_story_is_a_draft_too_but_not_one_without_a_stem(
    course: Course, author: User
) -> None:
    assert unfinished(draft(course, author, {**BEGUN, "nodes": []})) == ["Write the first scene."]
    with pytest.raises(NotValid, match="Write the question"):
        draft(course, author, {**BEGUN, "stem": ""})


def test_what_every_kind_must_have_is_asked_of_drafts_of_other_kinds(
    course: Course, author: User
) -> None:
    spec = {**SINGLE, "choices": [{"id": "a", "text": "", "correct": True}]}
    with pytest.raises(NotValid):
        services.create_question(
            course, kind="single_choice", specs={"en": spec}, author=author, status=Status.DRAFT
        )


def test_it_comes_no_further_by_any_way(course: Course, author: User) -> None:
    question = draft(course, author)
    for step in (states.make_ready, states.send_to_review):
        with pytest.raises(Unfinished, match="It is not finished: Give this scene a title"):
            step(question, by=author)
    rows = course.questions.filter(pk=question.pk)
    plan = plan_for(course, rows, {"status": Status.READY}, by=author)
    assert plan.kept == [(question, UNFINISHED)]
    states.retire_question(question, by=author)
    assert states.restore_question(question, by=author).status == Status.DRAFT


def test_once_it_is_finished_it_is_made_ready(course: Course, author: User) -> None:
    question = draft(course, author)
    services.edit_question(question, specs={"en": SPEC}, author=author, status=Status.DRAFT)
    assert states.make_ready(question, by=author).status == Status.READY


class TestPages:
    def post(self, author: User, course: Course, **more: str) -> Any:
        stored = ScenarioForm.initial_from({"en": SPEC_OF})
        values = {name: value for name, value in stored.items() if value not in ("", None, False)}
        values = ScenarioForm.acted(values, "drop:n3")
        client = Client()
        client.force_login(author)
        url = reverse("quizzes:question_new", args=[course.slug, "scenario"])
        return client.post(url, {**values, **more}, follow=True)

    def test_the_form_refuses_a_dead_end_and_says_how_to_keep_it(
        self, author: User, course: Course
    ) -> None:
        html = self.post(author, course).content.decode()
        assert "the choice “Take it” leads nowhere" in html
        assert "it can be saved as a draft" in html
        assert not course.questions.exists()

    def test_as_a_draft_it_is_saved_and_its_findings_are_told(
        self, author: User, course: Course
    ) -> None:
        html = self.post(author, course, is_draft="on").content.decode()
        assert "It is a draft, for it is not finished: In “At the counter”" in html
        assert course.questions.get().status == Status.DRAFT

    def test_sending_it_to_review_asks_for_all_of_it(self, author: User, course: Course) -> None:
        self.post(author, course, is_draft="on", after="review")
        assert not course.questions.exists()

    def test_each_page_of_the_bank_shows_it(self, author: User, course: Course) -> None:
        question = draft(course, author, {**BEGUN, "nodes": []})
        client = Client()
        client.force_login(author)
        for name in ("question", "question_review"):
            url = reverse(f"quizzes:{name}", args=[course.slug, question.key])
            assert client.get(url).status_code == 200
        for name in ("bank",):
            assert client.get(reverse(f"quizzes:{name}", args=[course.slug])).status_code == 200
