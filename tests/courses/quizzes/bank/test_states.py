from typing import Any

import pytest

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank import states
from courses.quizzes.bank.errors import ChangedMeanwhile, NeedsAnother, NotNow, SayWhy
from courses.quizzes.bank.models import BankRecord
from courses.quizzes.bank.services import create_question, edit_question
from courses.quizzes.models import Question
from tests.courses.quizzes.bank.specs import single
from tests.support import make

pytestmark = pytest.mark.django_db
Status = Question.Status


class Pair:
    """A course with the two-person rule, its author and its reviewer."""

    def __init__(self) -> None:
        self.author: User = make.instructor()
        self.other: User = make.instructor()
        self.course: Course = make.course(two_person_rule=True)

    def asked(self, **content: Any) -> Question:
        return create_question(
            self.course, kind="single_choice", specs={"en": single()}, author=self.author, **content
        )


@pytest.fixture
def pair() -> Pair:
    return Pair()


def drafted(status: str = Status.DRAFT) -> Question:
    specs = {"en": single()}
    return create_question(make.course(), kind="single_choice", specs=specs, status=status)


def test_the_way_from_draft_to_ready_is_recorded_with_who_and_why() -> None:
    by, made = make.instructor(), drafted()
    states.send_to_review(made, by=by, remark=" Please look. ")
    states.send_back(made, by=by, remark="Name the article.")
    states.make_ready(made, by=by)
    rows = BankRecord.objects.filter(question=made).values_list("what", "remark", "by")
    assert list(rows) == [
        ("draft", "", None),
        ("review", "Please look.", by.pk),
        ("draft", "Name the article.", by.pk),
        ("ready", "", by.pk),
    ]


@pytest.mark.parametrize("status", [Status.REVIEW, Status.READY, Status.RETIRED])
def test_only_a_draft_is_sent_to_review(status: str) -> None:
    with pytest.raises(NotNow):
        states.send_to_review(drafted(status), by=make.instructor())


@pytest.mark.parametrize("status", [Status.READY, Status.RETIRED])
def test_what_is_ready_or_retired_is_not_made_ready(status: str) -> None:
    with pytest.raises(NotNow):
        states.make_ready(drafted(status), by=make.instructor())


def test_a_question_goes_back_only_with_a_remark() -> None:
    with pytest.raises(SayWhy):
        states.send_back(drafted(Status.REVIEW), by=make.instructor(), remark="  ")


def test_a_reviewer_is_told_when_another_version_came_meanwhile() -> None:
    made = drafted(Status.REVIEW)
    edit_question(made, specs={"en": single("Changed")})
    with pytest.raises(ChangedMeanwhile):
        states.make_ready(made, by=make.instructor(), seen=1)


def test_by_the_two_person_rule_what_is_saved_as_ready_waits_for_review(pair: Pair) -> None:
    assert pair.asked().status == Status.REVIEW


def test_by_the_two_person_rule_nobody_makes_ready_their_own(pair: Pair) -> None:
    made = pair.asked()
    with pytest.raises(NeedsAnother):
        states.make_ready(made, by=pair.author)
    assert states.make_ready(made, by=pair.other).status == Status.READY


def test_a_reviewer_who_edits_becomes_an_author(pair: Pair) -> None:
    made = pair.asked()
    edit_question(made, specs={"en": single("Better")}, author=pair.other)
    for one in (pair.author, pair.other):
        with pytest.raises(NeedsAnother):
            states.make_ready(made, by=one)
    assert states.make_ready(made, by=make.instructor()).status == Status.READY


def test_an_edit_of_what_is_ready_waits_again_and_knows_what_was_ready(pair: Pair) -> None:
    made = pair.asked()
    states.make_ready(made, by=pair.other)
    edit_question(made, specs={"en": single("Changed")}, author=pair.author, status=Status.READY)
    made.refresh_from_db()
    assert made.status == Status.REVIEW
    assert made.ready_version is not None and made.ready_version.number == 1


def test_a_save_without_a_change_leaves_a_ready_question_ready(pair: Pair) -> None:
    made = pair.asked()
    states.make_ready(made, by=pair.other)
    edit_question(made, specs={"en": single()}, author=pair.author, status=Status.READY)
    made.refresh_from_db()
    assert made.status == Status.READY


def test_a_draft_skips_no_review_by_being_retired_and_restored(pair: Pair) -> None:
    made = pair.asked(status=Status.DRAFT)
    states.retire_question(made, by=pair.author)
    assert states.restore_question(made, by=pair.author).status == Status.DRAFT


def test_what_was_ready_is_ready_again_when_it_is_restored(pair: Pair) -> None:
    made = pair.asked()
    states.make_ready(made, by=pair.other)
    states.retire_question(made, by=pair.author)
    assert states.restore_question(made, by=pair.author).status == Status.READY


def test_the_library_loads_what_is_ready(pair: Pair) -> None:
    specs = {"en": single()}
    assert create_question(pair.course, kind="single_choice", specs=specs).status == Status.READY


def test_a_ready_question_of_an_older_release_is_compared_with_what_was_ready(pair: Pair) -> None:
    made = pair.asked()
    Question.objects.filter(pk=made.pk).update(status=Status.READY, ready_version=None)
    edit_question(made, specs={"en": single("Changed")}, author=pair.author)
    made.refresh_from_db()
    assert made.ready_version is not None and made.ready_version.number == 1
