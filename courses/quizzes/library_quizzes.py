"""Loads a quiz of a course's files: every setting that there is, by the model's own fields."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from courses.catalog.errors import LibraryError
from courses.catalog.library_files import CourseFiles
from courses.catalog.models import Course, Module
from courses.quizzes import services
from courses.quizzes.errors import BadSettings
from courses.quizzes.models import Quiz
from courses.quizzes.quiz_settings import QuizSettings

# {field: name in a language file}: what is said in each language.
IN_LANGUAGES = {"titles": "title", "instructions": "instructions", "honour": "honour"}
# {field: name in course.yaml} where they are not the same.
RENAMED = {"attempts_allowed": "attempts"}
MOMENTS = ("opens_at", "closes_at")
# The place among the quizzes says the first, `before` or `after` the second; the third names other
# quizzes, which must be there before.
PLACED = ("position", "before_lessons", "requires")
_FIELDS = [field for field in QuizSettings._meta.get_fields() if hasattr(field, "attname")]
PLAIN = {
    field.name: RENAMED.get(field.name, field.name)
    for field in _FIELDS
    if field.name not in (*IN_LANGUAGES, *PLACED)
}
"""{field of QuizSettings: name in course.yaml}"""


def default_of(name: str) -> Any:
    """What a quiz has where nobody set anything."""
    return getattr(Quiz(), name)


def load_quiz(course: Course, entry: Mapping[str, Any], position: int, files: CourseFiles) -> Quiz:
    """The quiz of an entry with its settings, without its questions. Raises LibraryError."""
    settings = _plain(entry, is_whole=files.is_whole) | {
        "titles": _texts(files, entry, "title"),
        "instructions": _texts(files, entry, "instructions"),
        "position": position,
        "before_lessons": "before" in entry,
        "module": _module(course, entry),
    }
    honour = _texts(files, entry, "honour")
    if files.is_whole or any(honour.values()):
        settings["honour"] = honour if any(honour.values()) else {}
    quiz = Quiz.objects.filter(course=course, key=entry["key"]).first()
    try:
        if quiz is None:
            return services.create_quiz(course, key=entry["key"], **settings)
        if quiz.removed_at is not None:
            quiz.removed_at = None
            quiz.save(update_fields=["removed_at"])
        return services.update_quiz(quiz, **settings)
    except BadSettings as error:
        raise _refused(course, entry, position, error) from error


def load_requires(quiz: Quiz, entry: Mapping[str, Any], *, is_whole: bool) -> None:
    """What comes first, once all quizzes are there. Raises LibraryError."""
    if not is_whole and "requires" not in entry:
        return
    requires = [dict(one) for one in entry.get("requires") or ()]
    if quiz.requires == requires:
        return
    try:
        services.update_quiz(quiz, requires=requires)
    except BadSettings as error:
        raise _refused(quiz.course, entry, quiz.position, error) from error


def _refused(
    course: Course, entry: Mapping[str, Any], position: int, error: BadSettings
) -> LibraryError:
    said = f"{course.slug}: {entry['key']}: {error}"
    return LibraryError(said, file="course.yaml", path=("quizzes", position, "key"))


def _plain(entry: Mapping[str, Any], *, is_whole: bool) -> dict[str, Any]:
    found = {}
    for field, name in PLAIN.items():
        if name in entry:
            found[field] = _moment(entry[name]) if field in MOMENTS else entry[name]
        elif is_whole or name == "attempts":
            found[field] = default_of(field)
    return found


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _module(course: Course, entry: Mapping[str, Any]) -> Module | None:
    key = entry.get("before", entry.get("after", ""))
    module = course.modules.filter(key=key, removed_at=None).first()
    if key and module is None:
        raise LibraryError(f"{course.slug}: {entry['key']}: there is no module {key!r}")
    return module


def _texts(files: CourseFiles, entry: Mapping[str, Any], name: str) -> dict[str, str]:
    """Of one name, in each language."""
    key, texts = entry["key"], {}
    for code, front in files.fronts.items():
        words = (front.get("quizzes") or {}).get(key)
        if words is None and not files.is_whole:
            raise LibraryError(f"{course_of(files)}: {key}: no text in {code}")
        texts[code] = (words or {}).get(name, "")
    return texts


def course_of(files: CourseFiles) -> str:
    return str(files.data["slug"])
