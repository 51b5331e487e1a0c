"""What stands beside a lesson's text: a notice before it, words, diagrams, what may distress."""

import pytest
from django.urls import reverse

from courses.catalog.aids import services
from courses.catalog.lessons import save_lesson
from courses.catalog.models import Course, Enrolment
from courses.home.search import search
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    '<text data-label="start" x="50" y="50"/></svg>'
)
BODY = """\
Smurfing comes first.

!diagram way
{: #way}

::: distressing What one saw
The cellar was dark.
:::
{: #saw}

::: instead What one saw, in short
Somebody was held.
:::
{: #short}
"""
DIAGRAM = {
    "key": "way",
    "svg": SVG,
    "is_mirrored": True,
    "titles": {"en": "The way", "ar": "الطريق"},
    "texts": {"en": "From cash to a house.", "ar": "من النقد إلى منزل."},
    "labels": {"en": {"start": "Cash"}, "ar": {"start": "نقد"}},
}
WORDS = [{"key": "smurf", "terms": {"en": "smurfing"}, "texts": {"en": "Many small sums."}}]


def whole(languages: tuple[str, ...] = ("en",)) -> Course:
    course = make.course(languages=list(languages))
    services.set_glossary(course, WORDS)
    services.set_diagrams(course, [DIAGRAM])
    lesson = make.lesson(course, key="one", body=BODY)
    save_lesson(lesson, language="en", title="One", body=BODY, notice="The cellar\nmay distress.")
    make.publish(course)
    return course


@pytest.fixture
def enrolment() -> Enrolment:
    return make.enrolled(whole())


def lesson_page(enrolment: Enrolment) -> str:
    url = reverse("learning:lesson", args=[enrolment.course.slug, "one"])
    return make.client_for(enrolment.user).get(url).content.decode()


def test_a_notice_stands_before_the_text(enrolment: Enrolment) -> None:
    html = lesson_page(enrolment)
    assert html.index("The cellar<br>may distress.") < html.index("Smurfing</a> comes first")


def test_what_may_distress_is_closed_and_its_equivalent_is_open(enrolment: Enrolment) -> None:
    html = lesson_page(enrolment)
    closed = html[html.index('<details class="distressing">') :].split("</details>")[0]
    assert "What one saw" in closed.split("</summary>")[0]
    assert "The cellar was dark." in closed.split("</summary>")[1]
    assert "Somebody was held." in html.split(closed)[1]


def test_a_diagram_is_drawn_and_said_in_words(enrolment: Enrolment) -> None:
    html = lesson_page(enrolment)
    assert 'role="img" aria-label="The way"' in html and ">Cash</tspan>" in html
    assert "<p>From cash to a house.</p>" in html


def test_a_word_leads_to_its_definition_on_the_same_page(enrolment: Enrolment) -> None:
    html = lesson_page(enrolment)
    assert 'href="#term-smurf" aria-describedby="term-smurf-text">Smurfing</a>' in html
    assert '<span id="term-smurf-text">Many small sums.</span>' in html


def test_words_cost_a_lesson_nothing_once_they_were_asked_for(enrolment: Enrolment) -> None:
    lesson_page(enrolment)
    client = make.client_for(enrolment.user)
    url = reverse("learning:lesson", args=[enrolment.course.slug, "one"])
    client.get(url)
    with assert_queries(5):
        client.get(url)


def test_reading_time_counts_one_of_the_two_and_no_diagram(enrolment: Enrolment) -> None:
    version = enrolment.course.lessons.get().versions.get(number=2)
    assert version.words == len(["Smurfing", "comes", "first", "The", "cellar", "was", "dark"])


def test_a_mirrored_diagram_turns_in_arabic_with_its_letters_readable() -> None:
    course = whole(("en", "ar"))
    blocks = course.lessons.get().versions.get(language="ar").blocks
    svg = next(block["html"] for block in blocks if block["kind"] == "diagram")
    assert "matrix(-1 0 0 1 300 0)" in svg and "نقد" in svg


def test_search_names_what_may_distress_and_does_not_quote_it(enrolment: Enrolment) -> None:
    (hit,) = search(enrolment.user, "cellar dark").lessons
    assert (hit.block, hit.after) == ("saw", "What one saw")


def test_a_notice_stays_when_the_text_is_saved_again(enrolment: Enrolment) -> None:
    version = make.version(enrolment.course.lessons.get(), body="New text.")
    assert version.notice == "The cellar\nmay distress."
