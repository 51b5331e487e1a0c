"""Every model of the applets, gathered for Django."""

from courses.authoring.editions.models import (
    Comparison,
    EditionAct,
    EditionMark,
    PassageChange,
)
from courses.authoring.interchange.models import CourseErrand, CoursePackage
from courses.authoring.models import ImportPlan, PlanStep, ReportUpload
from courses.authoring.topics.models import TopicChoice
from courses.catalog.aids.models import (
    Diagram,
    EditionGlossary,
    ModuleGuide,
    TeachingGuide,
    Term,
)
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
from courses.catalog.withdrawn.models import Withdrawal
from courses.certificates.models import Certificate
from courses.cohorts.models import Assignment
from courses.learning.models import Completion, LessonProgress
from courses.mail.models import MailHold, Message, Suppression
from courses.outbox.models import Heartbeat, Job, Outage, ScheduleRun
from courses.people.accommodations.models import Accommodation
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
from courses.quizzes.gates.models import WrongCode
from courses.quizzes.gradebook.models import CourseGrade, GradeAct, QuizGrade
from courses.quizzes.hints.models import HintTaken
from courses.quizzes.invigilation.models import AttemptAct, TimeForAll
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
from courses.quizzes.practice.models import PracticeAnswer, PracticeCard, PracticeRound
from courses.quizzes.raised.models import Raised
from courses.quizzes.sections.models import QuizDraw, QuizSection
from courses.quizzes.terms.models import Break, Override
from courses.quizzes.writing.models import Writing

__all__ = [
    "Accommodation",
    "Anchor",
    "Answer",
    "AnswerFile",
    "Assignment",
    "Attempt",
    "AttemptAct",
    "BankRecord",
    "Break",
    "BulkEdit",
    "Certificate",
    "Cohort",
    "Comparison",
    "Completion",
    "Consent",
    "Course",
    "CourseErrand",
    "CourseGrade",
    "CoursePackage",
    "CourseStaff",
    "Diagram",
    "Edition",
    "EditionAct",
    "EditionGlossary",
    "EditionLesson",
    "EditionMark",
    "Enrolment",
    "Extension",
    "Finding",
    "Grade",
    "GradeAct",
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
    "ModuleGuide",
    "Organisation",
    "Outage",
    "Override",
    "PassageChange",
    "Picture",
    "PlanStep",
    "PracticeAnswer",
    "PracticeCard",
    "PracticeRound",
    "Question",
    "QuestionComment",
    "QuestionPicture",
    "QuestionTag",
    "QuestionVersion",
    "Quiz",
    "QuizDraw",
    "QuizEdition",
    "QuizGrade",
    "QuizItem",
    "QuizSection",
    "QuizSlot",
    "QuizWaiver",
    "Raised",
    "ReportUpload",
    "ScheduleRun",
    "SiteSettings",
    "Sketch",
    "Suppression",
    "TeachingGuide",
    "Term",
    "TimeForAll",
    "TopicChoice",
    "User",
    "Waiver",
    "Withdrawal",
    "Writing",
    "WrongCode",
]
