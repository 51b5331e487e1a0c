"""Made-up reports as typed text, Markdown (clean, or as recognition leaves it) and HTML."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from random import Random

from tests.content.importing.support.kinds.model import Document, Piece

_TITLES = ("title", "letter", "opening", "annex")


def as_typed(document: Document) -> bytes:
    """Plain text with wrapped lines, a blank line between blocks, notes at the end of a page."""
    out: list[str] = []
    notes: list[str] = []
    count = 0
    for piece in document.pieces:
        if piece.kind in ("heading", "annex") and notes:
            out += ["_" * 16, *notes, ""]
            notes = []
        mark = ""
        if piece.note:
            count += 1
            mark = str(count)
            notes.append(f"{count} {piece.note}")
        for block in _typed(document, piece, mark):
            out += [*_wrapped(document, block), ""]
    out += ["_" * 16, *notes] if notes else []
    return "\n".join(out).encode()


def _typed(document: Document, piece: Piece, mark: str) -> Iterator[str]:
    if piece.kind == "table":
        yield from ("  ".join(cell.ljust(14) for cell in row) for row in piece.rows)
    elif piece.kind == "contents":
        yield piece.text
        yield from (f"{said} {'.' * 12} {page}" for said, page, _ in piece.rows)
    elif document.numbers == "articles" and piece.kind == "paragraph" and piece.part == "body":
        yield piece.printed
        yield piece.text + mark
    else:
        yield piece.said + mark


def _wrapped(document: Document, text: str) -> list[str]:
    if document.language == "zh":
        return [text[at : at + 40] for at in range(0, len(text), 40)] or [""]
    return textwrap.wrap(text, 84, break_long_words=False, break_on_hyphens=False) or [""]


def as_markdown(document: Document, *, recognised: bool = False) -> bytes:
    """`recognised`: heading marks of any depth, raised notes, pages broken within paragraphs."""
    rng = Random(document.looks["seed"])
    out: list[str] = []
    notes: list[str] = []
    count = 0
    for piece in document.pieces:
        mark = ""
        if piece.note:
            count += 1
            mark = f"<sup>{count}</sup>" if recognised else f"[^{count}]"
            notes.append(
                f"<sup>{count}</sup> {piece.note}" if recognised else f"[^{count}]: {piece.note}"
            )
        out += [*_marked(document, piece, mark, rng if recognised else None), ""]
        if recognised and notes and rng.random() < 0.5:
            out += [*(line for note in notes for line in (note, "")), "---", ""]
            notes = []
    out += [line for note in notes for line in (note, "")]
    return "\n".join(out).encode()


def _marked(document: Document, piece: Piece, mark: str, rng: Random | None) -> Iterator[str]:
    if piece.kind == "heading":
        yield _marked_heading(document, piece, rng)
    elif piece.kind in _TITLES:
        yield f"# {piece.said}"
    elif piece.kind == "summary":
        yield f"## {piece.said}" if rng is None else f"*{piece.said}*"
    elif piece.kind == "table":
        head, *rows = ["| " + " | ".join(row) + " |" for row in piece.rows]
        yield from (head, "|" + "---|" * len(piece.rows[0]), *rows)
    elif piece.kind == "contents":
        yield f"## {piece.text}"
        for said, page, _ in piece.rows:
            yield ""
            yield f"{said} {'.' * 8} {page}"
    elif piece.kind == "quote":
        yield f"> {piece.said}"
    elif piece.kind == "item" and piece.printed == "•":
        yield f"- {piece.text}"
    elif document.numbers == "articles" and piece.kind == "paragraph" and piece.part == "body":
        yield from (f"**{piece.printed}**", "", piece.text + mark)
    elif piece.kind == "paragraph":
        text = f"**{piece.text}**" if piece.bold else piece.text
        run_in = f"**{piece.run_in}** " if piece.run_in else ""
        yield f"{piece.printed} {run_in}{text}{mark}"
    else:
        yield piece.said + mark


def _marked_heading(document: Document, piece: Piece, rng: Random | None) -> str:
    said = f"{piece.printed} {piece.text}".strip()
    if rng is None:
        return f"{'#' * min(piece.level + 1, 6)} {said}"
    form = rng.randrange(4)
    if form == 0:
        return f"**{said}**"
    return f"{'#' * rng.randint(1, 4)} {f'**{said}**' if form == 1 else said}"


def as_html(document: Document) -> bytes:
    out = [
        f'<!doctype html><html lang="{document.language}"><head><meta charset="utf-8"></head><body>'
    ]
    notes: list[str] = []
    for piece in document.pieces:
        mark = ""
        if piece.note:
            notes.append(piece.note)
            mark = f'<sup><a href="#n{len(notes)}">{len(notes)}</a></sup>'
        out += _tagged(document, piece, mark)
    out.append('<div class="footnotes">')
    out += [f'<p id="n{n}">{n} {escape(note)}</p>' for n, note in enumerate(notes, 1)]
    return "\n".join([*out, "</div></body></html>"]).encode()


def _tagged(document: Document, piece: Piece, mark: str) -> Iterator[str]:
    said = escape(piece.said)
    if piece.kind == "heading":
        depth = min(piece.level + 1, 6)
        plain = document.looks["flat_marks"]
        marks = "i" if piece.label is None and document.looks["bare"] == "italic" else "b"
        yield f"<p><{marks}>{said}</{marks}></p>" if plain else f"<h{depth}>{said}</h{depth}>"
    elif piece.kind in _TITLES:
        yield f"<h1>{said}</h1>"
    elif piece.kind == "summary":
        yield f"<p><i>{said}</i></p>"
    elif piece.kind == "table":
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in piece.rows)
        yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    elif piece.kind == "contents":
        yield f"<p><b>{said}</b></p>"
        yield from (f"<p>{escape(entry)} {'.' * 8} {page}</p>" for entry, page, _ in piece.rows)
    elif piece.kind == "quote":
        yield f"<blockquote>{said}</blockquote>"
    elif document.numbers == "articles" and piece.kind == "paragraph" and piece.part == "body":
        yield f"<p><b>{escape(piece.printed)}</b></p><p>{escape(piece.text)}{mark}</p>"
    elif piece.kind == "paragraph":
        text = f"<b>{escape(piece.text)}</b>" if piece.bold else escape(piece.text)
        run_in = f"<b>{escape(piece.run_in)}</b> " if piece.run_in else ""
        yield f"<p>{piece.printed} {run_in}{text}{mark}</p>"
    else:
        yield f"<p>{said}{mark}</p>"
