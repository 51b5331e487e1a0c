"""What `manage.py export_course` and `import_course` do."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _

from courses.authoring.interchange.comparing import Fate, counted
from courses.authoring.interchange.errors import NotExportable
from courses.authoring.interchange.exporting import export_course
from courses.authoring.interchange.services import Outcome, import_package
from courses.authoring.interchange.words import fate_word, what_words
from courses.catalog.models import Course


def export_to_file(slug: str, output: Path | None, *, as_json: bool, out: OutputWrapper) -> None:
    """Writes the zip to `output`, else <slug>.zip here. Raises CommandError."""
    course = _course(slug)
    target = output or Path(f"{course.slug}.zip")
    try:
        data = export_course(course)
        target.write_bytes(data)
    except NotExportable as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{target}: {error.strerror}") from error
    told = {"course": course.slug, "file": str(target), "bytes": len(data)}
    out.write(json.dumps(told) if as_json else f"{course.slug}: {target}")


def import_from_file(file: Path, options: Mapping[str, Any], out: OutputWrapper) -> None:
    """Raises CommandError where something is wrong; then nothing was changed."""
    update = _course(options["update"]) if options["update"] else None
    if not file.is_file():
        raise CommandError(_("There is no file %(file)s.") % {"file": file})
    outcome = import_package(
        file, by=None, slug=options["slug"], update=update, is_trial=options["dry_run"]
    )
    if options["json"]:
        out.write(json.dumps(as_json(outcome), ensure_ascii=False))
    else:
        _tell(outcome, out)
    if outcome.errors:
        raise CommandError(_("Nothing was changed: mend this and try again."))


def as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "course": outcome.slug,
        "applied": outcome.course is not None,
        "problems": [told.to_json() for told in outcome.told],
        "changes": [
            {"fate": one.fate, "what": one.what, "key": one.key} for one in outcome.changes
        ],
        "counts": counted(outcome.changes),
    }


def _tell(outcome: Outcome, out: OutputWrapper) -> None:
    for told in outcome.told:
        out.write(str(told))
    if outcome.errors:
        return
    for fate, counts in counted(outcome.changes).items():
        words = ", ".join(what_words(what, count) for what, count in counts.items())
        if words:
            out.write(f"{fate_word(Fate(fate))}: {words}")
    if outcome.course is None:
        out.write(_("This was a dry run: nothing was changed."))
    else:
        out.write(_("%(slug)s: a draft. Nothing published changed.") % {"slug": outcome.slug})


def _course(slug: str) -> Course:
    found = Course.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(_("There is no course “%(slug)s”.") % {"slug": slug})
    return found
