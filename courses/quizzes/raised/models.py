"""What learners raise about a question: that something is wrong, or what they want to ask."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models import Attempt, Question, QuestionVersion, QuizSlot

PERSON = settings.AUTH_USER_MODEL


class Raised(models.Model):
    """One report or question, kept with what the learner saw: version, slot, attempt, language.

    `number` is the question's place in the attempt, from 1. `same_as` is another one that says
    the same: it is answered together with that one. An answer is read once the attempt is handed
    in, or at once where `at_once`; `seen_at`: when its learner last saw it.
    """

    class About(models.TextChoices):
        TEXT = "text", _("The text is wrong or unclear")
        KEY = "key", _("No answer is right, or several are")
        MEDIA = "media", _("A picture or file does not work")
        TRANSLATION = "translation", _("The translation is wrong")
        OTHER = "other", _("Something else is wrong")
        ASK = "ask", _("I want to ask the instructor")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="raised")
    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="+")
    slot = models.ForeignKey(QuizSlot, on_delete=models.CASCADE, related_name="+")
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="raised")
    user = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="raised")
    operation_id = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=11, choices=About.choices)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True)
    at_once = models.BooleanField(default=False)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    same_as = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="doubles"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "operation_id"], name="raised_once")]
        indexes = [
            models.Index(fields=["question", "state"], name="raised_question_state"),
            models.Index(fields=["user", "-raised_at"], name="raised_newest"),
        ]

    @property
    def is_question(self) -> bool:
        return self.about == self.About.ASK

    @property
    def may_be_read(self) -> bool:
        """Whether the learner sees the answer now; the attempt is loaded."""
        return bool(self.answer) and (self.at_once or self.attempt.state != Attempt.State.OPEN)

    @property
    def is_new(self) -> bool:
        """Whether there is an answer to read that its learner has not seen."""
        answered, seen = self.answered_at, self.seen_at
        is_unseen = answered is not None and (seen is None or seen < answered)
        return is_unseen and self.may_be_read
