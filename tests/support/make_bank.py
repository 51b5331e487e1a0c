"""What a question bank holds besides its questions, for tests of its pages."""

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank.bulk import change_many
from courses.quizzes.bank.models import Label, Likeness
from courses.quizzes.bank.remarks import add_comment


def of_bank(course: Course, by: User) -> dict[str, int | str]:
    """{name in an address: id} of a comment, a change of many, a pair that is alike, a label; and
    the key of a quiz.

    The comment stands on the course's first question.
    """
    first, second = course.questions.order_by("pk")[:2]
    rows = course.questions.filter(pk=first.pk)
    edit = change_many(course, rows, {"difficulty": 2}, by=by, expected=1)
    pair = Likeness.objects.create(course=course, first=first, second=second, percent=90)
    comment = add_comment(first, "Is this so?", by=by)
    label = Label.objects.create(course=course, sort="tag", name="Sea", folded="sea")
    found = {"comment": comment.pk, "edit": edit.pk, "pair": pair.pk, "label": label.pk}
    return found | {"quiz": course.quizzes.order_by("pk")[0].key}
