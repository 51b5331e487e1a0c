"""Whether the passage that a word is credited to says what the word means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from content.models import Passage, Report
from courses.catalog.aids.models import Term
from courses.catalog.models import Course

Source = dict[str, Any]


def telling(term: Term, said: dict[int, str] | None = None) -> list[Source]:
    """Its sources but for passages that do not say, in any language, what the word means. `said`
    are the passages' texts, where they are known; else a query."""
    said = _said([term]) if said is None else said
    meanings = [_plain(text) for text in term.texts.values() if text.strip()]
    found = {
        passage
        for passage, text in said.items()
        if any(meaning in _plain(text) for meaning in meanings)
    }
    return [one for one in term.sources if not one["passage"] or one["passage"] in found]


def falsely_credited(course: Course) -> list[Term]:
    """Words of the draft none of whose passages says what they mean, though they have a meaning in
    the language of their report: somebody typed it, and the report did not say it. One query, two
    more where words have sources."""
    rows = Term.objects.filter(course=course, removed_at=None).exclude(sources=[])
    terms = [term for term in rows if any(source.get("passage") for source in term.sources)]
    if not terms:
        return []
    languages, said = _languages(terms), _said(terms)
    return [
        term
        for term in terms
        if _is_explained_in(term, languages)
        and not any(source["passage"] for source in telling(term, said))
    ]


def _is_explained_in(term: Term, languages: dict[str, str]) -> bool:
    """A meaning in another language than the report's is a translation: nobody can tell."""
    spoken = {languages.get(str(source.get("report"))) for source in term.sources}
    return any(text.strip() and _base(code) in spoken for code, text in term.texts.items())


def _base(language: str) -> str:
    return language.split("-")[0]


def _languages(terms: Iterable[Term]) -> dict[str, str]:
    """{report: its language}, as courses call languages."""
    slugs = {str(source.get("report")) for term in terms for source in term.sources}
    rows = Report.objects.filter(slug__in=slugs).values_list("slug", "language")
    return {slug: _base(language) for slug, language in rows}


def _said(terms: Iterable[Term]) -> dict[int, str]:
    wanted = {source["passage"] for term in terms for source in term.sources if source["passage"]}
    rows = Passage.objects.filter(pk__in=wanted) if wanted else Passage.objects.none()
    return dict(rows.values_list("pk", "text"))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .")
