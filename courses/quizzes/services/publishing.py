"""Freezing a course's quizzes into an edition."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from courses.catalog.models import Course, Edition
from courses.quizzes.bank.advice import NO_EVIDENCE
from courses.quizzes.bank.looking import needs_evidence
from courses.quizzes.bank.queries import languages_missing
from courses.quizzes.errors import NotPublishable
from courses.quizzes.gradebook.settling import settle_after_publishing
from courses.quizzes.models import (
    Question,
    QuestionVersion,
    Quiz,
    QuizEdition,
    QuizItem,
    QuizSlot,
)
from courses.quizzes.queries_draft import stem_of
from courses.quizzes.quiz_settings import QuizSettings
from courses.quizzes.sections.freezing import (
    PREFETCHED,
    bank_for,
    draw_problems,
    frozen_draws,
    frozen_sections,
    items_in_order,
    pool_slots,
    pools_in,
)
from courses.quizzes.sections.pools import BankOfCourse
from courses.quizzes.services.drafts import points_of, settings_errors


@dataclass(frozen=True, slots=True)
class QuizProblem:
    """What keeps a quiz from being published: a sentence, and the keys of where to mend it.

    `place` is a part of the question's page; `draw` one of the quiz's draws.
    """

    message: str
    quiz: str
    question: str = ""
    place: str = ""
    draw: str = ""

    def __str__(self) -> str:
        return self.message


FROZEN = [field.name for field in QuizSettings._meta.get_fields()]


def publish_quizzes(edition: Edition) -> list[QuizEdition]:
    """Pins each quiz of the course, with its questions' current versions, to the edition.

    Called in the transaction that makes the edition. Raises NotPublishable.
    """
    quizzes = _draft(edition.course)
    bank = bank_for(quizzes)
    problems = [problem for quiz in quizzes for problem in _problems(quiz, bank)]
    if problems:
        raise NotPublishable([problem.message for problem in problems])
    with transaction.atomic():
        published = [_freeze(quiz, edition, bank) for quiz in quizzes]
        settle_after_publishing(edition, published)
        return published


def quiz_problems(course: Course) -> list[QuizProblem]:
    """What keeps the course's quizzes from being published."""
    quizzes = _draft(course)
    bank = bank_for(quizzes)
    return [problem for quiz in quizzes for problem in _problems(quiz, bank)]


def _draft(course: Course) -> list[Quiz]:
    quizzes = Quiz.objects.filter(course=course, removed_at=None).select_related("module", "course")
    version = "current_version"
    pinned = [f"items__question__{version}", f"items__question__stimulus__{version}", *PREFETCHED]
    if course.evidence_required:
        pinned.append("items__question__waivers")
    return list(quizzes.prefetch_related(*pinned))


def _problems(quiz: Quiz, bank: BankOfCourse | None) -> list[QuizProblem]:
    title = quiz.title() or quiz.key
    items = list(quiz.items.all())
    found = [f"“{title}”: {sentence}" for sentence in settings_errors(quiz).values()]
    if not items and not quiz.draws.all():
        found.append(
            _("“%(quiz)s” has no questions: add some, or remove the quiz.") % {"quiz": title}
        )
    shown = dict.fromkeys(question for item in items for question in _shown(item))
    problems = [QuizProblem(sentence, quiz.key) for sentence in found]
    problems += [
        QuizProblem(f"“{title}”: {sentence}", quiz.key, draw=draw)
        for sentence, draw in draw_problems(quiz, bank)
    ]
    return problems + [
        QuizProblem(f"“{title}”: {sentence}", quiz.key, question.key, place)
        for question in shown
        for sentence, place in _question_problems(question, quiz.course)
    ]


def _shown(item: QuizItem) -> list[Question]:
    """What learners meet at an item: the stimulus, where there is one, and the question."""
    stimulus = item.question.stimulus
    return [stimulus, item.question] if stimulus else [item.question]


def _question_problems(question: Question, course: Course) -> list[tuple[str, str]]:
    """(sentence, part of the question's page)."""
    version, names = question.current_version, {"question": _named(question)}
    states = {
        Question.Status.RETIRED: _(
            "the question %(question)s was retired. Take it out or replace it."
        ),
        Question.Status.REVIEW: _("the question %(question)s is in review. Make it ready first."),
        Question.Status.DRAFT: _("the question %(question)s is a draft. Finish it first."),
    }
    status = Question.Status.DRAFT if version is None else Question.Status(question.status)
    if version is None or status in states:
        return [(states[status] % names, "")]
    missing = languages_missing(version, course.languages)
    if missing:
        names["languages"] = ", ".join(missing)
        return [(_("the question %(question)s is not written yet in: %(languages)s.") % names, "")]
    if course.evidence_required and needs_evidence(version) and not _is_waived(question):
        words = _(
            "the question %(question)s has no evidence, as the rules of the bank ask. Choose the "
            "passage that proves its answer, or say in its review why it has none."
        )
        return [(words % names, "evidence")]
    return []


def _named(question: Question) -> str:
    """By its own words, as its author knows it."""
    return _("“%(text)s”") % {"text": stem_of(question)}


def _is_waived(question: Question) -> bool:
    return any(waiver.code == NO_EVIDENCE for waiver in question.waivers.all())


def _stimulus_version(question: Question) -> QuestionVersion | None:
    return question.stimulus.current_version if question.stimulus else None


def _freeze(quiz: Quiz, edition: Edition, bank: BankOfCourse | None) -> QuizEdition:
    modules = {module["key"] for module in edition.structure}
    module_key = quiz.module.key if quiz.module and quiz.module.key in modules else ""
    settings = {name: getattr(quiz, name) for name in FROZEN}
    published = QuizEdition.objects.create(
        quiz=quiz,
        edition=edition,
        module_key=module_key,
        sections=frozen_sections(quiz),
        draws=frozen_draws(quiz),
        **settings,
    )
    keys = {section.pk: section.key for section in quiz.sections.all()}
    slots = [
        QuizSlot(
            quiz_edition=published,
            question_version=item.question.current_version,
            stimulus_version=_stimulus_version(item.question),
            section=keys.get(item.section_id or 0, ""),
            points=points_of(item.question, item.points),
        )
        for item in items_in_order(quiz)
    ]
    slots += pool_slots(published, pools_in(quiz, bank))
    for position, slot in enumerate(slots):
        slot.position = position
    QuizSlot.objects.bulk_create(slots)
    return published
