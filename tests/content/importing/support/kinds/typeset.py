"""Made-up reports as PDF pages in the manner of each house, and as the text that falls out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pypdfium2
import typst

from tests.content.importing.support.kinds.model import Document, Piece
from tests.content.importing.support.typeset import FONTS, safe

_SIZES = {1: 4, 2: 2, 3: 0, 4: 0}  # points above the text's


def as_pdf(document: Document, *, ruled: bool = False) -> bytes:
    """`ruled`: the line above footnotes is typed, as a word processor does."""
    return bytes(typst.compile("\n".join(_source(document, ruled)).encode()))


def untagged(pdf: bytes) -> bytes:
    """The same pages, with the way to their tag tree cut off."""
    return pdf.replace(b"/StructTreeRoot", b"/XtructTreeRoot").replace(
        b"/Marked true", b"/Marked null"
    )


def as_text(document: Document, *, spread: bool = False, stray: bool = False) -> bytes:
    """As it falls out of the PDF: page after page with running heads and footers.

    `spread`: a blank line between any two lines. `stray`: spaces within some words.
    """
    rng = Random(document.looks["seed"])
    pages = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(as_pdf(document, ruled=True))
    ]
    lines = [
        line.rstrip() for page in pages for line in [*page.replace("\r", "").split("\n"), "\f"]
    ]
    said = []
    for line in lines:
        if line == "\f":
            said.append("" if spread else "\f")
            continue
        for part in re.sub("[\ufffe\x02]", "-\n", line).split("\n"):
            said += [_strayed(part, rng) if stray else part, *([""] if spread else [])]
    return "\n".join(said).encode()


def _strayed(line: str, rng: Random) -> str:
    words = line.split(" ")
    for place, word in enumerate(words):
        if len(word) > 6 and word.isalpha() and word.islower() and rng.random() < 0.01:
            cut = rng.randint(2, len(word) - 2)
            words[place] = f"{word[:cut]} {word[cut:]}"
    return " ".join(words)


def _source(document: Document, ruled: bool) -> Iterator[str]:
    looks = document.looks
    size = looks["size"]
    font = FONTS.get(document.language, "Noto Serif")
    yield f'#set text(font: ("{font}", "DejaVu Sans"), size: {size}pt, lang: "{document.language}")'
    symbol = f'#text(8pt, weight: "bold")[{safe(document.symbol)}]'
    page = "#counter(page).get().first()/#counter(page).final().first()"
    yield f"#set page(margin: (x: 3.2cm, y: 2.8cm), columns: {looks['columns']},"
    yield f"  header: context if counter(page).get().first() > 1 [{symbol}],"
    yield f"  footer: context [#text(8pt)[{page} #h(1fr) 25\\-00123]])"
    yield f"#set par(justify: {str(looks['justify']).lower()}, spacing: 12pt)"
    yield f"#show heading: it => block(text({size}pt, it.body))"
    if ruled or looks["seed"] % 5:
        yield f"#set footnote.entry(separator: [#text(8pt)[{safe('_' * 18)}]])"
    for piece in document.pieces:
        yield from _piece(document, piece)
        yield ""


def _piece(document: Document, piece: Piece) -> Iterator[str]:
    looks = document.looks
    size = looks["size"]
    said = safe(piece.said)
    if piece.kind == "organ":
        yield f'#text({size + 10}pt, weight: "bold")[{said}]'
    elif piece.kind in ("title", "letter", "opening"):
        yield f'#v(6pt)\n#text({size + 4}pt, weight: "bold")[{said}]'
    elif piece.kind == "subtitle":
        yield f'#text({size + 2}pt, weight: "bold")[{said}]'
    elif piece.kind == "summary":
        yield f'#v(6pt)\n#text({size}pt, style: "italic")[{said}]'
    elif piece.kind == "contents":
        yield from _contents(document, piece)
    elif piece.kind == "annex":
        yield f'#pagebreak()\n#text({size + 4}pt, weight: "bold")[{said}]'
    elif piece.kind == "heading":
        yield from _heading(document, piece)
    elif piece.kind == "table":
        yield from _table(piece)
    elif piece.kind == "item":
        text = f"{safe(piece.printed)} #h(0.4em) {safe(piece.text)}"
        yield f"#pad(left: {piece.level * 1.2}cm)[{text}]"
    elif piece.kind == "line":
        yield f"#pad(left: 1.2cm)[{said}]"
    elif piece.kind == "quote":
        yield f"#pad(x: 1.2cm)[{said}]"
    elif piece.kind == "source":
        yield f"#text({size - 2}pt)[{said}]"
    elif piece.kind == "paragraph" or piece.note:
        yield from _paragraph(document, piece)
    else:
        yield said


def _paragraph(document: Document, piece: Piece) -> Iterator[str]:
    text = f'#text(weight: "bold")[{safe(piece.text)}]' if piece.bold else safe(piece.text)
    if piece.run_in:
        style = 'weight: "bold"' if document.looks["run_in"] == "bold" else 'style: "italic"'
        text = f"#text({style})[{safe(piece.run_in)}] {text}"
    note = f"#footnote[{safe(piece.note)}]" if piece.note else ""
    if document.numbers == "articles" and piece.part == "body":
        lead = f"#align(center)[{safe(piece.printed)}]\n"
    else:
        lead = f"{safe(piece.printed)}{'#h(1.2em)' if document.looks['tab'] else ' '}"
    yield f"{lead}{text}{note}"


def _heading(document: Document, piece: Piece) -> Iterator[str]:
    looks = document.looks
    size = looks["size"] + _SIZES[min(piece.level, 4)]
    style = 'weight: "bold"'
    if piece.label is None:
        size = looks["size"]
        style = 'style: "italic"' if looks["bare"] == "italic" else style
    title = piece.text.upper() if looks["capitals"] and piece.level == 1 else piece.text
    # The sign of tanwin is set in a way that no reader of PDFs gives back in its place.
    printed = piece.printed.replace("\u064b", "")
    parts = [f"{safe(printed)} {safe(title)}".strip()]
    if (
        document.looks["chapter_line"]
        and piece.printed
        and piece.printed[-1] not in ".)-、）"
        and not piece.printed[0].isdigit()
    ):
        parts = [safe(piece.printed), safe(title)]
    yield "#v(6pt)"
    for part in parts:
        said = f"#text({size}pt, {style})[{part}]"
        if looks["tags"] != "plain":
            depth = 1 if looks["tags"] == "flat" else min(piece.level, 6)
            said = f"#heading(level: {depth}, outlined: false, bookmarked: false)[{said}]"
        yield f"#align(center)[{said}]" if looks["centred"] else said
        yield ""


def _contents(document: Document, piece: Piece) -> Iterator[str]:
    size = document.looks["size"] + 2
    yield f'#pagebreak()\n#text({size}pt, weight: "bold")[{safe(piece.text)}]\n'
    for said, page, level in piece.rows:
        entry = f"{safe(said)} #box(width: 1fr, repeat[.]) {page}"
        yield f"#pad(left: {int(level) * 0.5}cm)[{entry}]\n"
    yield "#pagebreak()"


def _table(piece: Piece) -> Iterator[str]:
    cells = ", ".join(f"[{safe(cell)}]" for row in piece.rows for cell in row)
    yield f"#table(columns: {len(piece.rows[0])}, {cells})"
