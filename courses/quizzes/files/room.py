"""How much more a person may send: for one attempt, and for all their attempts in a course."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from courses.people.models import User
from courses.quizzes.files.checks import FileRefused
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.models import Attempt, Quiz


class NoRoom(FileRefused):
    """More than is kept of one person."""

    status = 413


@dataclass(frozen=True, slots=True)
class Room:
    """What is kept so far, files taken back with the others; in bytes but for `for_question`."""

    in_attempt: int
    in_course: int
    for_question: int = 0

    @property
    def left(self) -> int:
        """Below nothing when the limit was lowered meanwhile."""
        return min(
            settings.MAX_ATTEMPT_FILE_BYTES - self.in_attempt,
            settings.MAX_COURSE_FILE_BYTES - self.in_course,
        )

    def refusal(self) -> NoRoom:
        by_attempt = settings.MAX_ATTEMPT_FILE_BYTES - self.in_attempt
        is_of_course = settings.MAX_COURSE_FILE_BYTES - self.in_course < by_attempt
        most = settings.MAX_COURSE_FILE_BYTES if is_of_course else settings.MAX_ATTEMPT_FILE_BYTES
        said = {"left": filesizeformat(max(self.left, 0)), "most": filesizeformat(most)}
        words = (
            _(
                "Of the %(most)s that your files in this course may have, %(left)s are left, and "
                "this is more. Save it smaller and send that. What you sent before is kept."
            )
            if is_of_course
            else _(
                "Of the %(most)s that your files in this attempt may have, %(left)s are left, and "
                "this is more. Save it smaller and send that. What you sent before is kept."
            )
        )
        return NoRoom(words % said)


def room_for(attempt: Attempt, slot_id: int = 0) -> Room:
    """Counted in one query; `for_question` counts the files of the slot, if one is given."""
    course = Quiz.objects.filter(pk=attempt.quiz_id).values("course")[:1]
    files = AnswerFile.objects.filter(attempt__user=attempt.user_id, attempt__quiz__course=course)
    here = Q(attempt=attempt.pk)
    found = files.aggregate(
        in_course=Sum("size", default=0),
        in_attempt=Sum("size", filter=here, default=0),
        for_question=Count("pk", filter=here & Q(slot=slot_id)),
    )
    return Room(**found)


def locked_room(attempt: Attempt, slot_id: int) -> Room:
    """As room_for, and of what others are about to send for the same person nothing is missed:
    attempts at two quizzes have locks of their own, their person is one. Call it under the
    attempt's lock."""
    # A plain lock would also wait for rows that only refer to the person.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=attempt.user_id)
    return room_for(attempt, slot_id)
