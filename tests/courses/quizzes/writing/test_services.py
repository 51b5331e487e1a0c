from datetime import timedelta

import pytest
from django.utils import timezone

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes import privacy
from courses.quizzes.bank.services import create_question
from courses.quizzes.writing.models import Writing
from courses.quizzes.writing.services import (
    DAYS,
    MOST,
    Page,
    end,
    forget_old,
    keep,
    kept_writing,
    new_token,
)
from tests.courses.quizzes.bank.specs import single
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> User:
    return make.instructor()


@pytest.fixture
def course(author: User) -> Course:
    return make.course(by=author)


def new_page(author: User, course: Course, kind: str = "single_choice") -> Page:
    return Page(author, course, kind, None, new_token())


def test_what_was_written_is_there_for_its_author_alone(author: User, course: Course) -> None:
    keep(new_page(author, course), {"stem-en": "Who?", "csrfmiddlewaretoken": "x", "page": "y"})
    found = kept_writing(new_page(author, course))
    assert found and found.data == {"stem-en": "Who?"}
    assert kept_writing(new_page(make.instructor(), course)) is None
    assert kept_writing(new_page(author, course, "numeric")) is None
    assert kept_writing(new_page(author, make.course(by=author))) is None


def test_a_question_and_a_new_one_are_kept_apart(author: User, course: Course) -> None:
    question = create_question(course, kind="single_choice", key="q", specs={"en": single()})
    edit = Page(author, course, "single_choice", question, new_token())
    keep(edit, {"stem-en": "Changed?"})
    keep(new_page(author, course), {"stem-en": "New?"})
    assert Writing.objects.count() == 2
    assert getattr(kept_writing(edit), "data", None) == {"stem-en": "Changed?"}


def test_the_last_page_holds_and_there_is_one_row(author: User, course: Course) -> None:
    first, second = new_page(author, course), new_page(author, course)
    keep(first, {"stem-en": "A"})
    keep(second, {"stem-en": "B"})
    keep(first, {"stem-en": "C"})
    assert [row.data for row in Writing.objects.all()] == [{"stem-en": "C"}]


def test_what_a_saved_page_still_sends_is_not_kept(author: User, course: Course) -> None:
    page = new_page(author, course)
    keep(page, {"stem-en": "Who?"})
    end(page)
    assert keep(page, {"stem-en": "Who?"}) is None
    assert kept_writing(page) is None


def test_the_next_page_is_kept_again(author: User, course: Course) -> None:
    end(new_page(author, course))
    assert keep(new_page(author, course), {"stem-en": "Next?"}) is not None


def test_a_page_without_a_token_and_a_book_are_not_kept(author: User, course: Course) -> None:
    assert keep(Page(author, course, "numeric", None, ""), {"stem-en": "Who?"}) is None
    assert keep(new_page(author, course), {"stem-en": "x" * MOST}) is None
    assert not Writing.objects.exists()


def test_what_nobody_went_on_with_is_forgotten(author: User, course: Course) -> None:
    keep(new_page(author, course), {"stem-en": "Old?"})
    Writing.objects.update(kept_at=timezone.now() - timedelta(days=DAYS + 1))
    keep(new_page(author, course, "numeric"), {"stem-en": "New?"})
    assert (forget_old(), forget_old()) == (1, 0)
    assert [row.kind for row in Writing.objects.all()] == ["numeric"]


def test_it_is_told_to_its_author_and_goes_with_them(author: User, course: Course) -> None:
    other = make.instructor()
    keep(new_page(author, course), {"stem-en": "Who?"})
    keep(new_page(other, course), {"stem-en": "What?"})
    (told,) = privacy.export_for(author)["unsaved"]
    assert (told["course"], told["fields"]) == (course.slug, {"stem-en": "Who?"})
    privacy.erase(author)
    assert [row.author for row in Writing.objects.all()] == [other]
