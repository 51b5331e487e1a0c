"""What can be seen of a question's current version, kept where a bank of thousands is filtered:
its findings, its languages, its author, and which questions it is like.
"""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count, Q

from courses.outbox.services import enqueue
from courses.quizzes.bank.advice import NO_EVIDENCE
from courses.quizzes.bank.likeness import ALIKE, likeness, marks
from courses.quizzes.bank.lint.linting import EDITION, lint
from courses.quizzes.bank.models import Finding, Likeness, Sketch, Waiver
from courses.quizzes.models import Question, QuestionVersion
from courses.quizzes.types.registry import kinds_by_name

MOST_ALIKE = 30  # with which a question is compared
IN_ONE_GO = 500
LOOK_AGAIN = "quizzes.look_again"


def look_at(question: Question, version: QuestionVersion) -> None:
    """Sees the question anew; in the transaction that made `version` its current one."""
    found = list(findings_of(question.course_id, version))
    Finding.objects.filter(question=question).delete()
    Finding.objects.bulk_create(
        Finding(question=question, code=code, language=language, field=field[:80])
        for code, language, field in found
    )
    Waiver.objects.filter(question=question).exclude(code__in={row[0] for row in found}).delete()
    question.author_id = version.author_id
    question.languages = spoken(version.specs)
    question.looked = EDITION
    question.open_findings = count_open(question)
    question.save(update_fields=["author", "languages", "looked", "open_findings"])
    _compare(question, version)


def findings_of(course_id: int, version: QuestionVersion) -> Iterator[tuple[str, str, str]]:
    """(code, language, field) of everything found in a version."""
    for language, spec in version.specs.items():
        for finding in lint(version.kind, spec, language):
            yield finding.code, language, finding.field
    if needs_evidence(version):
        yield NO_EVIDENCE, "", ""


def needs_evidence(version: QuestionVersion) -> bool:
    """Whether something is asked for points, and no passage says where the answer stands.

    What a person marks has no key that a passage could prove.
    """
    kind = kinds_by_name().get(version.kind)
    if kind is None or not kind.is_answered or not kind.is_scored or kind.is_marked_by_person:
        return False
    return not version.evidence_lesson_id and not version.evidence_passage_id


def spoken(languages: object) -> str:
    """Languages as Question.languages holds them: " en fr "."""
    return f" {' '.join(languages)} " if isinstance(languages, dict) else ""


def count_open(question: Question) -> int:
    """How many rules found something that nobody has accepted."""
    waived = Waiver.objects.filter(question=question).values("code")
    found = Finding.objects.filter(question=question).exclude(code__in=waived)
    return found.values("code").distinct().count()


def _compare(question: Question, version: QuestionVersion) -> None:
    """Its marks, and which questions of the course it is like."""
    own = marks(version.specs)
    Sketch.objects.filter(question=question).delete()
    Sketch.objects.bulk_create(
        Sketch(course_id=question.course_id, question=question, mark=mark) for mark in sorted(own)
    )
    alike = _alike(question, version, own)
    before = Likeness.objects.filter(Q(first=question) | Q(second=question))
    before.exclude(Q(first__in=alike) | Q(second__in=alike)).delete()
    for other, percent in alike.items():
        first, second = sorted((question.pk, other))
        Likeness.objects.update_or_create(
            first_id=first,
            second_id=second,
            defaults={"percent": percent, "course_id": question.course_id},
        )


def _alike(question: Question, version: QuestionVersion, own: set[int]) -> dict[int, int]:
    """{question id: percent} of those that are like it."""
    rows = Sketch.objects.filter(course=question.course_id, mark__in=own).exclude(question=question)
    shared = rows.values("question").annotate(shared=Count("pk")).order_by("-shared", "question")
    likely = [row["question"] for row in shared[:MOST_ALIKE]]
    specs = Question.objects.filter(pk__in=likely).values_list("pk", "current_version__specs")
    compared = {pk: likeness(version.specs, other) for pk, other in specs if other}
    return {pk: percent for pk, percent in compared.items() if percent >= ALIKE}


def look_again() -> int:
    """Looks at questions that no rule, or only older ones, have seen; the number of them.

    Each in a transaction of its own: SQLite lets only one write at a time. Where some are left,
    the work goes on in another job.
    """
    waiting = Question.objects.filter(looked__lt=EDITION, current_version__isnull=False)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True)[: IN_ONE_GO + 1])
    for pk in ids[:IN_ONE_GO]:
        _look_again_at(pk)
    if len(ids) > IN_ONE_GO:
        with transaction.atomic():
            enqueue(LOOK_AGAIN, lane="long")
    return len(ids[:IN_ONE_GO])


@transaction.atomic
def _look_again_at(pk: int) -> None:
    rows = Question.objects.select_for_update(of=("self",)).select_related("current_version")
    question = rows.filter(pk=pk).first()
    if question is not None and question.current_version is not None:
        look_at(question, question.current_version)
