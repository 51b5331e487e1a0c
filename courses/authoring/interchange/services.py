"""A package comes in: read, checked, tried, and only then kept; or it changes nothing at all."""

from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction

from content.interchange.problems import Found
from content.interchange.process import read_in_child
from content.interchange.reading import Package
from courses.authoring.interchange.checking import check_package
from courses.authoring.interchange.comparing import Change, changes_between
from courses.authoring.interchange.documents import Documents, documents_of
from courses.authoring.interchange.errors import NotExportable, NotImportable
from courses.authoring.interchange.loading import new_course, write_course
from courses.authoring.interchange.wording import Told, in_order, tell
from courses.catalog.models import Course
from courses.people.models import User


@dataclass(frozen=True, slots=True)
class Outcome:
    """`course` is null where nothing was written: there are errors, or it was a trial.

    `slug` is the address that the course has, or would have.
    """

    told: list[Told] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    slug: str = ""
    course: Course | None = None

    @property
    def errors(self) -> list[Told]:
        return [one for one in self.told if not one.is_notice]

    @property
    def notices(self) -> list[Told]:
        return [one for one in self.told if one.is_notice]


def import_package(
    path: Path,
    *,
    by: User | None,
    slug: str = "",
    update: Course | None = None,
    is_trial: bool = False,
) -> Outcome:
    """The course in the zip at `path`, as a new one under `slug` (else its own address) or over
    the draft of `update`; a trial takes everything back and tells what it would have done.

    Errors are told by file and line, all at once, and then nothing is changed.
    """
    package, problems = read_in_child(path)
    found = Found()
    found.problems += problems
    if found.errors:
        return Outcome(in_order([tell(problem) for problem in found.problems]))
    return import_read(package, found, by=by, slug=slug, update=update, is_trial=is_trial)


def import_read(
    package: Package,
    found: Found,
    *,
    by: User | None,
    slug: str = "",
    update: Course | None = None,
    is_trial: bool = False,
) -> Outcome:
    """As import_package, of a package that was read; `found` holds what reading noticed."""
    address = update.slug if update else slug or package.data["slug"]
    if update is None and Course.objects.filter(slug=address).exists():
        place = package.at("course.yaml", ("slug",))
        found.add("slug_taken", "course.yaml", *place, slug=address)
    check_package(package, found, update)
    course, changes = None, list[Change]()
    if not found.errors:
        try:
            course, changes = _write(package, found, by, address, update, is_trial=is_trial)
        except NotImportable as error:
            place = package.at(error.file, error.path) if error.path else (0, 0)
            found.add(error.code, error.file, *place, **error.details)
    told = in_order([tell(problem) for problem in found.problems])
    return Outcome(told, changes, address, course)


def _write(
    package: Package,
    found: Found,
    by: User | None,
    address: str,
    update: Course | None,
    *,
    is_trial: bool,
) -> tuple[Course | None, list[Change]]:
    before = documents_of(update) if update else Documents()
    stored, new, changes = _stored(update), set[str](), list[Change]()
    try:
        with transaction.atomic():
            course = new_course(address, by=by) if update is None else _locked(update)
            try:
                write_course(course, package, found, by=by)
                changes = changes_between(before, documents_of(course))
            except (NotImportable, NotExportable):
                new = _stored(course) - stored
                raise
            new = _stored(course) - stored
            transaction.set_rollback(is_trial)
    except NotExportable as error:
        _throw_away(new)
        raise NotImportable("as_told", message=str(error)) from error
    except NotImportable:
        _throw_away(new)
        raise
    if is_trial:
        _throw_away(new)
        return None, changes
    return course, changes


def _locked(course: Course) -> Course:
    return Course.objects.select_for_update().get(pk=course.pk)


def _stored(course: Course | None) -> set[str]:
    """Names of the files that a course holds."""
    if course is None:
        return set()
    course.refresh_from_db(fields=["cover"])
    names = {str(course.cover.name)} if course.cover else set()
    return names | set(course.pictures.values_list("file", flat=True))


def _throw_away(names: set[str]) -> None:
    """What was taken back in the database leaves no file behind."""
    for name in names:
        default_storage.delete(name)
