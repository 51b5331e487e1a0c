"""Made-up reports set as PDF pages with typst: mastheads, running heads, footnotes, columns."""

from __future__ import annotations

import typst

from tests.content.importing.support.reports import ANNEXES, CONTENTS, OPENINGS, SUMMARIES, Report
from tests.content.importing.support.writers import contents_of

FONTS = {
    "ar": "Noto Naskh Arabic", "zh": "Noto Sans CJK SC",
}  # fmt: skip
_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\#$*_`<>@=-+/~[]\"'."})


def safe(text: str) -> str:
    return text.translate(_SPECIAL)


def missing_font(language: str) -> str | None:
    """The font that this language needs and the machine has not."""
    needed = FONTS.get(language)
    found = typst.Fonts().families() if needed else []
    return needed if needed and needed not in found else None


def as_pdf(report: Report, *, centred: bool = False) -> bytes:
    """A tagged PDF, as typst makes them."""
    return typst.compile(_source(report, centred).encode())


def _source(report: Report, centred: bool) -> str:
    font = FONTS.get(report.language, "Noto Serif")
    out = [
        f'#set text(font: ("{font}", "DejaVu Sans"), size: 10pt, lang: "{report.language}")',
        "#set page(margin: (x: 3.5cm, y: 2.6cm), numbering: none,",
        f'  header: context [#set text(8pt, weight: "bold"); {safe(report.symbol)}],',
        "  footer: context [#set text(8pt); #counter(page).get().first();/9 25-00123])",
        "#set par(justify: true, spacing: 14pt)",
        f"#text(20pt)[{safe(_organ(report))}]",
        "",
        f'#text(14pt, weight: "bold")[{safe(report.title)}]',
        "",
    ]
    if report.opening:
        out = [*out[:-4], f'#text(12pt, weight: "bold")[{safe(OPENINGS[report.language])}]', ""]
        for paragraph in report.opening:
            out += [f"{safe(report.lead(paragraph))}{safe(paragraph.text)}", ""]
        out += ["#pagebreak()", f'#text(14pt, weight: "bold")[{safe(report.title)}]', ""]
    if report.summary:
        out += [f'#text(12pt, style: "italic")[{SUMMARIES[report.language]}]', ""]
        out += [line for text in report.summary for line in (safe(text), "")]
    if report.contents:
        out += [f'#pagebreak()\n#text(12pt, weight: "bold")[{CONTENTS[report.language]}]', ""]
        for _, said, page in contents_of(report):
            out += [f"{safe(said)} #box(width: 1fr, repeat[.]) {page}", ""]
        out.append("#pagebreak()")
    for top in report.sections:
        for section in top.walk():
            size = {1: 14, 2: 12}.get(section.level, 10)
            said = f"{section.printed} {section.title}".strip()
            said = f'#text({size}pt, weight: "bold")[{safe(said)}]'
            out += ["#v(8pt)", f"#align(center)[{said}]" if centred else said, ""]
            for paragraph in section.paragraphs:
                note = f"#footnote[{safe(paragraph.note)}]" if paragraph.note else ""
                lead = safe(report.lead(paragraph))
                if report.kind == "articles":
                    out += [f"#align(center)[{lead}]", ""]
                    lead = ""
                out += [f"{lead}{safe(paragraph.text)}{note}", ""]
                for label, text in paragraph.items:
                    out += [f"#h(2em);{safe(report.item(paragraph, label))} {safe(text)}", ""]
    if report.annex:
        out += [f'#pagebreak()\n#text(14pt, weight: "bold")[{ANNEXES[report.language]}]', ""]
        for paragraph in report.annex:
            out += [f"{paragraph.number}\\. {safe(paragraph.text)}", ""]
    return "\n".join(out)


def _organ(report: Report) -> str:
    return {"ar": "الجمعية العامة", "zh": "大会"}.get(report.language, "General Assembly")
