"""The terms and abbreviations of stored reports, kept beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from content.models import Passage, Report, ReportTerms
from content.terms.abbreviations import Abbreviation, defined
from content.terms.definitions import Definition, definitions_of
from content.terms.key_terms import Term, listed_first, terms_of
from content.terms.words import list_digest

# Goes up when the same lists would find something else.
RULES = 5


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """Of one report or several; every `place` is the id of a passage."""

    terms: tuple[Term, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    definitions: tuple[tuple[str, Definition], ...] = ()


def edition(language: str) -> str:
    return f"{RULES}-{list_digest()}-{language[:2]}"


def own_terms(reports: Collection[int]) -> OwnTerms:
    """What is kept of these reports; found first where nothing is, or by older lists."""
    found = ReportTerms.objects.filter(report__in=reports).select_related("report")
    rows = {row.report_id: row for row in found}
    for pk in reports:
        if pk not in rows or rows[pk].edition != edition(rows[pk].report.language):
            rows[pk] = find_terms(pk)
    return _together([rows[pk] for pk in sorted(rows)])


def find_terms(report_id: int) -> ReportTerms:
    """Finds and keeps them. Safe to repeat; twice at once is the same twice."""
    report = Report.objects.get(pk=report_id)
    passages = list(
        Passage.objects.filter(report=report)
        .exclude(kind="footnote")
        .order_by("position")
        .values_list("pk", "text")
    )
    ids, texts = [pk for pk, _ in passages], [text for _, text in passages]
    language = report.language[:2]
    terms = listed_first(terms_of(texts, language), texts, language)
    meanings = definitions_of([term.form for term in terms], texts, language)
    fields = {
        "edition": edition(language),
        "terms": [
            [
                term.form,
                list(term.key),
                term.value,
                [[ids[at], n] for at, n in term.places],
                term.is_listed,
            ]
            for term in terms
        ],
        "abbreviations": [
            [one.short, one.long, ids[one.place]] for one in defined(texts, language)
        ],
        "definitions": {form: [one.text, ids[one.place]] for form, one in meanings.items()},
    }
    row, _ = ReportTerms.objects.update_or_create(report=report, defaults=fields)
    return row


def _together(rows: Iterable[ReportTerms]) -> OwnTerms:
    """The same term of several reports is one; a term or abbreviation means what it does first."""
    terms: dict[tuple[str, ...], Term] = {}
    shorts: dict[str, Abbreviation] = {}
    meanings: dict[str, Definition] = {}
    for row in rows:
        for form, stems, value, places, *more in row.terms:
            key, own = tuple(stems), tuple((pk, times) for pk, times in places)
            known = terms.get(key)
            before = known.places if known else ()
            worth = value + (known.value if known else 0)
            is_listed = any(more) or bool(known and known.is_listed)
            terms[key] = Term(known.form if known else form, key, worth, before + own, is_listed)
        for short, long, passage in row.abbreviations:
            shorts.setdefault(short, Abbreviation(short, long, passage))
        for form, (text, passage) in row.definitions.items():
            meanings.setdefault(form, Definition(text, passage))
    return OwnTerms(tuple(terms.values()), tuple(shorts.values()), tuple(meanings.items()))
