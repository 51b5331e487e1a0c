"""A module as what must be read before a quiz."""

from django.urls import reverse

from courses.catalog.outline import OutlineModule
from courses.catalog.queries import outline_of_rows
from courses.learning.editions import contents_of
from courses.learning.models import LessonProgress
from courses.people.models import User
from courses.quizzes.gates.requirements import LESSONS, Step
from courses.quizzes.models import QuizEdition


def find(user: User, published: QuizEdition, keys: list[str]) -> dict[str, Step]:
    """{module key: Step} of the modules in the same edition. One query, or two more the first time
    that this process meets the edition."""
    course, edition = published.quiz.course, published.edition
    read = LessonProgress.objects.filter(user=user, course=course, read_at__isnull=False)
    done = set(read.values_list("lesson", flat=True))
    modules = outline_of_rows(edition, contents_of(edition).lessons, user.language).modules
    return {
        module.key: Step(
            kind=LESSONS,
            title=module.title,
            url=_next_of(course.slug, module, done),
            done=sum(lesson.id in done for lesson in module.lessons),
            total=len(module.lessons),
        )
        for module in modules
        if module.key in keys
    }


def _next_of(slug: str, module: OutlineModule, done: set[int]) -> str:
    """The lesson to go on with."""
    unread = (lesson for lesson in module.lessons if lesson.id not in done)
    lesson = next(unread, None)
    if lesson is None:
        return reverse("home:course", args=[slug])
    return reverse("learning:lesson", args=[slug, lesson.key])
