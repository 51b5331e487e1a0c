"""`made(manner, language, seed)`: a report drawn from a seed, numbered in one of six manners."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.content.importing.support.second import speech
from tests.content.importing.support.second.report import Block, Made
from tests.content.importing.support.second.speech import Voice

COMMAS = {"zh": "，", "ar": "،"}
SEMICOLONS = {"zh": "；", "ar": "؛"}
MANNERS = ("classic", "deep", "decimal", "chapterwise", "treaty", "plain")


def made(manner: str, language: str, seed: int) -> Made:
    return _Maker(manner, language, Random(f"second {manner} {language} {seed}"), seed).report()


class _Maker:
    def __init__(self, manner: str, language: str, random: Random, seed: int) -> None:
        self.manner, self.language, self.random, self.seed = manner, language, random, seed
        self.voice = Voice(language, random)
        self.blocks: list[Block] = []
        self.notes: dict[int, str] = {}
        self.number = self.tables = self.boxes = 0
        self.chapter = self.inside = 0
        self.zone = "body"
        self.cyrillic = language == "ru" and random.random() < 0.4
        self.chinese_letters = language == "zh" and random.random() < 0.5
        self.level_mark = random.choice([".", "."]) if language != "ar" else " -"
        self.indic = language == "ar" and random.random() < 0.4
        self.capitals = language not in ("ar", "zh") and random.random() < 0.25
        self.quotes = tuple(self.voice.lines["quote"])

    # ---- the whole

    def report(self) -> Made:
        symbol = f"A/{self.random.randint(60, 80)}/{self.random.randint(101, 899)}"
        title = self.voice.one("title")
        self._front(symbol, title)
        {"treaty": self._treaty, "decimal": self._decimal, "chapterwise": self._decimal}.get(
            self.manner, self._sections
        )()
        if self.manner != "treaty":
            self._annexes()
        if self.manner in ("classic", "chapterwise", "decimal") and self.random.random() < 0.6:
            self._contents()
        running = self.voice.one("running")
        return Made(
            self.manner, self.language, self.seed, symbol, title, running, self.blocks, self.notes
        )

    def _add(self, kind: str, text: str = "", **more: object) -> Block:
        block = replace(Block(kind, text, zone=self.zone), **more)  # type: ignore[arg-type]
        self.blocks.append(block)
        return block

    # ---- the front

    def _front(self, symbol: str, title: str) -> None:
        lines = self.voice.lines
        self.zone = "front"
        self._add("front", symbol, role="symbol")
        self._add("front", self.voice.one("organ"), role="organ")
        for line in (*lines["distr"][:1], lines["date"][0], *lines["distr"][1:]):
            self._add("front", line, role="distr")
        for line in lines["session"]:
            self._add("front", line, role="session")
        if self.manner == "classic" and self.random.random() < 0.4:
            self._opening()
        self._add("front", title, role="title")
        self._add("front", self.voice.one("by"), role="by")
        if self.manner in ("deep", "plain", "decimal") and self.random.random() < 0.7:
            self._add("front", lines["summary"][0], role="part")
            self._add("front", lines["summary"][1], role="text")
        self.zone = "body"

    def _opening(self) -> None:
        lines = self.voice.lines
        if self.random.random() < 0.5:
            self._add("front", lines["letter"][0], role="part")
            for line in lines["letter"][1:]:
                self._add("front", line, role="text")
            return
        self._add("front", lines["note_by"][0], role="part")
        for number, line in enumerate(lines["opening"], 1):
            self._add("front", line, role="text", printed=self._stop(number), number=number)

    def _contents(self) -> None:
        """A table of contents goes before the first heading of the body."""
        lines = self.voice.lines
        first = next(i for i, b in enumerate(self.blocks) if b.zone == "body")
        page, entries = 2, [Block("front", lines["contents"][0], zone="front", role="part")]
        for block in self.blocks:
            if block.kind == "head" and block.zone == "body" and block.label:
                page += self.random.randint(0, 2)
                entries.append(
                    replace(block, kind="entry", zone="front", text=block.words, role=str(page))
                )
        self.blocks[first:first] = entries

    # ---- numbers and labels

    def _stop(self, number: int) -> str:
        said = str(number)
        if self.language == "ar":
            said = said.translate(speech.ARABIC_INDIC) if self.indic else said
            return f"{said} -"
        return f"{said}."

    def _label(self, level: int, at: int) -> tuple[str, str]:
        """(label, as printed) of the heading `at` (from 0) of a level."""
        language = self.language
        if level == 1:
            label = speech.ORDINALS.get(language, speech.ROMAN)[at]
        elif level == 2:
            if self.chinese_letters:
                return speech.CHINESE[at], f"（{speech.CHINESE[at]}）"
            key = "cyrillic" if self.cyrillic else language
            label = speech.LETTERS.get(key, list("ABCDEF"))[at]
        elif level == 3:
            return str(at + 1), self._stop(at + 1)
        else:
            label = self._item_letters()[at]
            return label, f"({label})" if language in ("en", "ar", "zh") else f"{label})"
        stop = "、" if language == "zh" and level == 1 and self.chinese_letters else self.level_mark
        return label, label + stop

    def _item_letters(self) -> list[str]:
        key = "cyrillic" if self.cyrillic else self.language
        return speech.ITEM_LETTERS.get(key, list("abcdef"))

    # ---- pieces

    def _heading(self, level: int, at: int, *, long: bool = False) -> None:
        label, printed = self._label(level, at)
        title = self.voice.fresh("long" if long else "short")
        if self.capitals and level == 1:
            title = title.upper()
        if self.random.random() < 0.05:
            title += self._call()
        self._add("head", title, label=label, printed=printed, level=level)

    def _bare_heading(self, level: int) -> None:
        self._add("head", self.voice.fresh("sub"), level=level)

    def _call(self) -> str:
        number = len(self.notes) + 1
        self.notes[number] = self.voice.one("note")
        return f"⟦{number}⟧"

    def _said(self, least: int = 2, most: int = 5) -> str:
        """Sentences with notes called behind them, in mid-paragraph too."""
        sentences = [self.voice.sentence() for _ in range(self.random.randint(least, most))]
        if self.zone == "body":
            sentences = [
                said + self._call() if self.random.random() < 0.09 else said for said in sentences
            ]
        return self.voice.space.join(sentences)

    def _paragraph(self) -> None:
        self.number += 1
        run_in = self.voice.one("runin") if self.random.random() < 0.06 else ""
        common = {"printed": self._stop(self.number), "number": self.number, "run_in": run_in}
        kind = self.random.random()
        if self.manner == "plain":
            self.number -= 1
            common = {"printed": "", "number": None, "run_in": run_in}
        if kind < 0.14:
            self._add("para", self._opened(), **common)
            self._list()
        elif kind < 0.19:
            self._add("para", self._opened(), **common)
            self._resolution()
        else:
            self._add("para", self._said(), **common)
            if kind > 0.94:
                self._table()
            elif kind > 0.90:
                self._box()

    def _opened(self) -> str:
        colon = "：" if self.language == "zh" else " :" if self.language == "fr" else ":"
        sentence = self.voice.sentence().removesuffix(self.voice.stop)
        return f"{self._said(1, 1)}{self.voice.space}{sentence}{colon}"

    def _list(self) -> None:
        letters = self._item_letters()
        count = self.random.randint(2, 5)
        ends = [SEMICOLONS.get(self.language, ";")] * (count - 1) + [self.voice.stop]
        roman = self.random.random() < 0.2
        for at in range(count):
            mark = speech.SMALL_ROMAN[at] if roman and self.language != "ar" else letters[at]
            printed = f"({mark})" if self.language in ("en", "ar", "zh") else f"{mark})"
            self._add("item", self.voice.fresh("item") + ends[at], printed=printed)

    def _resolution(self) -> None:
        opening, closing = self.quotes
        self._add(
            "quote",
            opening + self.voice.one("preamble") + COMMAS.get(self.language, ","),
        )
        count = self.random.randint(2, 3)
        for at in range(count):
            last = at == count - 1
            end = self.voice.stop + closing if last else SEMICOLONS.get(self.language, ";")
            self._add("quote", self.voice.fresh("operative") + end, printed=self._stop(at + 1))

    def _table(self) -> None:
        self.tables += 1
        head = self.voice.lines["cell"]
        rows = [tuple(head[:3])] + [
            (place, str(self.random.randint(3, 900)), f"{self.random.randint(2, 60)}%")
            for place in head[3:]
        ]
        self._add(
            "table",
            self.voice.one("short"),
            printed=f"{self.voice.one('table')} {self.tables}",
            rows=tuple(rows),
        )
        if self.random.random() < 0.5:
            self._add("box", self.voice.one("source"), role="source")

    def _box(self) -> None:
        self.boxes += 1
        printed = f"{self.voice.one('box')} {self.boxes}"
        self._add("box", self.voice.sentences(2, 3), printed=printed)

    # ---- the manners

    def _sections(self) -> None:
        sections = self.random.randint(4, 6)
        for at in range(sections):
            self._heading(1, at)
            if at and self.random.random() < 0.3:
                self._some(1)
            if at and at < sections - 1 and self.random.random() < 0.75:
                self._lettered()
            else:
                self._some(self.random.randint(2, 4))
                if self.manner == "deep" and self.random.random() < 0.6:
                    for _ in range(2):
                        self._bare_heading(2)
                        self._some(self.random.randint(1, 3))

    def _lettered(self) -> None:
        for at in range(self.random.randint(2, 4)):
            self._heading(2, at, long=self.random.random() < 0.25)
            if self.manner == "deep" and self.random.random() < 0.6:
                self._numbered()
            else:
                self._some(self.random.randint(1, 3))

    def _numbered(self) -> None:
        for at in range(self.random.randint(2, 3)):
            self._heading(3, at)
            if self.random.random() < 0.3:
                for letter in range(2):
                    self._heading(4, letter)
                    self._some(1)
            elif self.random.random() < 0.4:
                self._some(1)
                self._bare_heading(4)
                self._some(2)
            else:
                self._some(self.random.randint(1, 2))

    def _some(self, count: int) -> None:
        for _ in range(count):
            self._paragraph()

    def _decimal(self) -> None:
        for chapter in range(1, self.random.randint(4, 6)):
            self.chapter, self.inside = chapter, 0
            self._decimal_heading(str(chapter), 1)
            if chapter == 1 or self.random.random() < 0.3:
                self._decimal_paragraphs(2)
                continue
            for section in range(1, self.random.randint(3, 5)):
                self._decimal_heading(f"{chapter}.{section}", 2)
                if self.random.random() < 0.3:
                    for part in (1, 2):
                        self._decimal_heading(f"{chapter}.{section}.{part}", 3)
                        self._decimal_paragraphs(1)
                else:
                    self._decimal_paragraphs(self.random.randint(1, 3))

    def _decimal_heading(self, label: str, level: int) -> None:
        title = self.voice.fresh("long" if self.random.random() < 0.12 else "short")
        if level == 1 and self.capitals:
            title = title.upper()
        printed = label + ("." if self.seed % 2 and self.manner == "decimal" else "")
        self._add("head", title, label=label, printed=printed, level=level)

    def _decimal_paragraphs(self, count: int) -> None:
        for _ in range(count):
            if self.manner == "chapterwise":
                self.inside += 1
                self._add(
                    "para",
                    self._said(),
                    printed=f"{self.chapter}.{self.inside}.",
                    number=self.inside,
                )
            else:
                self._add("para", self._said())
        if self.random.random() < 0.15:
            self._table()

    def _treaty(self) -> None:
        for chapter in range(self.random.randint(4, 6)):
            self._chapter_heading(chapter)
            for _ in range(self.random.randint(2, 4)):
                self._article()

    def _chapter_heading(self, at: int) -> None:
        label = {"ar": speech.CHAPTERS_AR, "zh": speech.CHINESE}.get(self.language, speech.ROMAN)[
            at
        ]
        printed = self.voice.one("chapter").format(label)
        self._add("head", self.voice.fresh("short"), label=label, printed=printed, level=1)

    def _article(self) -> None:
        self.number += 1
        number = speech.chinese_number(self.number) if self.language == "zh" else str(self.number)
        printed = self.voice.one("article").format(number)
        self._add("head", "", printed=printed, level=9, zone="body", role="article")
        count = self.random.randint(1, 3)
        for at in range(count):
            mark = self._stop(at + 1) if count > 1 else ""
            self._add("item" if mark else "para", self.voice.sentences(1, 3), printed=mark)
        article = next(
            i for i in range(len(self.blocks) - 1, -1, -1) if self.blocks[i].role == "article"
        )
        self.blocks[article] = replace(self.blocks[article], number=self.number, kind="article")

    # ---- the end

    def _annexes(self) -> None:
        if self.random.random() < 0.5:
            return
        self.zone = "annex"
        count = self.random.randint(1, 2)
        for at in range(count):
            label = speech.ORDINALS.get(self.language, speech.ROMAN)[at] if count > 1 else ""
            self._add("front", f"{self.voice.one('annex')} {label}".strip(), role="annex")
            self._add("front", self.voice.one("short"), role="annex title")
            for number in range(1, self.random.randint(2, 5)):
                mark = self._stop(number) if self.manner != "plain" else ""
                self._add("para", self.voice.sentences(1, 3), printed=mark, number=number)
