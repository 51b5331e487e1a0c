"""Every model of the applets, gathered for Django."""

from courses.authoring.models import ImportPlan, ReportUpload
from courses.catalog.aids.models import Diagram, EditionGlossary, TeachingGuide, Term
from courses.catalog.models import (
    Anchor,
    Course,
    CourseStaff,
    Edition,
    EditionLesson,
    Enrolment,
    Lesson,
    LessonVersion,
    Module,
    Picture,
)
from courses.certificates.models import Certificate
from courses.cohorts.models import Assignment
from courses.learning.models import Completion, LessonProgress
from courses.mail.models import MailHold, Message, Suppression
from courses.outbox.models import Heartbeat, Job, Outage, ScheduleRun
from courses.people.models import (
    Cohort,
    Consent,
    Invitation,
    LegalText,
    Membership,
    Organisation,
    SiteSettings,
    User,
)
from courses.quizzes.bank.models import (
    BankRecord,
    BulkEdit,
    Finding,
    Label,
    Likeness,
    QuestionComment,
    QuestionTag,
    QuizWaiver,
    Sketch,
    Waiver,
)
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.hints.models import HintTaken
from courses.quizzes.marking.models import Marking
from courses.quizzes.media.models import QuestionPicture
from courses.quizzes.models import (
    Answer,
    Attempt,
    Extension,
    Grade,
    Question,
    QuestionVersion,
    Quiz,
    QuizEdition,
    QuizItem,
    QuizSlot,
)
from courses.quizzes.writing.models import Writing

__all__ = [
    "Anchor",
    "Answer",
    "AnswerFile",
    "Assignment",
    "Attempt",
    "BankRecord",
    "BulkEdit",
    "Certificate",
    "Cohort",
    "Completion",
    "Consent",
    "Course",
    "CourseStaff",
    "Diagram",
    "Edition",
    "EditionGlossary",
    "EditionLesson",
    "Enrolment",
    "Extension",
    "Finding",
    "Grade",
    "Heartbeat",
    "HintTaken",
    "ImportPlan",
    "Invitation",
    "Job",
    "Label",
    "LegalText",
    "Lesson",
    "LessonProgress",
    "LessonVersion",
    "Likeness",
    "MailHold",
    "Marking",
    "Membership",
    "Message",
    "Module",
    "Organisation",
    "Outage",
    "Picture",
    "Question",
    "QuestionComment",
    "QuestionPicture",
    "QuestionTag",
    "QuestionVersion",
    "Quiz",
    "QuizEdition",
    "QuizItem",
    "QuizSlot",
    "QuizWaiver",
    "ReportUpload",
    "ScheduleRun",
    "SiteSettings",
    "Sketch",
    "Suppression",
    "TeachingGuide",
    "Term",
    "User",
    "Waiver",
    "Writing",
]
