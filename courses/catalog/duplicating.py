"""A course copied whole: texts, pictures and structure, as a new draft."""

from django.db import transaction

from courses.catalog.aids.services import copy_aids
from courses.catalog.lessons import save_lesson
from courses.catalog.models import Course, LessonVersion, Module, Picture
from courses.catalog.queries import newest_versions
from courses.catalog.structure import add_lesson, add_module
from courses.people.models import User

COPIED = (
    "languages", "summaries", "objectives", "sources", "level", "hours", "cover", "cover_alt",
    "licence",
)  # fmt: skip


@transaction.atomic
def copy_contents(original: Course, copy: Course, by: User | None) -> None:
    """Fills a new course from another. Keys stay; the history begins anew."""
    for name in COPIED:
        setattr(copy, name, getattr(original, name))
    copy.save()
    pictures = _copy_pictures(original, copy)
    copy_aids(original, copy)
    for module in original.modules.filter(removed_at=None):
        _copy_module(module, copy, pictures, by)


def _copy_pictures(original: Course, copy: Course) -> dict[str, str]:
    """{key of a picture: key of its copy}."""
    keys = {}
    for picture in original.pictures.all():
        twin = Picture.objects.create(
            course=copy,
            file=picture.file.name,
            alt=picture.alt,
            for_questions=picture.for_questions,
            width=picture.width,
            height=picture.height,
        )
        keys[str(picture.key)] = str(twin.key)
    return keys


def _copy_module(module: Module, course: Course, pictures: dict[str, str], by: User | None) -> None:
    twin = add_module(course, module.titles, key=module.key)
    twin.summaries = module.summaries
    twin.save(update_fields=["summaries"])
    lessons = module.lessons.filter(removed_at=None)
    versions: dict[int, list[LessonVersion]] = {}
    for version in newest_versions(lessons):
        versions.setdefault(version.lesson_id, []).append(version)
    for lesson in lessons.order_by("position", "pk"):
        target = add_lesson(twin, key=lesson.key)
        for version in versions.get(lesson.pk, []):
            save_lesson(
                target,
                language=version.language,
                title=version.title,
                body=_with_pictures(version.body, pictures),
                objectives=version.objectives,
                minutes=version.minutes,
                notice=version.notice,
                author=by,
            )


def _with_pictures(body: str, keys: dict[str, str]) -> str:
    for old, new in keys.items():
        body = body.replace(f"/pictures/{old}", f"/pictures/{new}")
    return body
