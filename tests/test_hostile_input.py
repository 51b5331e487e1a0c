"""Every address of the site, given what no page of ours sends: no answer is a failure of ours."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.support.make_world import World
from tests.test_access import PAGES, _its_files, address, there

__all__ = ["_its_files", "there"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_its_files")]

NUMBERS = ("9" * 30, "9" * 5000, "²")
TEXTS = ("a\0b", "\ud800", "‮\r\nBcc: x@example.org", "'\"><script>alert(1)</script>", "%s{0}\\")
# All names that any page of ours sends or reads.
ASKED = (
    "q", "text", "page", "sort", "state", "role", "kind", "task", "status", "words", "course",
    "language", "level", "version", "archived", "removed", "tab", "panel", "of", "rename",
    "passage", "from", "block", "theme", "dir", "looked", "code", "next", "q-path", "q-go", "done",
)  # fmt: skip
SENT = (
    *ASKED, "name", "email", "title", "title_en", "text_en", "body", "body_en", "base", "alt",
    "objectives", "act", "version", "person", "removed", "rows", "addresses", "due", "after",
    "notes", "item", "add", "up", "down", "remove", "points-1", "seen-1", "q1", "step", "revision",
    "before", "action", "choices-rows", "en-stem", "stem", "evidence_lesson", "evidence_block",
    "seen", "reason", "certificate_name", "timezone", "signup", "contact_email", "pass_mark",
    "cover_alt", "licence", "hours", "restore", "is_draft", "slot", "_connector", "pk__in",
    "do", "lesson", "key", "number", "question", "other", "which", "why", "stands",
)  # fmt: skip


def broken(there: World, name: str, values: dict[str, str], method: str) -> Iterator[str]:
    """The statuses that say that we failed."""
    client = there.clients[PAGES[name].by]
    send = client.get if method == "GET" else client.post
    with transaction.atomic():
        response = send(address(there, name), values)
        transaction.set_rollback(True)
    # The page that says whether the site is ready says that no relay runs.
    if response.status_code >= 500 and name != "ready":
        yield f"{method} {name}: {response.status_code}"


@pytest.mark.parametrize(
    "value", [*NUMBERS, *TEXTS[:1], *TEXTS[2:]], ids=lambda value: repr(value)[:12]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_value_breaks_a_page(there: World, method: str, value: str) -> None:
    names = ASKED if method == "GET" else SENT
    pages = [name for name, page in PAGES.items() if method in page.takes]
    found = [
        one for name in pages for one in broken(there, name, dict.fromkeys(names, value), method)
    ]
    assert found == []
