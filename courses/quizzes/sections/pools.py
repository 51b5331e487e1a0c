"""Which questions of a course's bank a draw can take: those that could be published, and fit."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.catalog.models import Course
from courses.quizzes.bank.advice import NO_EVIDENCE
from courses.quizzes.bank.models import BulkEdit, Label, QuestionTag, Waiver
from courses.quizzes.models import Question
from courses.quizzes.types.base import Kind
from courses.quizzes.types.registry import all_kinds

# What a draw may ask for. Labels are kept by their ids, as the bank's page has them.
LABELS = ("topic", "objective", "tag")
FILTERS = (*LABELS, "difficulty", "kind")
Filters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Poolable:
    """A question that could be published, and what decides which draws can take it."""

    pk: int
    version: int
    stimulus: int | None
    stimulus_version: int | None
    kind: str
    topic: int | None
    objective: int | None
    difficulty: int | None
    tags: frozenset[int]

    def fits(self, filters: Filters) -> bool:
        """`filters` as `BankOfCourse.followed` gives them."""
        tag = filters.get("tag")
        others = [name for name in FILTERS if name != "tag" and name in filters]
        return (tag is None or tag in self.tags) and all(
            getattr(self, name) == filters[name] for name in others
        )


COLUMNS = {
    "pk": "pk",
    "version": "current_version_id",
    "stimulus": "stimulus_id",
    "stimulus_version": "stimulus__current_version_id",
    "kind": "kind",
    "topic": "topic_id",
    "objective": "objective_id",
    "difficulty": "difficulty",
}


@dataclass(frozen=True, slots=True)
class BankOfCourse:
    """The bank as draws see it. `names` are {label id: name}, of labels that are gone too; `into`
    {id of a merged label: of the one it went into}."""

    questions: list[Poolable]
    names: Mapping[int, str]
    here: Collection[int]
    into: Mapping[int, int]

    def followed(self, filters: Filters) -> dict[str, Any]:
        """The filters with merged labels as what they have become."""
        return {name: self._label(v) if name in LABELS else v for name, v in filters.items()}

    def _label(self, pk: int) -> int:
        met: set[int] = set()
        while pk not in self.here and pk in self.into and pk not in met:
            met.add(pk)
            pk = self.into[pk]
        return pk

    def gone(self, filters: Filters) -> list[str]:
        """The names of labels that are asked for and were removed."""
        followed = self.followed(filters)
        asked = [followed[name] for name in LABELS if name in followed]
        return [self.names.get(pk, "?") for pk in asked if pk not in self.here]

    def pool(self, filters: Filters, *, without: Collection[int]) -> list[Poolable]:
        """What fits, by id. `without`: the questions that the quiz asks anyhow."""
        followed = self.followed(filters)
        fit = (one for one in self.questions if one.fits(followed))
        return [one for one in fit if one.pk not in without]


def bank_of(course: Course, every: Iterable[Filters] | None = None) -> BankOfCourse:
    """What draws with these filters need to know; None: everything. Four queries at most."""
    asked = [] if every is None else list(every)
    needs_tags = every is None or any("tag" in filters for filters in asked)
    tags: dict[int, set[int]] = {}
    if needs_tags:
        rows = QuestionTag.objects.filter(question__course=course)
        for question, label in rows.values_list("question_id", "label_id"):
            tags.setdefault(question, set()).add(label)
    here = dict(Label.objects.filter(course=course).values_list("pk", "name"))
    wanted = {filters[name] for filters in asked for name in LABELS if name in filters}
    is_gone = every is None or bool(wanted - here.keys())
    gone, into = _changed_labels(course) if is_gone else ({}, {})
    questions = [
        Poolable(**dict(zip(COLUMNS, row, strict=True)), tags=frozenset(tags.get(row[0], ())))
        for row in drawable(course).order_by("pk").values_list(*COLUMNS.values())
    ]
    return BankOfCourse(questions, gone | here, here.keys(), into)


def drawable(course: Course) -> QuerySet[Question]:
    """What publishing would let pass, asked for points; in no order."""
    rows = Question.objects.filter(course=course, kind__in=_kinds(lambda kind: kind.is_scored))
    rows = rows.filter(_is_publishable("", course))
    rows = rows.filter(Q(stimulus=None) | _is_publishable("stimulus__", course))
    if not course.evidence_required:
        return rows
    by_machine = _kinds(lambda kind: kind.is_scored and not kind.is_marked_by_person)
    bare = Q(current_version__evidence_lesson=None, current_version__evidence_passage=None)
    waived = Exists(Waiver.objects.filter(question=OuterRef("pk"), code=NO_EVIDENCE))
    return rows.exclude(bare & Q(kind__in=by_machine) & ~waived)


def _is_publishable(path: str, course: Course) -> Q:
    written = Q(**{f"{path}status": Question.Status.READY})
    for code in course.languages:
        written &= Q(**{f"{path}current_version__specs__has_key": code})
    return written


def _kinds(rule: Callable[[Kind], bool]) -> list[str]:
    return [member.name for member in all_kinds() if member.is_answered and rule(member)]


def drawable_kinds() -> list[Kind]:
    names = _kinds(lambda kind: kind.is_scored)
    return [member for member in all_kinds() if member.name in names]


def _changed_labels(course: Course) -> tuple[dict[int, str], dict[int, int]]:
    """({id: name} of labels that are gone, {id: of what it was merged into})."""
    rows = BulkEdit.objects.filter(course=course, steps__has_key="label", undone_at=None)
    changes = [steps["label"] for steps in rows.order_by("pk").values_list("steps", flat=True)]
    names = {change["id"]: change["name"] for change in changes}
    into = {change["id"]: change["into"] for change in changes if change["verb"] == "merge"}
    return names, into
