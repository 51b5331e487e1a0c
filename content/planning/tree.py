"""Sections as the tree that their levels say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from content.planning.values import PlanSection


@dataclass(slots=True)
class Node:
    """A section with those below it. `words` counts the whole of it."""

    section: PlanSection
    children: list[Node] = field(default_factory=list)

    @property
    def words(self) -> int:
        return self.section.words + sum(child.words for child in self.children)

    def walk(self) -> Iterator[PlanSection]:
        yield self.section
        for child in self.children:
            yield from child.walk()


def tree_of(sections: Sequence[PlanSection]) -> list[Node]:
    """The highest nodes, in order."""
    roots: list[Node] = []
    open_nodes: list[Node] = []
    for section in sections:
        while open_nodes and not stands_below(section, open_nodes[-1].section):
            open_nodes.pop()
        node = Node(section)
        (open_nodes[-1].children if open_nodes else roots).append(node)
        open_nodes.append(node)
    return roots


def branch(sections: Sequence[PlanSection], section_id: int) -> list[PlanSection]:
    """The section and all below it, in order; empty when there is no such section."""
    found: list[PlanSection] = []
    for section in sections:
        if found and not stands_below(section, found[0]):
            break
        if found or section.id == section_id:
            found.append(section)
    return found


def stands_below(section: PlanSection, other: PlanSection) -> bool:
    """Nothing stands below a heading of another report."""
    return section.level > other.level and section.report == other.report
