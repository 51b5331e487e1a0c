"""A package written into the draft of a course. Nothing published changes, nothing is deleted."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from content.interchange.problems import Found
from content.interchange.reading import Package
from courses.authoring.guides.services import take_as_made
from courses.authoring.interchange.errors import NotImportable
from courses.catalog.errors import LibraryError, PictureRefused
from courses.catalog.library import fill_course
from courses.catalog.library_files import CourseFiles, LanguageFile
from courses.catalog.models import Course
from courses.catalog.pictures import set_cover
from courses.catalog.services import add_staff
from courses.people.models import User
from courses.quizzes.bank.course_rules import set_rules
from courses.quizzes.bank.errors import NotNow, SayWhy
from courses.quizzes.bank.remarks import waive
from courses.quizzes.bank.services import retire_question
from courses.quizzes.errors import QuizError
from courses.quizzes.library import fill_bank
from courses.quizzes.models import Question, QuestionVersion
from courses.quizzes.services import remove_quiz


def new_course(slug: str, *, by: User | None) -> Course:
    """Without anything in it. Raises NotImportable where the address is taken."""
    if Course.objects.filter(slug=slug).exists():
        raise NotImportable("slug_taken", slug=slug, file="course.yaml", path=("slug",))
    course = Course.objects.create(slug=slug, languages=["en"])
    if by is not None:
        add_staff(course, by)
    return course


def write_course(course: Course, package: Package, found: Found, *, by: User | None) -> None:
    """Part of a transaction: after an error the caller takes everything back.

    What cannot be kept, but keeps nothing else from being imported, is noticed in `found`.
    Raises NotImportable.
    """
    write_files(course, course_files(package), found, by=by)


def write_files(course: Course, files: CourseFiles, found: Found, *, by: User | None) -> None:
    """As write_course."""
    try:
        fill_course(course, files, by)
        _set_cover(course, files)
        fill_bank(course, files, by=by)
        _set_aside(course, files, by)
    except LibraryError as error:
        raise NotImportable(
            "as_told", file=error.file, path=error.path, message=error.message
        ) from error
    except (PictureRefused, QuizError) as error:
        raise NotImportable("as_told", message=str(error)) from error
    _dismiss(course, files, found, by)
    _set_rules(course, files, found, by)
    _note_passages(course, files, found)
    take_as_made(course)
    course.refresh_from_db()


def course_files(package: Package) -> CourseFiles:
    """Languages in the order of course.yaml."""
    texts = {
        code: LanguageFile(package.texts[code].front, package.texts[code].lessons)
        for code in package.data["languages"]
    }
    pictures = {name.removeprefix("pictures/"): data for name, data in package.files.items()}
    return CourseFiles(package.data, texts, pictures, is_whole=True)


def _set_cover(course: Course, files: CourseFiles) -> None:
    cover = files.data.get("cover")
    if cover is None:
        course.cover, course.cover_alt = "", ""
        course.save(update_fields=["cover", "cover_alt"])
        return
    data = files.pictures[cover["file"]]
    if course.cover and _is_same(course, data):
        course.cover_alt = cover.get("alt", "")
        course.save(update_fields=["cover_alt"])
        return
    set_cover(course, io.BytesIO(data), cover.get("alt", ""), keeps_clean=True)


def _is_same(course: Course, data: bytes) -> bool:
    try:
        with course.cover.open("rb") as file:
            return bool(file.read() == data)
    except OSError:
        return False


def _set_aside(course: Course, files: CourseFiles, by: User | None) -> None:
    """What the package does not have: quizzes leave the draft, questions are retired."""
    quizzes = {entry["key"] for entry in files.data.get("quizzes", ())}
    for quiz in course.quizzes.filter(removed_at=None).exclude(key__in=quizzes):
        remove_quiz(quiz)
    questions = {entry["key"] for entry in files.data.get("questions", ())}
    gone = course.questions.exclude(key__in=questions).exclude(status=Question.Status.RETIRED)
    # A stimulus goes after those that refer to it.
    for question in sorted(gone, key=lambda question: question.kind == "stimulus"):
        retire_question(question, by=by)


def _dismiss(course: Course, files: CourseFiles, found: Found, by: User | None) -> None:
    for entry, code, reason in _dismissed(files.data):
        question = course.questions.get(key=entry["key"])
        if question.waivers.filter(code=code, reason=reason).exists():
            continue
        try:
            waive(question, code, reason=reason, by=by)
        except (NotNow, SayWhy):
            found.notice("not_dismissed", "course.yaml", finding=code, key=entry["key"])


def _dismissed(data: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    for entry in data.get("questions", ()):
        for code, reason in (entry.get("dismissed") or {}).items():
            yield entry, code, reason


def _set_rules(course: Course, files: CourseFiles, found: Found, by: User | None) -> None:
    """Last, so that the states of what comes in are as the package has them."""
    data = files.data
    set_rules(
        course,
        by=by,
        evidence_required=bool(data.get("evidence_required")),
        two_person_rule=bool(data.get("two_person_rule")),
    )
    wanted = data.get("prerequisites", [])
    known = {other.slug: other for other in Course.objects.filter(slug__in=wanted)}
    for slug in wanted:
        if slug not in known:
            found.notice("no_prerequisite", "course.yaml", slug=slug)
    course.prerequisites.set([one for one in known.values() if one.pk != course.pk])


def _note_passages(course: Course, files: CourseFiles, found: Found) -> None:
    for entry in files.data.get("questions", ()):
        token = (entry.get("evidence") or {}).get("passage")
        if not token:
            continue
        version = course.questions.get(key=entry["key"]).current_version
        if version is None or version.evidence_passage_id is None:
            found.notice(
                _what_is_kept(version, token), "course.yaml", passage=token, key=entry["key"]
            )


def _what_is_kept(version: QuestionVersion | None, token: str) -> str:
    """Of a passage whose report this site does not hold."""
    if version is not None and version.evidence_lesson_id is not None:
        return "passage_lost"
    return "passage_not_held" if version and version.evidence_block == token else "passage_cut"
