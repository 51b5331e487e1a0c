"""Reads. A certificate without its document is still being made, and nobody sees it."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.catalog.models import CourseStaff
from courses.certificates.codes import tidy
from courses.certificates.models import Certificate
from courses.learning.models import Completion
from courses.people.models import User
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.models import Attempt


def issued() -> QuerySet[Certificate]:
    return Certificate.objects.exclude(pdf="")


def certificates_for(user: User) -> QuerySet[Certificate]:
    """Those whose document the person may open: own, of courses taught; administrators: all."""
    if user.is_administrator:
        return issued()
    teaches = CourseStaff.objects.filter(course=OuterRef("course"), user=user)
    return issued().filter(Q(user=user) | Exists(teaches))


def waiting_of(user: User) -> QuerySet[Completion]:
    """Completed courses whose certificate is not there yet: no name, or still being made."""
    done = issued().filter(user=OuterRef("user"), course=OuterRef("course"))
    rows = Completion.objects.filter(~Exists(done), user=user)
    return rows.select_related("course", "user").order_by("-completed_at")


def by_code(typed: str) -> Certificate | None:
    """The certificate of a code, however it was typed."""
    code = tidy(typed)
    rows = issued().select_related("course", "user")
    return rows.filter(code=code).first() if code else None


def resting_on(attempt: Attempt) -> Certificate | None:
    """The learner's certificate that stands by this attempt: its quiz counts, no other attempt at
    it is passed, and no grade was set by hand. A grade that was lowered takes none back by itself,
    nor does an attempt that was passed and is now void or under way again.
    """
    if not attempt.quiz_edition.required:
        return None
    if attempt.state != Attempt.State.GRADED and not attempt.grades.filter(passed=True).exists():
        return None
    others = Attempt.objects.filter(quiz=attempt.quiz_id, user=attempt.user_id, passed=True)
    by_hand = QuizGrade.objects.filter(quiz=attempt.quiz_id, user=attempt.user_id)
    return (
        _standing(attempt.user_id, attempt.quiz.course_id)
        .filter(~Exists(others.exclude(pk=attempt.pk)), ~Exists(by_hand.exclude(override="")))
        .first()
    )


def resting_on_grade(grade: QuizGrade) -> Certificate | None:
    """The learner's certificate where the quiz counts: by this grade it stands, or should not."""
    return _standing(grade.user_id, grade.quiz.course_id).first() if grade.counts else None


def _standing(user_id: int, course_id: int) -> QuerySet[Certificate]:
    return issued().filter(user=user_id, course=course_id, revoked_at=None)


def completed_on(certificate: Certificate) -> date:
    """The day as the document has it: the holder's own, wherever one looks from."""
    zone = certificate.user.timezone if certificate.user else settings.TIME_ZONE
    return certificate.completed_at.astimezone(ZoneInfo(zone)).date()


def found(text: str) -> QuerySet[Certificate]:
    """For administrators: by a part of the name or course, or by code; newest first."""
    rows = issued().order_by("-issued_at", "-pk")
    if not text:
        return rows
    matches = Q(holder__icontains=text) | Q(course_title__icontains=text)
    return rows.filter(matches | Q(code=tidy(text) or ""))
