"""What the page of a lesson's proposals sends."""

from __future__ import annotations

from collections.abc import Sequence

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
    written: list[tuple[str, PlanTerm]] = [
        (str(number), {**row.term, "text": data.get(f"text-{number}", row.term["text"])})
        for number, row in enumerate(shown.words)
    ]
    chosen = [
        word for number, word in written if number in ticked or (every and word["text"].strip())
    ]
    return chosen + _own_words(data)


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
    taken = [
        data.get(f"aim-{number}", row.text)
        for number, row in enumerate(shown.objectives)
        if every or str(number) in ticked
    ]
    return taken + [line for line in _own(data) if line.strip()]


def _own(data: QueryDict) -> Sequence[str]:
    return data.getlist("own")[:OWN_OBJECTIVES]
