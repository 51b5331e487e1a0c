import json

import pytest

from courses.quizzes import privacy
from courses.quizzes.bank.models import QuestionComment, Waiver
from courses.quizzes.bank.remarks import add_comment, waive
from courses.quizzes.bank.services import create_question
from tests.courses.quizzes.bank.specs import single
from tests.support import make

pytestmark = pytest.mark.django_db


def test_what_a_person_said_of_questions_is_exported_and_stays_without_their_name() -> None:
    person = make.instructor()
    made = create_question(
        make.course(), kind="single_choice", key="q-one", specs={"en": single()}, author=person
    )
    add_comment(made, "Is it so?", by=person)
    waive(made, "no_evidence", reason="Common knowledge", by=person)
    exported = privacy.export_for(person)["bank"]
    assert [one["text"] for one in exported["comments"]] == ["Is it so?"]
    assert [one["what"] for one in exported["records"]] == ["ready", "waived"]
    assert json.loads(json.dumps(exported)) == exported
    privacy.erase(person)
    assert QuestionComment.objects.get().by is None
    assert Waiver.objects.get().by is None
