"""One of everything that an address of the site can name, and the people who ask for it."""

import io
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from content.models import Report
from courses.authoring.interchange.models import CourseErrand, CoursePackage
from courses.authoring.models import ReportUpload
from courses.authoring.plans.services import plan_for
from courses.catalog.aids.services import set_glossary, set_guide
from courses.catalog.models import Course, CourseStaff, Picture
from courses.catalog.pictures import add_picture, set_cover
from courses.mail.models import Message
from courses.outbox.models import Job
from courses.people.models import Invitation, User
from courses.quizzes.services import publish_quizzes
from courses.quizzes.writing.services import Page, keep, new_token
from tests.courses.quizzes.types.test_scenario import SPEC as STORY
from tests.support import (
    make,
    make_acts,
    make_awards,
    make_bank,
    make_cohorts,
    make_editions,
    make_marking,
    make_practice,
    make_quizzes,
    make_reports,
    make_sections,
    make_terms,
)

SOURCE = {"untoc": {"title": {"en": "The Palermo Convention"}, "treaty": True}}
WORDS = [{"key": "layering", "terms": {"en": "layering"}, "texts": {"en": "Hiding the trail."}}]
ROLES = ("anonymous", "suspended", "learner", "instructor", "coordinator")
OWNERS = ("student", "teacher", "leader", "administrator")


@dataclass(frozen=True)
class World:
    """`clients` by role: five who own nothing here, and four who own all of it."""

    clients: dict[str, Client]
    people: dict[str, User]
    # {parameter of an address: value}, and what some pages need instead, by their name.
    values: dict[str, Any]
    special: dict[str, dict[str, Any]]

    def arguments(self, name: str, parameters: list[str]) -> dict[str, Any]:
        known = self.values | self.special.get(name.partition(" ")[0].partition(":")[0], {})
        known |= self.special.get(name.partition(" ")[0], {}) | self.special.get(name, {})
        return {parameter: known[parameter] for parameter in parameters}


def world(folder: Path) -> World:
    people = _people()
    report = make_reports.stored_report(folder)
    course = _course(report, people["teacher"])
    draft = _draft(report, people["teacher"])
    values, special = _rows(course, people, report)
    special |= _of_draft(draft, report)
    return World(_clients(people), people, values, special)


def _people() -> dict[str, User]:
    return {
        "suspended": make.person(is_instructor=True, is_coordinator=True, is_administrator=True),
        "learner": make.person(),
        "instructor": make.instructor(),
        "coordinator": make.coordinator(),
        "student": make.person(name="Ana Ruiz"),
        "teacher": make.instructor(),
        "leader": make.coordinator(),
        "administrator": make.administrator(),
    }


def _clients(people: dict[str, User]) -> dict[str, Client]:
    """The suspended person's session was open before."""
    clients = {role: make.client_for(user) for role, user in people.items()}
    User.objects.filter(pk=people["suspended"].pk).update(is_active=False)
    return {"anonymous": Client(), **clients}


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    out.seek(0)
    return out


def picture_file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture().getvalue())


def _course(report: Report, teacher: User) -> Course:
    """Published, with a lesson that cites the report, a picture, a cover and a quiz."""
    key = report.passages.order_by("pk")[0].key
    made = make.course(title="Following the money", sources=SOURCE)
    CourseStaff.objects.create(course=made, user=teacher)
    body = f'It says so.\n{{: #first src="{report.slug}/{key} untoc/art._6"}}'
    make.lesson(made, body=body, key="lesson-1")
    add_picture(made, picture(), "A map")
    set_cover(made, picture(), "A map")
    set_glossary(made, WORDS)
    set_guide(made, {"en": "Begin with the case."})
    make_quizzes.make_quiz(made, is_published=False, attempts_allowed=None)
    edition = make.publish(made)
    publish_quizzes(edition)
    return made


def _draft(report: Report, teacher: User) -> Course:
    made = make.course(title="Not yet", sources=SOURCE)
    CourseStaff.objects.create(course=made, user=teacher)
    make.lesson(made, key="lesson-1")
    add_picture(made, picture(), "A map")
    set_cover(made, picture(), "A map")
    set_glossary(made, WORDS)
    return made


def _of_draft(draft: Course, report: Report) -> dict[str, dict[str, Any]]:
    slug = {"slug": draft.slug, "key": "lesson-1"}
    names = (
        "home:course",
        "catalog:cover",
        "catalog:source",
        "catalog:enrol",
        "learning:lesson",
        "catalog:glossary",
    )
    found: dict[str, dict[str, Any]] = {f"{name} of a draft": slug for name in names}
    found["catalog:picture of a draft"] = {"key": Picture.objects.get(course=draft).key}
    return found


