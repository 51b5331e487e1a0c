"""A first plan from what is stored: the texts are fetched once, for cuts and titles."""

from __future__ import annotations

from collections.abc import Sequence

from content.planning.by_topic import propose_by_topic
from content.planning.propose import propose
from content.planning.values import PlanModule, PlanSection
from content.queries import source_passages


def proposed(
    sections: Sequence[PlanSection], language: str, *, topic: str = ""
) -> list[PlanModule]:
    """One query. `topic`: somebody picked the passages for it, of whatever reports."""
    texts = source_passages([one.id for section in sections for one in section.passages])
    if topic:
        return propose_by_topic(sections, texts, language, topic)
    return propose(sections, texts, language)
