"""A course copied whole, questions and quizzes too, as a new draft: by what an export holds."""

from django.db import transaction

from content.interchange.problems import Found
from courses.authoring.interchange.documents import documents_of
from courses.authoring.interchange.loading import write_files
from courses.catalog.library_files import CourseFiles, LanguageFile
from courses.catalog.models import Course
from courses.catalog.services import create_course
from courses.people.models import User


@transaction.atomic
def duplicate_course(course: Course, *, by: User | None, title: str | None = None) -> Course:
    """Keys stay; editions, learners, results and the history of texts stay behind.

    Raises NotExportable and NotImportable.
    """
    documents = documents_of(course)
    language = course.languages[0]
    title = title or course.titles.get(language, "")
    copy = create_course(title=title, language=language, by=by)
    documents.fronts[language]["title"] = title
    texts = {
        code: LanguageFile(front, dict(documents.bodies[code]))
        for code, front in documents.fronts.items()
    }
    pictures = {name.removeprefix("pictures/"): data for name, data in documents.files.items()}
    data = {**documents.data, "slug": copy.slug}
    write_files(copy, CourseFiles(data, texts, pictures, is_whole=True), Found(), by=by)
    copy.refresh_from_db()
    return copy
