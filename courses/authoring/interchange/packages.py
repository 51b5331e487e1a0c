"""What becomes of an uploaded package: received, checked, confirmed, imported, or thrown away."""

import uuid
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from content.interchange.problems import Found, Problem
from content.interchange.process import read_in_child
from content.interchange.reading import Package
from courses.authoring.interchange.documents import fingerprint
from courses.authoring.interchange.errors import NotExportable, NoWayBack
from courses.authoring.interchange.exporting import export_course
from courses.authoring.interchange.models import CoursePackage
from courses.authoring.interchange.services import Outcome, import_read
from courses.authoring.interchange.wording import in_order, tell
from courses.authoring.uploads.services import tidy_filename
from courses.catalog.models import Course
from courses.catalog.queries import courses_for_staff
from courses.outbox.services import enqueue
from courses.people.models import User

CHECK_TASK = "authoring.check_package"
IMPORT_TASK = "authoring.import_package"
State = CoursePackage.State


def receive_package(
    file: UploadedFile[Any], *, by: User, slug: str, update: Course | None
) -> CoursePackage:
    """Keeps the file and orders its check. What the person brought before and did not import goes:
    one package is on the table at a time."""
    for earlier in CoursePackage.objects.filter(
        uploaded_by=by, state__in=(State.REFUSED, State.CHECKED)
    ):
        throw_away(earlier)
    package = CoursePackage(
        filename=tidy_filename(file.name or ""),
        size=file.size or 0,
        uploaded_by=by,
        slug=slug,
        update=update,
    )
    package.file.save(f"{uuid.uuid4().hex}.zip", file, save=False)
    with transaction.atomic():
        package.save()
        enqueue(CHECK_TASK, lane="long", package_id=package.pk)
    return package


def throw_away(package: CoursePackage) -> None:
    if package.file:
        package.file.delete(save=False)
    package.delete()


def check_package(package_id: int) -> None:
    """Reads the zip and tells what importing it would do. Safe to repeat and to kill."""
    row = _row(package_id)
    if row is None or row.state != State.WAITING:
        return
    package, problems = _read(row)
    outcome = _tried(row, package, problems)
    basis = fingerprint(row.update) if row.update else ""
    waiting = CoursePackage.objects.filter(pk=row.pk, state=State.WAITING)
    waiting.update(basis=basis, **_kept(outcome))


@transaction.atomic
def confirm(package: CoursePackage) -> None:
    """Twice pressed is once done."""
    rows = CoursePackage.objects.filter(pk=package.pk, state=State.CHECKED)
    if rows.update(state=State.CONFIRMED):
        enqueue(IMPORT_TASK, lane="long", package_id=package.pk)


def import_confirmed(package_id: int) -> None:
    """Imports a confirmed package, once. Where the course was changed since the person looked, it
    is shown again instead. Safe to repeat and to kill: course and state commit together."""
    row = _row(package_id)
    if row is None or row.state != State.CONFIRMED or row.uploaded_by is None:
        return
    package, problems = _read(row)
    if row.update is not None and fingerprint(row.update) != row.basis:
        _look_again(row, _tried(row, package, problems))
        return
    before = _before(row.update)
    with transaction.atomic():
        row = CoursePackage.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if row.state != State.CONFIRMED:
            return
        outcome = _tried(row, package, problems, is_trial=False)
        kept = _kept(outcome) | {"course": outcome.course}
        CoursePackage.objects.filter(pk=row.pk).update(**kept)
    if outcome.course is not None:
        _keep_way_back(row, before)


def _before(course: Course | None) -> bytes:
    """The draft that is about to change, as a package; b"" where it cannot be one."""
    if course is None:
        return b""
    try:
        return export_course(course)
    except NotExportable:
        return b""


def _keep_way_back(row: CoursePackage, before: bytes) -> None:
    """In the place of what was imported; one for each course and person, the newest."""
    earlier = CoursePackage.objects.filter(
        state=State.IMPORTED, update=row.update_id, uploaded_by=row.uploaded_by_id
    )
    for one in earlier.exclude(file="") if row.update_id else (row,):
        one.file.delete(save=False)
        CoursePackage.objects.filter(pk=one.pk).update(file="")
    if before:
        row.file.save(f"{uuid.uuid4().hex}.zip", ContentFile(before), save=False)
        CoursePackage.objects.filter(pk=row.pk).update(file=row.file.name)


def take_back(package: CoursePackage, *, by: User) -> CoursePackage:
    """The draft as it was before an import over it, brought as a package: checked, shown and
    confirmed as any other. Raises NoWayBack."""
    if not package.has_way_back or package.update is None:
        raise NoWayBack
    try:
        with package.file.open("rb") as stored:
            data = stored.read()
    except OSError as error:
        raise NoWayBack from error
    name = _("Before %(filename)s") % {"filename": package.filename}
    file = SimpleUploadedFile(name, data)
    return receive_package(file, by=by, slug="", update=package.update)


def _look_again(row: CoursePackage, outcome: Outcome) -> None:
    found = Found()
    found.notice("changed_meanwhile")
    kept = _kept(outcome)
    kept["told"] = [tell(found.problems[0]).to_json(), *kept["told"]]
    basis = fingerprint(row.update) if row.update else ""
    CoursePackage.objects.filter(pk=row.pk, state=State.CONFIRMED).update(basis=basis, **kept)


def _row(package_id: int) -> CoursePackage | None:
    rows = CoursePackage.objects.select_related("update", "uploaded_by")
    return rows.filter(pk=package_id).first()


def _read(row: CoursePackage) -> tuple[Package, list[Problem]]:
    try:
        return read_in_child(Path(row.file.path))
    except (FileNotFoundError, ValueError):
        return Package(), [Problem("gone")]


def _tried(
    row: CoursePackage, package: Package, problems: list[Problem], *, is_trial: bool = True
) -> Outcome:
    """Only over a course that the person still teaches."""
    found = Found()
    found.problems += problems
    by, update = row.uploaded_by, row.update
    if update is not None and (
        by is None or not courses_for_staff(by).filter(pk=update.pk).exists()
    ):
        found.add("not_yours")
    if found.errors:
        return Outcome(in_order([tell(problem) for problem in found.problems]))
    return import_read(package, found, by=by, slug=row.slug, update=update, is_trial=is_trial)


def _kept(outcome: Outcome) -> dict[str, Any]:
    """The fields of the row."""
    state = State.REFUSED if outcome.errors else State.CHECKED
    if outcome.course is not None:
        state = State.IMPORTED
    changes = [[one.fate, one.what, one.key] for one in outcome.changes]
    kept: dict[str, Any] = {
        "told": [told.to_json() for told in outcome.told],
        "changes": changes,
        "state": state,
    }
    return kept | ({"slug": outcome.slug} if outcome.slug else {})
