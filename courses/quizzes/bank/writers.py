"""Who wrote what is new in questions: by the two-person rule none of them makes it ready.

New is what came since the question was ready last: its texts and evidence, and what it refers to.
Where an earlier text was taken up again, what was written after that text is no longer there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import F, Q, QuerySet

from courses.people.models import User
from courses.quizzes.bank.models import BankRecord
from courses.quizzes.models import Question, QuestionVersion
from courses.quizzes.types.base import authored

AT_ONCE = 500
What = BankRecord.What
Row = tuple[int, int | None]  # (version id, author id)


def writers_of(questions: Iterable[Question]) -> dict[int, set[int]]:
    """{question id: ids of people}. Who is gone, and the library's loader, are nobody."""
    listed = list(questions)
    found: dict[int, set[int]] = {}
    for start in range(0, len(listed), AT_ONCE):
        some = [question.pk for question in listed[start : start + AT_ONCE]]
        texts, references = _of_texts(some), _of_references(some)
        found |= {pk: texts.get(pk, set()) | references[pk] for pk in some}
    return found


def _of_texts(ids: Sequence[int]) -> dict[int, set[int]]:
    never_ready = Q(question__ready_version=None)
    rows = QuestionVersion.objects.filter(question__in=ids)
    rows = rows.filter(never_ready | Q(number__gt=F("question__ready_version__number")))
    versions: dict[int, list[Row]] = defaultdict(list)
    named = rows.order_by("number").values_list("question_id", "pk", "author_id")
    for question, version, author in named:
        versions[question].append((version, author))
    several = [question for question, found in versions.items() if len(found) > 1]
    standing = _standing(several, versions) if several else {}
    return {
        question: {author for _pk, author in standing.get(question, found) if author is not None}
        for question, found in versions.items()
    }


def _standing(ids: Sequence[int], versions: Mapping[int, list[Row]]) -> dict[int, list[Row]]:
    """Of each question's versions those up to the first that says what the last one says."""
    bases = dict(Question.objects.filter(pk__in=ids).values_list("pk", "ready_version_id"))
    wanted = [pk for question in ids for pk, _author in versions[question]]
    said = _contents(QuestionVersion.objects.filter(pk__in=[*wanted, *bases.values()]))
    found: dict[int, list[Row]] = {}
    for question in ids:
        rows = versions[question]
        last = said[rows[-1][0]]
        if said.get(bases[question] or 0) == last:
            found[question] = []
        else:
            first = next(place for place, (pk, _author) in enumerate(rows) if said[pk] == last)
            found[question] = rows[: first + 1]
    return found


def _contents(versions: QuerySet[QuestionVersion]) -> dict[int, object]:
    """What each says, as its author wrote it."""
    return {
        version.pk: (
            {language: authored(spec) for language, spec in version.specs.items()},
            (version.evidence_lesson_id, version.evidence_block, version.evidence_passage_id),
        )
        for version in versions
    }


def _of_references(ids: Sequence[int]) -> dict[int, set[int]]:
    """Who changed what a question refers to, since it was ready."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = BankRecord.objects.filter(question__in=ids, what__in=(What.READY, What.STIMULUS))
    for question, what, by in rows.order_by("pk").values_list("question_id", "what", "by_id"):
        if what == What.READY:
            found[question].clear()
        elif by is not None:
            found[question].add(by)
    return found


def others_than(question: Question, writers: Iterable[int]) -> list[User]:
    """Who of the course's staff wrote none of it; administrators may besides."""
    rows = User.objects.filter(teaches__course=question.course_id, is_active=True)
    rows = rows.filter(Q(is_instructor=True) | Q(is_administrator=True))
    return list(rows.exclude(pk__in=list(writers)).order_by("name", "pk"))


def refers_to_changed(question: Question) -> bool:
    """Whether what it refers to changed since it was ready."""
    rows = BankRecord.objects.filter(question=question, what__in=(What.READY, What.STIMULUS))
    return rows.order_by("-pk").values_list("what", flat=True).first() == What.STIMULUS
