import pytest

from courses.quizzes.bank import remarks
from courses.quizzes.bank.course_rules import set_rules, settle_likeness
from courses.quizzes.bank.errors import NotNow, SayWhy
from courses.quizzes.bank.labels import Labels, labels_of, set_labels
from courses.quizzes.bank.models import BankRecord, Label, Likeness
from courses.quizzes.bank.queries import likenesses
from courses.quizzes.bank.services import create_question
from courses.quizzes.models import Question
from tests.courses.quizzes.bank.specs import single
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Question:
    return create_question(make.course(), kind="single_choice", specs={"en": single()})


def test_open_comments_are_counted_settled_and_opened_again(made: Question) -> None:
    by = make.instructor()
    said = remarks.add_comment(made, " Is it so? ", by=by)
    assert (said.text, said.version) == ("Is it so?", made.current_version)
    remarks.resolve_comment(said, by=by)
    made.refresh_from_db()
    assert made.open_comments == 0
    remarks.reopen_comment(said)
    made.refresh_from_db()
    assert made.open_comments == 1


def test_an_empty_comment_says_nothing(made: Question) -> None:
    with pytest.raises(SayWhy):
        remarks.add_comment(made, " \n ", by=make.instructor())


def test_a_finding_is_accepted_with_a_reason_and_recorded(made: Question) -> None:
    by = make.instructor()
    remarks.waive(made, "no_evidence", reason="Common knowledge.", by=by)
    made.refresh_from_db()
    waiver = made.waivers.get()
    assert (waiver.reason, waiver.by, made.open_findings) == ("Common knowledge.", by, 0)
    remarks.unwaive(made, "no_evidence", by=by)
    made.refresh_from_db()
    assert made.open_findings == 1
    rows = BankRecord.objects.filter(question=made).exclude(what="ready")
    assert list(rows.values_list("what", "remark")) == [
        ("waived", "no_evidence: Common knowledge."),
        ("unwaived", "no_evidence"),
    ]


def test_no_finding_is_accepted_without_a_reason_or_where_there_is_none(made: Question) -> None:
    by = make.instructor()
    with pytest.raises(SayWhy):
        remarks.waive(made, "no_evidence", reason="  ", by=by)
    with pytest.raises(NotNow):
        remarks.waive(made, "longest_is_key", reason="So.", by=by)


def test_labels_are_one_whatever_their_case_accents_and_spaces(made: Question) -> None:
    assert set_labels(made, Labels(tags=("Élèves ", "eleves", "Bank"), topic=" Money\nflow "))
    assert labels_of(made) == Labels(tags=("Bank", "Élèves"), topic="Money flow")
    assert not set_labels(made, Labels(tags=("BANK", "élèves"), topic="money flow"))
    assert Label.objects.count() == 3


def test_the_bank_s_rules_name_who_changed_them() -> None:
    course, by = make.course(), make.instructor()
    set_rules(course, by=by, evidence_required=False, two_person_rule=True)
    course.refresh_from_db()
    assert course.two_person_rule
    assert list(BankRecord.objects.values_list("what", "remark", "by")) == [
        ("rules", "two_person_rule: on", by.pk)
    ]


def test_a_pair_that_is_wanted_is_told_no_more() -> None:
    course = make.course()
    for _ in range(2):
        stem = "How many States were parties to the convention in 2020?"
        create_question(course, kind="single_choice", specs={"en": single(stem)})
    settle_likeness(Likeness.objects.get(), by=make.instructor())
    assert not likenesses(course).exists()
