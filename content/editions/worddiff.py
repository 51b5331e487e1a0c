"""What came into a text and what went out of it, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, IN, OUT = "same", "in", "out"
# Words each; beyond it only the middle that differs is told, as one.
MOST_WORDS = 1500
_TOKEN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[^\W\u2e80-\u9fff\uf900-\ufaff]+|\s+|[^\w\s]")
# One word with its spaces, between two changes, is no island worth keeping.
_ISLAND = 3


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Pieces in reading order; the "same" and "out" ones together are `old`, "same" and "in" `new`.

    White space is told as it stands in the new text.
    """
    ones, others = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _common(ones, others)
    tail = _common(ones[head:][::-1], others[head:][::-1])
    middle = _middle(ones[head : len(ones) - tail], others[head : len(others) - tail])
    return _joined(
        [
            Piece(SAME, "".join(others[:head])),
            *middle,
            Piece(SAME, "".join(others[len(others) - tail :])),
        ]
    )


def _common(ones: list[str], others: list[str]) -> int:
    pairs = enumerate(zip(ones, others, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(ones), len(others)))


def _middle(ones: list[str], others: list[str]) -> list[Piece]:
    whole = [Piece(OUT, "".join(ones)), Piece(IN, "".join(others))]
    if max(len(ones), len(others)) > MOST_WORDS or not ones or not others:
        return whole
    pieces: list[Piece] = []
    steps = SequenceMatcher(None, ones, others, autojunk=False).get_opcodes()
    for name, a, b, c, d in steps:
        inside = "".join(others[c:d])
        if name == "equal" and (d - c > _ISLAND or not pieces):
            pieces.append(Piece(SAME, inside))
        else:
            pieces += [Piece(OUT, "".join(ones[a:b])), Piece(IN, inside)]
    return pieces


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one; between two that stay, what went out before what came in."""
    done: list[Piece] = []
    moving = {OUT: "", IN: ""}

    def flush() -> None:
        done.extend(Piece(kind, text) for kind, text in moving.items() if text)
        moving.update({OUT: "", IN: ""})

    for piece in pieces:
        if piece.kind != SAME:
            moving[piece.kind] += piece.text
        elif piece.text:
            flush()
            before = done.pop().text if done and done[-1].kind == SAME else ""
            done.append(Piece(SAME, before + piece.text))
    flush()
    return tuple(done)
