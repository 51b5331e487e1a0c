"""What the kinds that a person marks share in their forms."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.quizzes.types.rubric import rubric_problems
from tests.support.make_quizzes import make_course, make_staff


@pytest.mark.django_db
def test_form_says_what_a_rubric_is_for_under_its_heading(client: Client) -> None:
    course = make_course()
    client.force_login(make_staff(course))
    address = reverse("quizzes:question_new", args=[course.slug, "essay"])
    page = client.get(address).content.decode()
    rubric, said = page.index("<h2>Rubric</h2>"), page.index("A rubric is optional.")
    assert page.index("<h2>How long</h2>") < rubric < said < page.index("Criterion")


def test_wrong_levels_name_their_criterion() -> None:
    spec = {"rubric": [{"id": "a", "text": "Names the articles", "levels": "two points"}]}
    assert [problem.message for problem in rubric_problems(spec)] == [
        "“Names the articles”: Begin each line with its points: “2: names both articles”."
    ]
