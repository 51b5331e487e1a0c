"""Tags, topics and objectives: a course's own words, told apart without case and accents."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from courses.catalog.models import Course
from courses.quizzes.bank.models import Label, QuestionTag
from courses.quizzes.bank.search import fold
from courses.quizzes.models import Question

LONGEST = 200
MOST_TAGS = 20
Sort = Label.Sort


@dataclass(frozen=True, slots=True)
class Labels:
    """What a question is labelled with, by name."""

    tags: tuple[str, ...] = ()
    topic: str = ""
    objective: str = ""
    difficulty: int | None = None


def tidy(name: str) -> str:
    """A label's name as it is kept: on one line, without what cannot be seen."""
    return " ".join("".join(c for c in name if c.isprintable() or c.isspace()).split())[:LONGEST]


def label_named(course: Course, sort: str, name: str) -> Label | None:
    """The course's label of that name, made when it is new; None for an empty name."""
    name = tidy(name)
    folded = fold(name)
    if not folded:
        return None
    found, _made = Label.objects.get_or_create(
        course=course, sort=sort, folded=folded, defaults={"name": name}
    )
    return found


def labels_of(question: Question) -> Labels:
    tags = question.tagged.order_by("label__folded").values_list("label__name", flat=True)
    return Labels(
        tuple(tags),
        question.topic.name if question.topic else "",
        question.objective.name if question.objective else "",
        question.difficulty,
    )


def set_labels(question: Question, labels: Labels) -> bool:
    """Labels the question so, and with nothing else; False when it was labelled so before."""
    course = question.course
    topic = label_named(course, Sort.TOPIC, labels.topic)
    objective = label_named(course, Sort.OBJECTIVE, labels.objective)
    after = (_id(topic), _id(objective), labels.difficulty)
    before = (question.topic_id, question.objective_id, question.difficulty)
    if before != after:
        question.topic_id, question.objective_id, question.difficulty = after
        question.save(update_fields=["topic", "objective", "difficulty"])
    return _set_tags(question, labels.tags[:MOST_TAGS]) or before != after


def _id(label: Label | None) -> int | None:
    return label.pk if label is not None else None


def _set_tags(question: Question, names: Iterable[str]) -> bool:
    wanted = {tag.pk for tag in tags_named(question.course, names)}
    had = set(question.tagged.values_list("label_id", flat=True))
    question.tagged.filter(label_id__in=had - wanted).delete()
    add_tags([question.pk], wanted - had)
    return wanted != had


def tags_named(course: Course, names: Iterable[str]) -> list[Label]:
    found = [label_named(course, Sort.TAG, name) for name in names]
    return [tag for tag in found if tag is not None]


def add_tags(questions: Sequence[int], tags: Collection[int]) -> None:
    QuestionTag.objects.bulk_create(
        (QuestionTag(question_id=pk, label_id=tag) for pk in questions for tag in tags),
        ignore_conflicts=True,
        batch_size=400,
    )
