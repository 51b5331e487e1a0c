"""Which parts of a report's outline become modules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.planning.cutting import LEAST
from content.planning.tree import Node

# Words: a smaller one is less than a lesson, and goes to a neighbour.
SMALL_MODULE = LEAST
MOST_MODULES = 9
# The share of a report beyond which a chapter is opened, so that its own parts are modules: where
# nearly all of it stands in parts of this many words.
_TOO_LARGE = 0.5
_LARGE_PART = 1_300
_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one module covers: nodes that follow each other."""

    nodes: tuple[Node, ...]
    # The chapter that was opened for it, 0 for none: brothers rather than strangers are joined.
    parent: int = 0

    @property
    def words(self) -> int:
        return sum(node.words for node in self.nodes)

    @property
    def naming(self) -> list[Node]:
        """What it is called by: not what an opened chapter says before its parts."""
        return [node for node in self.nodes if node.section.id != self.parent] or [*self.nodes]


def chapters_of(roots: Sequence[Node]) -> list[Chapter]:
    """In order; no passage is lost. [] when there are none."""
    chapters = [Chapter((node,)) for node in _tops(list(roots)) if _has_text(node)]
    return _grouped(_opened(chapters))


def _tops(roots: list[Node]) -> list[Node]:
    """Below a heading that covers everything, its children."""
    while len(roots) == 1 and roots[0].children:
        top = roots[0]
        own = [Node(top.section)] if top.section.passages else []
        roots = own + top.children
    return roots


def _has_text(node: Node) -> bool:
    return any(section.passages for section in node.walk())


def _opened(chapters: list[Chapter]) -> list[Chapter]:
    """A chapter that is most of the report gives way to its own parts; what it says before them
    stays with the first."""
    whole = sum(chapter.words for chapter in chapters)
    for place, chapter in enumerate(chapters):
        [node] = chapter.nodes
        large = [child.words for child in node.children if child.words >= _LARGE_PART]
        if chapter.words <= _TOO_LARGE * whole or len(large) < 2:
            continue
        if sum(large) < _NEARLY_ALL * (chapter.words - node.section.words):
            continue
        if len(chapters) + len(node.children) > 2 * MOST_MODULES:
            continue
        first, *rest = node.children
        parent = node.section.id
        opened = [Chapter((Node(node.section), first), parent)]
        opened += [Chapter((one,), parent) for one in rest]
        return chapters[:place] + opened + chapters[place + 1 :]
    return chapters


def _grouped(chapters: list[Chapter]) -> list[Chapter]:
    """The smallest goes to a neighbour, until each is worth a module and all are few."""
    sizes = [chapter.words for chapter in chapters]
    while len(chapters) > 1:
        at = min(range(len(sizes)), key=sizes.__getitem__)
        if sizes[at] >= SMALL_MODULE and len(sizes) <= MOST_MODULES:
            break
        first = min(at, _neighbour(chapters, sizes, at))
        one, other = chapters[first], chapters[first + 1]
        parent = one.parent if one.parent == other.parent else 0
        chapters[first : first + 2] = [Chapter(one.nodes + other.nodes, parent)]
        sizes[first : first + 2] = [sizes[first] + sizes[first + 1]]
    return chapters


def _neighbour(chapters: Sequence[Chapter], sizes: Sequence[int], at: int) -> int:
    """A brother before a stranger, the smaller before the larger."""
    beside = [place for place in (at - 1, at + 1) if 0 <= place < len(chapters)]
    own = chapters[at].parent
    return min(beside, key=lambda place: (chapters[place].parent != own, sizes[place]))
