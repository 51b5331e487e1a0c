"""What `manage.py import_cohort` does."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _

from courses.cohorts.errors import CohortError
from courses.cohorts.importing.applying import apply_plan
from courses.cohorts.importing.planning import Plan, plan_import
from courses.cohorts.importing.reading import read_csv
from courses.cohorts.importing.results import as_json, summary, words_for
from courses.cohorts.services import make_cohort
from courses.people.models import Cohort


def import_cohort(file: str, name: str, options: dict[str, Any], out: OutputWrapper) -> None:
    """Plans, applies unless it is a dry run, and tells; a new name makes a cohort.

    Raises CommandError when there are problems; then nothing was written.
    """
    cohort = Cohort.objects.filter(name=name).first()
    plan = plan_import(read_csv(_bytes(file)), cohort)
    applied = not (options["dry_run"] or plan.problems)
    if applied:
        try:
            apply_plan(plan, cohort or make_cohort(name, by=None))
        except CohortError as error:
            raise CommandError(str(error)) from error
    if options["json"]:
        out.write(json.dumps(as_json(plan, applied=applied), ensure_ascii=False))
    else:
        _tell(plan, out, dry=options["dry_run"])
    if plan.problems:
        raise CommandError(_("Nothing was changed: mend the lines above and try again."))


def _bytes(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


def _tell(plan: Plan, out: OutputWrapper, *, dry: bool) -> None:
    for step in plan.steps if not plan.problems else ():
        out.write(f"{step.row.line}: {step.row.email}: {words_for(step.action)}")
    for problem in plan.problems:
        out.write(str(problem))
    if not plan.problems:
        out.write(summary(plan))
        if dry:
            out.write(_("This was a dry run: nothing was changed."))
