"""What the test for dead ends found, in words for the author: where it is, and what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import Problem
from courses.quizzes.types.scenario.dead_ends import Finding
from courses.quizzes.types.scenario.graph import documents, titles_of
from courses.quizzes.types.values import Spec

WORDS = {
    "no_start": gettext_lazy("Choose the scene where the scenario starts."),
    "no_ending": gettext_lazy("No scene is an ending. Mark at least one scene as an ending."),
    "too_many_ways": gettext_lazy(
        "There are too many ways through to find the best one: conditions, and points inside "
        "loops, multiply them. Leave out ways back (learners can be allowed to start again), or "
        "use fewer conditions, or mark by the ending."
    ),
    "no_way_on": gettext_lazy(
        "“%(scene)s” leads nowhere. Give it a choice, or mark it as an ending."
    ),
    "ending_goes_on": gettext_lazy(
        "“%(scene)s” is an ending, yet it has choices. Remove them, or let it be no ending."
    ),
    "nowhere": gettext_lazy(
        "In “%(scene)s”, the choice “%(choice)s” leads nowhere. Choose the scene it leads to."
    ),
    "unreachable": gettext_lazy(
        "Nobody can come to “%(scene)s”. Let a choice lead to it, or remove it."
    ),
    "never_open": gettext_lazy(
        "In “%(scene)s”, the choice “%(choice)s” is never open: its conditions cannot hold. "
        "Change them, or remove the choice."
    ),
    "shut": gettext_lazy(
        "In “%(scene)s”, somebody can find every choice shut. Let one choice have no condition."
    ),
    "no_end": gettext_lazy(
        "From “%(scene)s” one can go round and round and never come to an ending. Let one of its "
        "choices lead on."
    ),
    "no_full_ending": gettext_lazy(
        "No ending that can be reached is worth 100 percent. Let the best ending be worth 100."
    ),
    "no_points": gettext_lazy("No way through earns points. Give points to the good choices."),
}
_FIELDS = {"no_start": "start", "no_full_ending": "nodes", "no_points": "nodes"}
_CHOICE_FIELDS = {"nowhere": "target", "never_open": "after"}


def problem_of(spec: Spec, finding: Finding) -> Problem:
    """The finding at its place in the spec."""
    titles = titles_of(spec)
    names = {
        "scene": titles.get(finding.scene, ""),
        "choice": _choice_text(spec, finding.choice),
    }
    return Problem(_field(spec, finding), str(WORDS[finding.code]) % names, may_wait=True)


def _field(spec: Spec, finding: Finding) -> str:
    if not finding.scene:
        return _FIELDS.get(finding.code, "nodes")
    for index, row in enumerate(documents(spec.get("nodes"))):
        if row.get("id") != finding.scene:
            continue
        for number, choice in enumerate(documents(row.get("choices"))):
            if finding.choice and choice.get("id") == finding.choice:
                return f"nodes.{index}.choices.{number}.{_CHOICE_FIELDS[finding.code]}"
        return f"nodes.{index}.ending"
    return "nodes"


def _choice_text(spec: Spec, choice_id: str) -> str:
    rows: list[Mapping[str, Any]] = [
        choice
        for row in documents(spec.get("nodes"))
        for choice in documents(row.get("choices"))
        if choice.get("id") == choice_id
    ]
    return str(rows[0].get("text") or _("without text")) if rows else ""
