"""Sentences of a lesson that an author should look at, from its blocks as they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.lessons.pointing import (
    AWAY,
    DATED,
    ELSEWHERE,
    ITSELF,
    LEANS,
    PROCEDURE,
    Told,
    pointings,
)

register = template.Library()
WHY: dict[str, Promise] = {
    ITSELF: _("speaks of the report itself"),
    ELSEWHERE: _("points to another place"),
    DATED: _("was to come, or under way, when the report was written"),
    PROCEDURE: _("tells how a body works: is it needed?"),
    LEANS: _("goes on from what does not stand before it"),
}


@register.filter
def sentences_to_look_at(
    blocks: Sequence[Mapping[str, Any]], language: str
) -> list[dict[str, Any]]:
    """Each with "block", "sentence", "why", and "source" and "paragraph" where one is named."""
    return [
        {
            "block": one.block,
            "kind": one.kind,
            "sentence": one.sentence,
            "why": WHY[one.kind],
            "source": one.source,
            "paragraph": one.paragraph,
        }
        for one in pointings([_told(block) for block in blocks], language)
    ]


def points_away(blocks: Sequence[Mapping[str, Any]], language: str) -> bool:
    """Whether some sentence speaks of what the lesson has not."""
    return any(one["kind"] in AWAY for one in sentences_to_look_at(blocks, language))


def _told(block: Mapping[str, Any]) -> Told:
    sources = [one for one in block.get("sources", ()) if one.get("passage")]
    return Told(
        block["key"],
        block["kind"],
        block["text"],
        str(sources[0]["report"]) if sources else "",
        tuple(str(one["locator"]) for one in sources),
    )
