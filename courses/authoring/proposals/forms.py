"""What the page of a lesson's proposals sends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, takewhile

from django import forms
from django.http import QueryDict

from content.planning.values import PlanTerm
from courses.authoring.proposals.queries import OWN_OBJECTIVES, LessonProposals

OWN_WORDS = 2


class ProposalsForm(forms.Form):
    """`all` takes every objective, and every word with a text, ticked or not; `next` leads on."""

    revision = forms.IntegerField(min_value=0)
    all = forms.BooleanField(required=False)
    next = forms.BooleanField(required=False)


def sent_words(data: QueryDict, shown: LessonProposals, *, every: bool) -> list[PlanTerm]:
    """The rows that are ticked, with the text as it was written over; then one's own."""
    ticked = set(data.getlist("word"))
    chosen = [
        word
        for number, word in enumerate(_written(data, shown))
        if str(number) in ticked or (every and word["text"].strip())
    ]
    return chosen + _own_words(data)


def _written(data: QueryDict, shown: LessonProposals) -> list[PlanTerm]:
    """Every row of the page that was sent. Each says its own word: the plan may have moved since,
    and what is proposed now stands in other rows. A passage says only what is proposed here."""
    offered = [row.term for row in shown.words]
    known = {term["term"]: term for term in reversed(offered)}
    names = _numbered(data, "term") or [term["term"] for term in offered]
    rows: list[PlanTerm] = [
        known.get(name, {"term": name, "text": "", "passage": 0}) for name in names
    ]
    return [{**row, "text": data.get(f"text-{n}", row["text"])} for n, row in enumerate(rows)]


def _numbered(data: QueryDict, name: str) -> list[str]:
    """What was sent as name-0, name-1 and so on."""
    sent = takewhile(data.__contains__, (f"{name}-{n}" for n in count()))
    return [str(data[one]) for one in sent]


def _own_words(data: QueryDict) -> list[PlanTerm]:
    """Those that somebody wrote; no passage says them."""
    pairs = zip(data.getlist("own-word"), data.getlist("own-text"), strict=False)
    return [
        {"term": term, "text": text, "passage": 0}
        for term, text in list(pairs)[:OWN_WORDS]
        if term.strip()
    ]


def sent_objectives(data: QueryDict, shown: LessonProposals, *, every: bool) -> list[str]:
    """Those ticked, as written over; then those that somebody wrote."""
    ticked = set(data.getlist("aim"))
    written = _numbered(data, "aim") or [row.text for row in shown.objectives]
    taken = [text for n, text in enumerate(written) if every or str(n) in ticked]
    return taken + [line for line in _own(data) if line.strip()]


def _own(data: QueryDict) -> Sequence[str]:
    return data.getlist("own")[:OWN_OBJECTIVES]
