"""Reads of teaching guides: one for each module and language of the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content import markup
from content.guides.propose import notes, propose
from content.guides.values import ModuleFacts
from content.guides.words import words
from courses.authoring.guides.facts import facts_of
from courses.catalog.aids.models import ModuleGuide
from courses.catalog.models import Course, Module, in_language

EMPTY, PROPOSED, EDITED, BEHIND = "empty", "proposed", "edited", "behind"
STATES: dict[str, str | Promise] = {
    EMPTY: _("No text yet"),
    PROPOSED: _("Made from the module"),
    EDITED: _("Edited"),
    BEHIND: _("Edited; the module has changed since"),
}


@dataclass(frozen=True)
class Guide:
    """A module's guide in one language. `row`: what somebody wrote, or gave up."""

    module: Module
    language: str
    title: str
    facts: ModuleFacts
    row: ModuleGuide | None

    @cached_property
    def proposal(self) -> str:
        return propose(self.facts)

    @property
    def notes(self) -> list[str]:
        """On the proposal, in its language, for whoever edits it; none on a text of somebody's."""
        return notes(self.facts) if self.state == PROPOSED else []

    @cached_property
    def made_of(self) -> str:
        return self.facts.fingerprint()

    @property
    def label(self) -> str:
        """What the sheet is, in its language."""
        return words(self.language)("guide")

    @property
    def state(self) -> str:
        if self.row is None or not self.row.text:
            return PROPOSED if self.facts.lessons else EMPTY
        is_behind = self.row.made_of not in ("", self.made_of)
        return BEHIND if is_behind else EDITED

    @property
    def state_words(self) -> str:
        return str(STATES[self.state])

    @property
    def is_behind(self) -> bool:
        return self.state == BEHIND

    @property
    def is_written(self) -> bool:
        """Whether somebody's own text stands in the place of the proposal."""
        return self.state in (EDITED, BEHIND)

    @property
    def text(self) -> str:
        return self.row.text if self.row and self.row.text else self.proposal

    @property
    def html(self) -> str:
        """Sanitised. Raises markup.MarkupError, of a proposal alone."""
        if self.row and self.row.text:
            return self.row.html
        return markup.render(self.proposal)

    @property
    def revision(self) -> int:
        return self.row.revision if self.row else 0

    @property
    def can_bring_back(self) -> bool:
        return bool(self.row and not self.row.text and self.row.before.get("text"))


@dataclass(frozen=True, slots=True)
class ModuleGuides:
    module: Module
    title: str
    guides: tuple[Guide, ...]


def modules_of(course: Course) -> list[Module]:
    return list(Module.objects.filter(course=course, removed_at=None))


def guides_of(course: Course, language: str) -> list[ModuleGuides]:
    """Each module by its title in `language`, with its guide in each language of the course; nine
    queries at most."""
    modules = modules_of(course)
    found = _guides(course, modules)
    return [
        ModuleGuides(
            module,
            in_language(module.titles, language, course.languages) or module.key,
            tuple(found[module.pk, code] for code in course.languages),
        )
        for module in modules
    ]


def guide_of(course: Course, module: Module, language: str) -> Guide:
    """Eight queries at most."""
    return _guides(course, [module])[module.pk, language]


def _guides(course: Course, modules: Sequence[Module]) -> dict[tuple[int, str], Guide]:
    facts = facts_of(course, modules)
    rows = {
        (row.module_id, row.language): row for row in ModuleGuide.objects.filter(module__in=modules)
    }
    titles = {module.pk: module for module in modules}
    return {
        (pk, code): Guide(
            titles[pk],
            code,
            in_language(titles[pk].titles, code, course.languages) or titles[pk].key,
            told,
            rows.get((pk, code)),
        )
        for (pk, code), told in facts.items()
    }
