"""A first plan: sections become modules and lessons by size. A person then changes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.planning.tree import Node, tree_of
from content.planning.values import PlanLesson, PlanModule, PlanPassage, PlanSection

# Words; a lesson of 600 to 1,700 words takes 4 to 11 minutes to read.
SHORT_LESSON = 600
USUAL_LESSON = 1_200
LONG_LESSON = 1_700
SMALL_MODULE = 900
MOST_MODULES = 8
LONGEST_TITLE = 250


@dataclass(frozen=True, slots=True)
class _Piece:
    """A lesson in the making."""

    title: str
    sections: tuple[int, ...]
    words: int
    passages: tuple[int, ...] = ()
    why: str = ""


def propose(sections: Sequence[PlanSection]) -> list[PlanModule]:
    """Modules with lessons for the body of a report and its annexes; opening notes stay out.

    Every section with text of its own stands in a lesson, in the order of the report.
    """
    body = [section for section in sections if section.part != "note"]
    roots = [node for node in _tops(tree_of(body)) if node.words]
    modules = [_module(group) for group in _groups(roots)]
    return _with_ids(modules)


def _tops(roots: list[Node]) -> list[Node]:
    """The nodes to make modules of: below a heading that covers everything, its children."""
    while len(roots) == 1 and roots[0].children:
        top = roots[0]
        own = [Node(top.section)] if top.section.words else []
        roots = own + top.children
    return roots


def _groups(roots: Sequence[Node]) -> list[list[Node]]:
    """Neighbours put together until each group is worth a module."""
    enough = max(SMALL_MODULE, sum(node.words for node in roots) // MOST_MODULES)
    groups: list[list[Node]] = []
    current: list[Node] = []
    for node in roots:
        current.append(node)
        if sum(member.words for member in current) >= enough:
            groups.append(current)
            current = []
    if not current:
        return groups
    if groups and sum(node.words for node in current) < enough // 2:
        groups[-1] += current
    else:
        groups.append(current)
    return groups


def _module(group: list[Node]) -> tuple[str, list[_Piece]]:
    pieces = [piece for node in group for piece in _pieces(node)]
    title = max(group, key=lambda node: node.words).section.title
    return title, _merged(pieces)


def _pieces(node: Node) -> Iterable[_Piece]:
    section = node.section
    if node.words <= LONG_LESSON:
        sections = tuple(member.id for member in node.walk())
        return [_Piece(section.title, sections, node.words)] if node.words else []
    if not node.children:
        return _split(section)
    own = list(_pieces(Node(section))) if section.words else []
    below = [piece for child in node.children for piece in _pieces(child)]
    if not own:
        # A heading without text of its own goes with what follows, or it would be lost.
        below[0] = replace(below[0], sections=(section.id, *below[0].sections))
    return own + below


def _split(section: PlanSection) -> list[_Piece]:
    """A long section without sub-headings, cut between passages into parts of like length."""
    parts = max(2, round(section.words / USUAL_LESSON))
    cut: list[list[PlanPassage]] = [[]]
    done = 0
    for passage in section.passages:
        if cut[-1] and done >= section.words * len(cut) / parts and len(cut) < parts:
            cut.append([])
        cut[-1].append(passage)
        done += passage.words
    if len(cut) == 1:
        return [_Piece(section.title, (section.id,), section.words)]
    return [
        _Piece(
            f"{section.title} ({number}/{len(cut)})",
            (section.id,),
            sum(passage.words for passage in part),
            tuple(passage.id for passage in part),
            "long",
        )
        for number, part in enumerate(cut, 1)
    ]


def _merged(pieces: list[_Piece]) -> list[_Piece]:
    """Short neighbours put together, the shortest pair first, as long as it stays readable."""
    pieces = list(pieces)
    while (left := _pair_to_merge(pieces)) is not None:
        pieces[left : left + 2] = [_together(pieces[left], pieces[left + 1])]
    return pieces


def _pair_to_merge(pieces: Sequence[_Piece]) -> int | None:
    """The index of the first of the two; None when there is nothing left to merge."""
    pairs = [
        (left.words + right.words, index)
        for index, (left, right) in enumerate(pairwise(pieces))
        if min(left.words, right.words) < SHORT_LESSON and left.words + right.words <= LONG_LESSON
    ]
    return min(pairs)[1] if pairs else None


def _together(first: _Piece, second: _Piece) -> _Piece:
    larger = max(first, second, key=lambda piece: piece.words)
    return _Piece(
        larger.title,
        tuple(dict.fromkeys(first.sections + second.sections)),
        first.words + second.words,
        first.passages + second.passages,
        "short",
    )


def _with_ids(modules: list[tuple[str, list[_Piece]]]) -> list[PlanModule]:
    planned: list[PlanModule] = []
    count = 0
    for number, (title, pieces) in enumerate(modules, 1):
        lessons: list[PlanLesson] = []
        for piece in pieces:
            count += 1
            lessons.append(
                {
                    "id": f"l{count}",
                    "title": piece.title[:LONGEST_TITLE],
                    "sections": list(piece.sections),
                    "passages": list(piece.passages),
                    "why": piece.why,
                }
            )
        planned.append({"id": f"m{number}", "title": title[:LONGEST_TITLE], "lessons": lessons})
    return planned
