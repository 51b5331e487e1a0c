"""A course's draft as a package: Markdown and YAML in a zip (content/library/README.md)."""

from content.interchange.schema import COURSE, FRONT
from content.interchange.writing import language_text, package, yaml_text
from courses.authoring.interchange.documents import Documents, documents_of
from courses.catalog.models import Course


def export_course(course: Course) -> bytes:
    """The zip. The same course gives the same bytes. Raises NotExportable."""
    return package(files_of(documents_of(course)))


def files_of(documents: Documents) -> dict[str, bytes]:
    """{name: bytes}."""
    made = {"course.yaml": yaml_text(documents.data, COURSE)}
    for code, front in documents.fronts.items():
        text = language_text(yaml_text(front, FRONT), documents.bodies[code])
        made[f"{code}.md"] = text
    return {name: text.encode() for name, text in made.items()} | dict(documents.files)
