"""Is this certificate ours, and does it stand?"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.certificates.codes import grouped
from courses.certificates.queries import by_code, completed_on


class Command(BaseCommand):
    help = "Prints name, course, date and state of a certificate; exits 1 unless it stands."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, code: str, **options: Any) -> None:
        certificate = by_code(code)
        if certificate is None:
            raise CommandError(f"No certificate has the code {code}.")
        facts = {
            "code": grouped(certificate.code),
            "name": certificate.holder,
            "course": certificate.course_title,
            "date": completed_on(certificate).isoformat(),
            "status": "revoked" if certificate.revoked_at else "valid",
        }
        as_lines = "\n".join(f"{name}: {value}" for name, value in facts.items())
        self.stdout.write(json.dumps(facts, ensure_ascii=False) if options["json"] else as_lines)
        if certificate.revoked_at:
            raise CommandError("This certificate was revoked.")
