"""Draws made-up reports of the kinds that institutions write, from seeds chosen blind."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.content.importing.support.kinds.model import Document, Piece
from tests.content.importing.support.kinds.phrases import (
    Speaker,
    article_label,
    item_label,
    paragraph_label,
    section_label,
)


@dataclass(frozen=True, slots=True)
class Habits:
    """How often a kind of report has what; shares of 1."""

    symbols: tuple[str, ...]
    styles: tuple[str, ...]
    summary: float = 0.3
    contents: float = 0.3
    opening: float = 0.1
    letters: int = 0
    depth: int = 3
    deeper: float = 0.5
    bare: float = 0.3
    lists: float = 0.15
    notes: float = 0.15
    quotes: float = 0.04
    agenda: float = 0.3
    resolution: float = 0.2
    tables: float = 0.04
    bold: float = 0.0
    annexes: int = 1


KINDS: dict[str, Habits] = {
    "general-assembly": Habits(
        ("A/{0}/{1}",), ("roman",), summary=0.6, opening=0.25, bare=0.35, resolution=0.25
    ),
    "security-council": Habits(("S/20{0}/{1}",), ("roman",), bare=0.5, deeper=0.6, notes=0.1),
    "ecosoc": Habits(
        ("E/20{0}/{1}", "E/CN.15/20{0}/{1}"), ("chapter", "chapter", "roman"),
        agenda=0.7, resolution=0.5, annexes=2,
    ),
    "human-rights": Habits(
        ("A/HRC/{0}/{1}", "CCPR/C/{0}/{1}"), ("roman", "roman", "roman", "articles"),
        contents=0.5, depth=4, bare=0.4, lists=0.3, quotes=0.1, bold=0.25, notes=0.3,
    ),
    "climate": Habits(
        ("FCCC/SBI/20{0}/{1}",), ("roman", "roman", "decimal", "decimal-run"),
        contents=0.5, depth=4, lists=0.25, notes=0.25, tables=0.08,
    ),
    "trade": Habits(
        ("WT/TPR/S/{1}", "TD/B/{0}/{1}"), ("decimal-paragraphs", "decimal-paragraphs", "roman"),
        contents=0.5, tables=0.1, notes=0.3,
    ),
    "sanctions": Habits(
        ("S/20{0}/{1}",), ("roman",), summary=0.6, contents=0.5, letters=2, depth=4, deeper=0.6,
        lists=0.2, notes=0.45, tables=0.08, annexes=3,
    ),
}  # fmt: skip


def drawn(kind: str, language: str, seed: int) -> Document:
    return _Drawer(kind, language, Random(f"{kind} {language} {seed}")).document()


class _Drawer:
    def __init__(self, kind: str, language: str, rng: Random) -> None:
        self.kind, self.language, self.rng = kind, language, rng
        self.habits = KINDS[kind]
        self.speaker = Speaker(language, rng)
        self.style = rng.choice(self.habits.styles)
        self.labels = self.style if self.style == "chapter" else rng.choice(("roman", "native"))
        self.pieces: list[Piece] = []
        self.part = "body"
        self.number = 0
        self.chapter = 0
        self.titles = self._shuffled("titles")
        self.bares = self._shuffled("bare")
        self.indic = language == "ar" and rng.random() < 0.6
        self.once = [
            name for name in ("agenda", "resolution") if rng.random() < getattr(self.habits, name)
        ]

    def _shuffled(self, key: str) -> list[str]:
        texts = [str(text) for text in self.speaker.words[key]]
        self.rng.shuffle(texts)
        return texts * 12

    def document(self) -> Document:
        rng = self.rng
        symbol = rng.choice(self.habits.symbols).format(rng.randint(10, 79), rng.randint(2, 900))
        self.speaker.symbol = symbol
        title = self._title()
        self._front(symbol, title)
        sections = rng.randint(3, 6)
        for place in range(1, sections + 1):
            self._section(1, place, "")
        for place in range(1, rng.randint(0, self.habits.annexes) + 1):
            self._annex(place)
        if rng.random() < self.habits.contents:
            self._contents()
        return Document(
            self.kind, self.language, symbol, title, self._numbers(), self.pieces, self._looks()
        )

    def _numbers(self) -> str:
        return {
            "articles": "articles", "decimal": "none", "decimal-paragraphs": "decimal",
        }.get(self.style, "run")  # fmt: skip

    def _looks(self) -> dict[str, Any]:
        rng = self.rng
        return {
            "size": rng.choice((10, 10, 11)),
            "centred": rng.random() < 0.15,
            "capitals": self.language != "zh" and self.language != "ar" and rng.random() < 0.08,
            "tags": rng.choice(("plain", "headings", "flat")),
            "bare": rng.choice(("bold", "italic", "bold")),
            "columns": 2 if rng.random() < 0.08 else 1,
            "run_in": rng.choice(("bold", "italic")),
            "justify": rng.random() < 0.6,
            "tab": rng.random() < 0.5,
            "chapter_line": rng.random() < 0.6,
            "ranges": rng.random() < 0.5,
            "house": rng.random() < 0.5,
            "automatic": rng.random() < 0.4,
            "flat_marks": rng.random() < 0.5,
            "seed": rng.randint(0, 1_000_000),
        }

    def _title(self) -> str:
        texts = self.rng.sample(self.speaker.words["titles"], 2)
        if self.language == "zh":
            return f"{texts[0]}：{texts[1]}"
        return f"{texts[0]}: {texts[1][:1].lower()}{texts[1][1:]}"

    def _add(self, kind: str, text: str = "", **more: Any) -> Piece:
        piece = Piece(kind, text, part=self.part, **more)
        self.pieces.append(piece)
        return piece

    def _front(self, symbol: str, title: str) -> None:
        words, rng, habits = self.speaker.words, self.rng, self.habits
        self.part = "front"
        self._add("masthead", symbol)
        self._add("organ", str(words["organs"].get(_ORGANS[self.kind], "")))
        for line in words["masthead"]:
            self._add("masthead", self.speaker.fill(line))
        for line in words["session"] if rng.random() < 0.6 else ():
            self._add("session", line)
        for place in range(habits.letters if rng.random() < 0.7 else 0):
            self._add("letter", self.speaker.fill(str(words["letter"])))
            for text in self.speaker.several("sentences", 1, 3 if place else 2):
                self._add("text", text)
        if rng.random() < habits.opening:
            self._add("opening", str(words["note"]))
            for number in range(1, rng.randint(2, 4)):
                self._add(
                    "paragraph", self.speaker.prose(1, 3),
                    printed=paragraph_label(self.language, number, self.indic), number=number,
                )  # fmt: skip
        self._add("title", title)
        if rng.random() < 0.7:
            self._add("subtitle", str(words["subtitle"]))
        if rng.random() < habits.summary:
            self._add("summary", str(words["summary"]))
            for _ in range(rng.randint(1, 2)):
                self._add("text", self.speaker.prose(2, 4))
        self.part = "body"

    def _contents(self) -> None:
        """Behind the front matter, from the headings of the body."""
        rows, page, number = [], 2, 1
        for piece in self.pieces:
            number = piece.number or number
            if piece.kind == "heading" and (piece.label or self.rng.random() < 0.5):
                page += self.rng.randint(0, 2)
                rows.append([f"{piece.printed} {piece.text}".strip(), str(page), str(piece.level)])
        at = next(p for p, piece in enumerate(self.pieces) if piece.part == "body")
        words = str(self.speaker.words["contents"])
        self.pieces.insert(at, Piece("contents", words, part="front", rows=rows))

    def _section(self, level: int, place: int, above: str) -> None:
        rng, habits = self.rng, self.habits
        if self.style.startswith("decimal"):
            label = f"{above}.{place}" if above else str(place)
            printed = label + ("." if rng.random() < 0.0 else "")
        else:
            label, printed = section_label(self.language, self.labels, level, place)
        if level == 1:
            self.chapter, self.within = place, 0
        title = self.titles.pop()
        self._add("heading", title, printed=printed, label=label, level=level)
        deepest = {"articles": 2, "decimal": 3, "decimal-run": 3, "decimal-paragraphs": 3}
        most = min(habits.depth, deepest.get(self.style, 4))
        if level < most and rng.random() < habits.deeper / (1 if level == 1 else level * 0.8):
            if rng.random() < 0.5:
                self._paragraphs(1, 2)
            for below in range(1, rng.randint(2, 4) + 1):
                self._section(level + 1, below, label)
        elif level <= 3 and rng.random() < habits.bare and not self.style.startswith("decimal"):
            if rng.random() < 0.3:
                self._paragraphs(1, 2)
            for _ in range(rng.randint(2, 3)):
                self._add("heading", self.bares.pop(), level=level + 1)
                self._paragraphs(1, 3)
        else:
            self._paragraphs(1, 5)

    within = 0

    def _paragraphs(self, least: int, most: int) -> None:
        for _ in range(self.rng.randint(least, most)):
            self._paragraph()

    def _lead(self) -> tuple[str, int | None]:
        """(as printed, number) of the next paragraph."""
        if self.style == "decimal":
            return "", None
        self.number += 1
        if self.style == "articles":
            return article_label(self.language, self.number), self.number
        if self.style == "decimal-paragraphs":
            self.within += 1
            return f"{self.chapter}.{self.within}.", self.number
        return paragraph_label(self.language, self.number, self.indic), self.number

    def _paragraph(self) -> None:
        rng, habits = self.rng, self.habits
        printed, number = self._lead()
        self.speaker.paragraph = number or 1
        kind = "paragraph" if number is not None else "text"
        piece = self._add(kind, self.speaker.prose(), printed=printed, number=number)
        if self.once and rng.random() < 0.12:
            self._quoted(piece, self.once.pop())
        elif rng.random() < habits.lists:
            self._list(piece)
        elif rng.random() < habits.quotes:
            self._announce(piece)
            self._add("quote", self.speaker.one("quote"))
        elif rng.random() < habits.tables:
            self._table()
        elif rng.random() < habits.notes:
            piece.note = self.speaker.one("footnotes")
        elif rng.random() < habits.bold:
            piece.bold = True
        elif rng.random() < 0.05 and self.language != "zh":
            piece.run_in = self.bares.pop() + "."

    def _announce(self, piece: Piece) -> None:
        stop = {"zh": "：", "fr": " :"}.get(self.language, ":")
        piece.text = piece.text.rstrip(".。 ") + stop

    def _list(self, piece: Piece) -> None:
        rng = self.rng
        self._announce(piece)
        texts = self.speaker.several(rng.choice(("items", "small")), 2, 5)
        bullets = rng.random() < 0.2
        stop, last = ("；", "。") if self.language == "zh" else (";", ".")
        stop = "؛" if self.language == "ar" else " ;" if self.language == "fr" else stop
        for place, text in enumerate(texts, 1):
            label = "•" if bullets else item_label(self.language, 1, place)
            deeper = not bullets and rng.random() < 0.08
            end = ("：" if self.language == "zh" else ":") if deeper else stop
            self._add("item", text + (last if place == len(texts) and not deeper else end),
                      printed=label, level=1)  # fmt: skip
            below = self.speaker.several("small", 2, 3) if deeper else []
            for deep, said in enumerate(below, 1):
                end = last if place == len(texts) and deep == len(below) else stop
                self._add("item", said + end, printed=item_label(self.language, 2, deep), level=2)

    def _quoted(self, piece: Piece, what: str) -> None:
        """An agenda or a resolution, with numbers of its own, inside a paragraph."""
        self._announce(piece)
        stop = "。" if self.language == "zh" else "."
        if what == "agenda":
            for place, text in enumerate(self.speaker.several("agenda", 4, 8), 1):
                self._add("line", text + stop, printed=f"{place}.")
            return
        words = self.speaker.words
        for text in words["preamble"]:
            self._add("line", self.speaker.fill(text))
        for place, text in enumerate(words["operative"], 1):
            self._add("line", text, printed=f"{place}.")

    def _table(self) -> None:
        words, rng = self.speaker.words, self.rng
        rows = [list(words["heads"])]
        rows += [[row, str(rng.randint(2, 900)), f"{rng.randint(1, 99)}"] for row in words["rows"]]
        self._add("table", rows=rows)
        if rng.random() < 0.5:
            self._add("source", str(words["source"]))

    def _annex(self, place: int) -> None:
        words, rng = self.speaker.words, self.rng
        self.part = "annex"
        label, _ = section_label("en", "roman", 1, place)
        self._add(
            "annex", f"{words['annex']} {label}" if self.habits.annexes > 1 else words["annex"]
        )
        self._add("title", self.titles.pop())
        if rng.random() < 0.25:
            self._table()
            return
        for number in range(1, rng.randint(2, 6)):
            lead = paragraph_label(self.language, number, self.indic)
            self._add("paragraph", self.speaker.prose(1, 3), printed=lead, number=number)


_ORGANS = {
    "general-assembly": "ga", "security-council": "sc", "ecosoc": "ecosoc", "human-rights": "hr",
    "climate": "climate", "trade": "trade", "sanctions": "sanctions",
}  # fmt: skip
