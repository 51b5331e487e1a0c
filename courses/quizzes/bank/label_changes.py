"""A label renamed, merged into another, or removed: each a change of many questions that can be
undone.

What was asked for is BulkEdit.steps["label"]: {"verb", "id", "sort", "name", "to", "into"}.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank.bulk import Changes, write
from courses.quizzes.bank.errors import LabelChanged, LabelTaken, SayWhy
from courses.quizzes.bank.labels import tidy
from courses.quizzes.bank.models import BulkEdit, Label, QuestionTag
from courses.quizzes.bank.search import fold
from courses.quizzes.models import Question

Sort = Label.Sort


def labels_with_use(course: Course) -> QuerySet[Label]:
    """By sort and name, each with `used`: how many questions bear it. One query."""
    tagged = QuestionTag.objects.filter(label=OuterRef("pk"))
    counts = [tagged.order_by().values("label").annotate(n=Count("pk")).values("n")]
    for name in ("topic", "objective"):
        rows = Question.objects.filter(**{name: OuterRef("pk")}).order_by()
        counts.append(rows.values(name).annotate(n=Count("pk")).values("n"))
    found = sum((Coalesce(Subquery(rows), 0) for rows in counts[1:]), Coalesce(counts[0], 0))
    return Label.objects.filter(course=course).annotate(used=found)


def bearing(label: Label) -> QuerySet[Question]:
    """The questions that bear it, in no order."""
    if label.sort == Sort.TAG:
        return Question.objects.filter(tagged__label=label)
    return Question.objects.filter(**{label.sort: label})


def namesake(label: Label, name: str) -> Label | None:
    """Another label of its sort that has the name already: renaming would merge the two."""
    rows = Label.objects.filter(course=label.course_id, sort=label.sort, folded=fold(tidy(name)))
    return rows.exclude(pk=label.pk).first()


@transaction.atomic
def rename_label(label: Label, name: str, *, by: User) -> BulkEdit:
    """Raises SayWhy for no name, and LabelChanged where another label has it."""
    label, name = _locked(label), tidy(name)
    if not fold(name):
        raise SayWhy
    if namesake(label, name):
        raise LabelChanged
    edit = _kept(label, "rename", {}, by=by, to=name)
    label.name, label.folded = name, fold(name)
    label.save(update_fields=["name", "folded"])
    return edit


@transaction.atomic
def merge_labels(label: Label, into: Label, *, by: User) -> BulkEdit:
    """What bears the one bears the other; the one is gone. Raises LabelChanged for two sorts."""
    label, into = _locked(label), _locked(into)
    if (label.course_id, label.sort) != (into.course_id, into.sort) or label.pk == into.pk:
        raise LabelChanged
    changes = _changes(label, into)
    write(changes, after=True, by=by)
    edit = _kept(label, "merge", changes, by=by, to=into.name, into=into.pk)
    label.delete()
    return edit


@transaction.atomic
def remove_label(label: Label, *, by: User) -> BulkEdit:
    label = _locked(label)
    changes = _changes(label, None)
    write(changes, after=True, by=by)
    edit = _kept(label, "remove", changes, by=by)
    label.delete()
    return edit


def _locked(label: Label) -> Label:
    """Raises LabelChanged for a label that is gone."""
    found = Label.objects.select_for_update(of=("self",)).filter(pk=label.pk).first()
    if found is None:
        raise LabelChanged
    return found


def _changes(label: Label, into: Label | None) -> Changes:
    ids = list(bearing(label).order_by("pk").values_list("pk", flat=True))
    if label.sort != Sort.TAG:
        after = into.pk if into else None
        return {pk: {label.sort: [label.pk, after]} for pk in ids}
    bears_both = set(bearing(into).values_list("pk", flat=True)) if into else set(ids)
    return {
        pk: {"removed": [label.pk]}
        | ({"added": [into.pk]} if into and pk not in bears_both else {})
        for pk in ids
    }


def _kept(
    label: Label, verb: str, changes: Changes, *, by: User, to: str = "", into: int | None = None
) -> BulkEdit:
    asked = {"verb": verb, "id": label.pk, "sort": label.sort, "name": label.name}
    return BulkEdit.objects.create(
        course_id=label.course_id,
        steps={"label": asked | {"to": to, "into": into}},
        changes={str(pk): change for pk, change in changes.items()},
        count=bearing(label).count() if verb == "rename" else len(changes),
        by=by,
    )


def take_back(edit: BulkEdit) -> None:
    """Before its questions are as they were: the label is again what it was. Raises LabelTaken
    where another label has its name by now."""
    asked: Mapping[str, Any] | None = edit.steps.get("label")
    if asked is None:
        return
    rows = Label.objects.filter(course=edit.course_id, sort=asked["sort"])
    if rows.filter(folded=fold(asked["name"])).exclude(pk=asked["id"]).exists():
        raise LabelTaken
    values = {"name": asked["name"], "folded": fold(asked["name"])}
    if asked["verb"] == "rename":
        renamed = rows.filter(pk=asked["id"], folded=fold(asked["to"])).update(**values)
        if not renamed:
            raise LabelTaken
    else:
        Label.objects.create(pk=asked["id"], course_id=edit.course_id, sort=asked["sort"], **values)
