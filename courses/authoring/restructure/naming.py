"""What a lesson that was split off is called, where nobody says so."""

from __future__ import annotations

from content.capitals import with_capital
from content.lessons.sharing import next_title
from content.planning.titles import title_of
from content.planning.values import PlanLesson
from content.queries import sections_for_passages, source_passages
from courses.authoring.restructure.cuts import Draft


def new_title(draft: Draft, at: int) -> str:
    """By its heading; else as a plan would call it; else like the lesson, with a number. No query
    for a heading, four where there is none."""
    return draft.title_at(at) or _as_planned(draft, at) or next_title(draft.version.title)


def _as_planned(draft: Draft, at: int) -> str:
    """By what only this part speaks of; "" where that tells it from nothing."""
    every = draft.passages(0, draft.end)
    going = set(draft.passages(at, draft.end)) - set(draft.passages(0, at))
    if not going or going == set(every):
        return ""
    sections = sections_for_passages(every)
    lesson: PlanLesson = {
        "id": "l1",
        "title": "",
        "sections": [one.id for one in sections if going & {own.id for own in one.passages}],
        "passages": [pk for pk in dict.fromkeys(every) if pk in going],
        "why": "",
    }
    title = title_of(lesson, sections, source_passages(every), draft.version.language)
    known = draft.version.title
    title = _without_shared(title, known)
    return "" if title.endswith("…") or known.endswith(title) else title


def _without_shared(title: str, known: str) -> str:
    """Without what stands before a colon and begins the title that is known, too."""
    shared, _colon, rest = title.partition(":")
    rest = rest.strip()
    if not rest or not known.startswith(shared.strip()):
        return title
    return with_capital(rest)