def _rows(
    course: Course, people: dict[str, User], report: Report
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    student, teacher, leader = people["student"], people["teacher"], people["leader"]
    make.enrolled(course, student)
    make_cohorts.read(student, course)
    quiz = course.quizzes.get()
    graded = make_quizzes.make_graded(quiz, student)
    under_way = make_quizzes.make_attempt(quiz, student)
    certificate = make_awards.certificate(student, course)
    waiting = make_awards.completion(student, make.published_course())
    cohort = make_cohorts.cohort(by=leader)
    member = make_cohorts.member(cohort, student)
    given = make_cohorts.given(cohort, course)
    upload = ReportUpload.objects.create(
        file="uploads/x.md", filename="x.md", size=1, sha256="0" * 64,
        uploaded_by=teacher, state=ReportUpload.State.FAILED, problem="damaged",
    )  # fmt: skip
    invitation = Invitation.objects.create(
        email="new@example.org", token="t" * 40, expires_at=timezone.now() + timedelta(days=1)
    )
    passage = report.passages.order_by("pk")[0]
    waiting_attempt, file = make_marking.sent(teacher, student)
    act = make_acts.on_record(graded, teacher)
    page = Page(teacher, course, "numeric", None, new_token())
    unsaved = keep(page, {"stem-en": "How many?"})
    assert unsaved is not None
    values = {
        "slot": graded.layout[0]["slot"],
        "slug": course.slug, "key": "lesson-1", "kind": "single_choice", "number": 1,
        "code": certificate.code, "attempt": under_way.public_id, "pk": student.pk,
        "person": leader.pk, "member": member.pk, "assignment": given.pk, "report": report.slug,
        "user": student.pk, "cohort": cohort.pk,
        "override": make_terms.override_of(quiz, student).pk,
        "source": "untoc", "locator": "art._6", "writing": unsaved.pk,
        "module": course.modules.order_by("pk")[0].key, "term": WORDS[0]["key"],
        **make_bank.of_bank(course, teacher), **make_sections.of_sections(quiz),
    }  # fmt: skip
    quiz_key, question = {"key": quiz.key}, {"key": course.questions.order_by("pk")[0].key}
    story = make_quizzes.make_question(course, "scenario", STORY, key="story").key
    special: dict[str, dict[str, Any]] = {
        "cohorts": {"pk": cohort.pk},
        "outbox": {"pk": Job.objects.all()[0].pk},
        "mail": {"pk": Message.objects.all()[0].pk, "token": "not-signed"},
        "quizzes": quiz_key,
        "people:join": {"token": invitation.token},
        "people:withdraw_invitation": {"pk": invitation.pk},
        "people:legal_text": {"kind": "privacy"},
        "people:legal_edit": {"kind": "privacy"},
        "catalog:picture": {"key": Picture.objects.get(course=course).key},
        "catalog:passage": {"key": passage.key},
        "authoring:topic": {"topic": "asset-recovery"},
        "certificates:make": {"slug": waiting.course.slug},
        "quizzes:paths": {"key": quiz.key, "question": story},
        "quizzes:paths_csv": {"key": quiz.key, "question": story},
        "quizzes:play": {"key": story},
        "quizzes:answer_file": {"key": file.public_id},
        "quizzes:mark": make_marking.place(waiting_attempt),
        "quizzes:result": {"attempt": graded.public_id},
        **make_practice.of_practice(student, graded),
        "quizzes:seen": {"attempt": graded.public_id},
        "quizzes:act": {"kind": "void"},
        "quizzes:undo_act": {"attempt": graded.public_id, "act": act.pk},
    }
    special |= {f"quizzes:question{end}": question for end in ENDS}
    special |= {
        f"authoring:{name}": {"pk": upload.pk} for name in ("upload_status", "upload_again")
    }
    special |= make_editions.of_editions(report, course, teacher)
    package = CoursePackage.objects.create(
        file="packages/x.zip", filename="x.zip", size=1, uploaded_by=teacher, state="checked"
    )
    of_package = ("package", "package_confirm", "package_back")
    special |= {f"authoring:{name}": {"pk": package.pk} for name in of_package}
    errand = CourseErrand.objects.create(course=course, asked_by=teacher, what="export")
    errand.file.save("x.zip", ContentFile(b"PK"))
    special |= {f"authoring:{name}": {"pk": errand.pk} for name in ("errand", "errand_file")}
    plan = plan_for(report, teacher)
    plans = (
        "plan",
        "plan_step",
        "plan_undo",
        "plan_redo",
        "plan_news",
        "plan_accept",
        "plan_another",
    )
    special |= {f"authoring:{name}": {"pk": plan.pk} for name in plans}
    special["authoring:proposals"] = {"pk": plan.pk, "lesson": "l1"}
    return values, special


ENDS = (
    "", "_retire", "_restore", "_duplicate", "_review", "_state", "_comment",
    "_comment_settled", "_waive", "_stimulus", "_raised",
)  # fmt: skip
