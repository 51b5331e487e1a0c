"""Made-up reports whose outline is known, because it was there before the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from content.importing.numerals import (
    ABJAD_NAMES,
    arabic_abjad_letter,
    arabic_ordinal,
    chinese_numeral,
    latin_letter,
    roman,
)
from tests.content.importing.support.words import sentence, title

SUMMARIES = {
    "en": "Summary", "fr": "Résumé", "es": "Resumen", "ru": "Резюме", "ar": "موجز", "zh": "摘要",
}  # fmt: skip
ANNEXES = {
    "en": "Annex", "fr": "Annexe", "es": "Anexo", "ru": "Приложение", "ar": "المرفق", "zh": "附件",
}  # fmt: skip
CONTENTS = {
    "en": "Contents", "fr": "Table des matières", "es": "Índice", "ru": "Содержание",
    "ar": "المحتويات", "zh": "目录",
}  # fmt: skip


_ORDINALS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس")
CHAPTER_LABELS: dict[str, Callable[[int], str]] = {
    "en": roman, "fr": roman, "es": roman, "ru": roman, "ar": lambda n: _ORDINALS[n - 1],
    "zh": chinese_numeral,
}  # fmt: skip
CHAPTERS: dict[str, Callable[[int], str]] = {
    "en": lambda n: f"Chapter {roman(n)}:", "fr": lambda n: f"Chapitre {roman(n)}.",
    "es": lambda n: f"Capítulo {roman(n)}.", "ru": lambda n: f"Глава {roman(n)}.",
    "ar": lambda n: f"الفصل {_ORDINALS[n - 1]}:", "zh": lambda n: f"第{chinese_numeral(n)}章：",
}  # fmt: skip
ARTICLES: dict[str, Callable[[int], str]] = {
    "en": lambda n: f"Article {n}", "fr": lambda n: f"Article {n}", "es": lambda n: f"Artículo {n}",
    "ru": lambda n: f"Статья {n}", "ar": lambda n: f"المادة {n}",
    "zh": lambda n: f"第{chinese_numeral(n)}条",
}  # fmt: skip
OPENINGS = {
    "en": "Note by the Secretary-General", "fr": "Note du Secrétaire général",
    "es": "Nota del Secretario General", "ru": "Записка Генерального секретаря",
    "ar": "مذكرة من الأمين العام", "zh": "秘书长的说明",
}  # fmt: skip


@dataclass(slots=True)
class Paragraph:
    number: int
    text: str
    items: list[tuple[str, str]] = field(default_factory=list)
    note: str | None = None  # the text of a footnote called at its end
    agenda: bool = False  # its items are numbered like paragraphs: a quoted agenda


@dataclass(slots=True)
class Section:
    level: int
    label: str | None
    printed: str  # the label as printed, with its stop
    title: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    below: list[Section] = field(default_factory=list)

    def walk(self) -> Iterator[Section]:
        yield self
        for section in self.below:
            yield from section.walk()

    def numbers(self) -> list[int]:
        return [p.number for section in self.walk() for p in section.paragraphs]


@dataclass(slots=True)
class Report:
    language: str
    symbol: str
    title: str
    sections: list[Section]
    summary: list[str]
    annex: list[Paragraph]
    contents: bool
    kind: str = "roman"
    opening: list[Paragraph] = field(default_factory=list)  # of a note before the title

    def headings(self) -> list[tuple[int, str | None, str, int | None, int | None]]:
        found = []
        for top in self.sections:
            for section in top.walk():
                numbers = section.numbers() if self.kind != "decimal" else []
                first, last = (numbers[0], numbers[-1]) if numbers else (None, None)
                found.append((section.level, section.label, section.title, first, last))
        return found

    def paragraphs(self) -> list[Paragraph]:
        return [p for top in self.sections for s in top.walk() for p in s.paragraphs]

    def lead(self, paragraph: Paragraph) -> str:
        """What is printed in front of a paragraph's text."""
        if self.kind == "decimal":
            return ""
        if self.kind == "articles":
            return ARTICLES[self.language](paragraph.number)
        return f"{paragraph.number}{'-' if self.language == 'ar' else '.'} "

    def item(self, paragraph: Paragraph, label: str) -> str:
        if paragraph.agenda:
            return f"{label}."
        return f"({label})" if self.language in ("en", "ar", "zh") else f"{label})"

    def notes(self) -> list[str]:
        return [p.note for p in self.paragraphs() if p.note is not None]


