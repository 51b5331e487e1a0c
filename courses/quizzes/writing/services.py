"""Keeps what is being written, so that a closed browser loses nothing."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.catalog.models import Course
from courses.people.models import User
from courses.people.nul import without_nul
from courses.quizzes.models import Question
from courses.quizzes.writing.models import Writing

MOST = 400_000  # characters of a form as JSON
DAYS = 90
NOT_KEPT = ("csrfmiddlewaretoken", "action", "page")


@dataclass(frozen=True, slots=True)
class Page:
    """Who writes what: a question, or a new one of `kind`. `token` tells this page from others."""

    author: User
    course: Course
    kind: str
    question: Question | None
    token: str

    @property
    def place(self) -> dict[str, Any]:
        """The one row of this author for this question."""
        if self.question:
            return {"author": self.author, "question": self.question}
        return {
            "author": self.author,
            "course": self.course,
            "kind": self.kind,
            "question": None,
        }


def new_token() -> str:
    return secrets.token_hex(16)


@transaction.atomic
def keep(page: Page, data: Mapping[str, Any]) -> Writing | None:
    """Keeps what the page's fields hold; None when it has been saved already, or is too long."""
    posted = {without_nul(name): value for name, value in data.items() if name not in NOT_KEPT}
    fields = {name: _storable(value) for name, value in posted.items()}
    if not page.token or len(json.dumps(fields)) > MOST:
        return None
    row = Writing.objects.select_for_update().filter(**page.place).first()
    if row and row.page == page.token and row.data is None:
        return None
    return _put(page, fields)


def _storable(value: Any) -> Any:
    return without_nul(value) if isinstance(value, str) else value


def end(page: Page) -> None:
    """What the page held was saved or thrown away; whatever it still sends is not kept."""
    _put(page, None)


def _put(page: Page, data: dict[str, Any] | None) -> Writing:
    row, _created = Writing.objects.update_or_create(
        **page.place,
        defaults={
            "course": page.course,
            "kind": page.kind,
            "page": page.token,
            "data": data,
            "kept_at": timezone.now(),
        },
    )
    return row


def kept_writing(page: Page) -> Writing | None:
    """What this author wrote of this question and has not saved."""
    return Writing.objects.filter(**page.place, data__isnull=False).first()


def forget_old() -> int:
    """Removes what nobody went on with; how many rows."""
    old = timezone.now() - timedelta(days=DAYS)
    return Writing.objects.filter(kept_at__lt=old).delete()[0]
