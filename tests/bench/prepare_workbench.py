"""Run inside the measured site: the plans of two reports, one of 3 pages, one of 300 with 2,000
headings, and an instructor with a session.

Prints {"cookies", "plans": [{"pk", "section", "lesson", "module"}]}.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.db import connection

from courses.authoring.plans.services import plan_for
from courses.people.models import User
from tests.bench.people import cookies_of, person
from tests.support.make_large_reports import large_report

SHAPES = ({"pages": 3, "headings": 20}, {"pages": 300, "headings": 2_000})


def main() -> None:
    by = person("workbench")
    User.objects.filter(pk=by.pk).update(is_instructor=True)
    by.refresh_from_db()
    made = []
    for shape in SHAPES:
        report = large_report(**shape)
        plan = plan_for(report, by)
        first = plan.modules[0]["lessons"][0]
        section = report.sections.order_by("position").first()
        assert section is not None
        made.append(
            {
                "pk": plan.pk,
                "section": section.pk,
                "lesson": first["id"],
                "module": plan.modules[0]["id"],
            }
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    json.dump({"cookies": cookies_of(by), "plans": made}, sys.stdout)


if __name__ == "__main__":
    main()