class Maker:
    """Draws a report from a seed: sections of up to four levels, items, footnotes, an annex."""

    def __init__(
        self, seed: int, language: str, *, notes: bool = True, kind: str = "roman"
    ) -> None:
        """`kind`: "roman" sections, "decimal" ones, or "articles" in chapters."""
        self._kind = kind
        self._bare = False
        self._rng = Random(f"{seed} {language} {kind}")
        self._language = language
        self._number = 0
        self._notes = notes
        self._used: set[str] = set()

    def report(self) -> Report:
        rng, language = self._rng, self._language
        sections = [self._section(1, place) for place in range(1, rng.randint(3, 6))]
        opening = [Paragraph(n, self._text()) for n in range(1, rng.choice((1, 1, 3)))]
        if self._kind != "roman":
            opening = []
        annex = [Paragraph(n, self._text()) for n in range(1, rng.choice((1, 1, 4)))]
        return Report(
            language=language,
            symbol=f"A/{rng.randint(60, 90)}/{rng.randint(100, 999)}",
            title=title(rng, language, 5, 8),
            sections=sections,
            summary=[self._text()] if rng.random() < 0.5 else [],
            annex=annex,
            contents=rng.random() < 0.4,
            kind=self._kind,
            opening=opening,
        )

    def _section(self, level: int, place: int, above: str = "") -> Section:
        rng = self._rng
        label, printed = self._label(level, place, above)
        section = Section(level, label, printed, self._title(level))
        most = {"roman": 4, "decimal": 3, "articles": 1}[self._kind]
        deeper = level < most and rng.random() < (0.6, 0.35, 0.25)[level - 1] and label is not None
        if deeper:
            if rng.random() < 0.5:
                section.paragraphs = self._paragraphs(1, 2)
            below = range(1, rng.randint(3, 5))
            self._bare = self._kind == "roman" and level < 3 and rng.random() < 0.25
            bare = self._bare
            for place in below:
                self._bare = bare
                section.below.append(self._section(level + 1, place, printed.rstrip(".")))
            self._bare = False
        else:
            section.paragraphs = self._paragraphs(1, 5)
        return section

    def _label(self, level: int, place: int, above: str) -> tuple[str | None, str]:
        language = self._language
        if self._bare:
            return None, ""
        if self._kind == "decimal":
            label = f"{above}.{place}" if above else str(place)
            return label, label if above else f"{label}."
        if self._kind == "articles":
            return CHAPTER_LABELS[language](place), CHAPTERS[language](place)
        if language == "ar" and level <= 2:
            names = (arabic_ordinal(place), ABJAD_NAMES[place - 1])
            return names[level - 1], f"{names[level - 1]} -"
        if language == "zh" and level == 1:
            return chinese_numeral(place), f"{chinese_numeral(place)}."
        label = (roman(place), latin_letter(place).upper(), str(place), latin_letter(place))[
            level - 1
        ]
        return label, f"{label})" if level == 4 else f"{label}."

    def _title(self, level: int) -> str:
        for _ in range(20):
            said = title(self._rng, self._language, 2, 7)
            if said not in self._used:
                break
        self._used.add(said)
        return said

    def _paragraphs(self, least: int, most: int) -> list[Paragraph]:
        return [self._paragraph() for _ in range(self._rng.randint(least, most))]

    def _paragraph(self) -> Paragraph:
        self._number += 1
        paragraph = Paragraph(self._number, self._text())
        if self._kind == "roman" and self._rng.random() < 0.04:
            paragraph.agenda = True
            count = self._rng.randint(3, 6)
            texts = [title(self._rng, self._language, 3, 7) for _ in range(count)]
            stop = "。" if self._language == "zh" else "."
            paragraph.items = [(str(n), text + stop) for n, text in enumerate(texts, 1)]
            paragraph.text = paragraph.text[:-1] + ("：" if self._language == "zh" else ":")
            return paragraph
        if self._rng.random() < 0.15:
            colon, semicolon = ("：", "；") if self._language == "zh" else (":", ";")
            paragraph.text = paragraph.text[:-1] + colon
            count = self._rng.randint(2, 4)
            for place in range(1, count + 1):
                text = sentence(self._rng, self._language, 6, 20)
                text = text if place == count else text[:-1] + semicolon
                paragraph.items.append((self._item(place), text))
        elif self._notes and self._rng.random() < 0.2:
            paragraph.note = sentence(self._rng, self._language, 4, 12)
        return paragraph

    def _item(self, place: int) -> str:
        return arabic_abjad_letter(place) if self._language == "ar" else latin_letter(place)

    def _text(self) -> str:
        gap = "" if self._language == "zh" else " "
        count = self._rng.randint(2, 5)
        return gap.join(sentence(self._rng, self._language) for _ in range(count))


def made_up(seed: int, language: str, *, notes: bool = True, kind: str = "roman") -> Report:
    return Maker(seed, language, notes=notes, kind=kind).report()
