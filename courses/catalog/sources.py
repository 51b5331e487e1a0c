"""What the source tokens of a block stand for: passages of reports, else a course's own list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from content.models import Passage
from courses.catalog.models import Course, in_language
from courses.catalog.passages import place_of
from courses.catalog.queries import reports_for_user
from courses.people.models import User


@dataclass(frozen=True, slots=True)
class Token:
    """ "a-76-121/18" cut in two."""

    name: str
    locator: str

    @classmethod
    def parse(cls, raw: str) -> "Token":
        name, _, locator = raw.partition("/")
        return cls(name, locator)


def resolve_sources(
    raw_tokens: Iterable[str], course: Course, language: str, *, author: User | None
) -> dict[str, dict[str, Any]]:
    """{token: what LessonVersion.blocks keeps of a source}; at most two queries.

    An author cites only reports that they may read: whoever edits a course reads what it cites,
    so a guessed address would open another's upload. None: the library and commands cite any.
    """
    tokens = {raw: Token.parse(raw) for raw in raw_tokens}
    passages = _passages(tokens.values(), course, author)
    found = {}
    for raw, token in tokens.items():
        passage = passages.get((token.name, token.locator))
        if passage is not None:
            found[raw] = _from_passage(passage, token)
        else:
            found[raw] = _from_list(token, course, language)
    return found


def _passages(
    tokens: Iterable[Token], course: Course, author: User | None
) -> dict[tuple[str, str], Passage]:
    """By (name as written, key). A source of the course may be a report that we hold."""
    wanted = list(tokens)
    names = {token.name for token in wanted}
    hashes = {
        source["sha256"]: name
        for name, source in course.sources.items()
        if name in names and source.get("sha256")
    }
    if not wanted:
        return {}
    keys = {token.locator for token in wanted}
    rows = Passage.objects.select_related("report").filter(key__in=keys)
    if author is not None:
        rows = rows.filter(report__in=reports_for_user(author))
    by_slug = rows.filter(report__slug__in=names)
    found = {(passage.report.slug, passage.key): passage for passage in by_slug}
    if hashes:
        for passage in rows.filter(report__sha256__in=hashes):
            found.setdefault((hashes[passage.report.sha256], passage.key), passage)
    return found


def _from_passage(passage: Passage, token: Token) -> dict[str, Any]:
    return {
        "label": f"{passage.report.short_name} {place_of(passage)}".strip(),
        "passage": passage.pk,
        "report": passage.report.slug,
        "source": None if token.name == passage.report.slug else token.name,
        "locator": passage.key,
        "page": passage.page,
    }


def _from_list(token: Token, course: Course, language: str) -> dict[str, Any]:
    source = course.sources.get(token.name)
    name = source_name(token.name, source, language)
    return {
        "label": f"{name} {locator_label(token.locator)}".strip(),
        "passage": None,
        "report": None,
        "source": token.name if source is not None else None,
        "locator": token.locator,
        "page": None,
    }


def source_name(key: str, source: dict[str, Any] | None, language: str) -> str:
    """How the margin calls a source: its short name, symbol, or institution and year."""
    if source is None:
        return key
    short = source.get("short")
    if isinstance(short, dict):
        return in_language(short, language, [])
    if short or source.get("symbol"):
        return str(short or source["symbol"])
    if source.get("institution") and source.get("year"):
        return f"{source['institution']} {source['year']}"
    return key.upper()


def locator_label(locator: str) -> str:
    """ "18" is a paragraph; "art._2" is read as it stands."""
    return f"¶{locator}" if locator.isdigit() else locator.replace("_", " ")


def is_resolved(source: dict[str, Any]) -> bool:
    return source["passage"] is not None or source["source"] is not None
