"""HTML in two manners: a site's own pages, and what a word processor saves; and sheets to print."""

from __future__ import annotations

from html import escape

from tests.content.importing.support.second.report import CALL, Block, Made
from tests.content.importing.support.second.sheet import Layout, Row, head_and_foot

PRINT = """
@page { size: A4; margin: 0 }
body { margin: 0;
  font: 10.5pt/15.5pt 'Noto Serif', 'Noto Naskh Arabic', 'Noto Serif CJK SC', serif }
section { height: 841pt; box-sizing: border-box; padding: 62pt 66pt; position: relative;
  overflow: hidden; break-after: page }
header { position: absolute; top: 26pt; font-size: 9pt }
footer { position: absolute; bottom: 22pt; font-size: 9pt }
aside { position: absolute; bottom: 52pt; inset-inline: 66pt; font-size: 8.5pt; line-height: 11.5pt;
  border-top: .6pt solid }
p, h1, h2, h3, h4, td { font-size: 1em; font-weight: normal; margin: 0 }
.b { font-weight: bold } .i { font-style: italic } .s { font-size: 9pt } .l { font-size: 13pt }
.m { text-align: center } sup { font-size: .6em; line-height: 0 }
td { padding-inline-end: 60pt }
"""


def as_site(report: Made) -> bytes:
    """Headings by their level, notes as a list at the end, calls linked to them."""
    said = [_site(report, block) for block in report.blocks]
    notes = "".join(
        f'<li id="fn{n}">{escape(note)} <a href="#ref{n}">↩</a></li>'
        for n, note in report.notes.items()
    )
    turn = ' dir="rtl"' if report.rtl else ""
    return (
        f'<!doctype html><html lang="{report.language}"{turn}><head><meta charset="utf-8">'
        f"<title>{escape(report.title)}</title></head><body><nav><a href='/'>Home</a></nav><main>"
        f"{''.join(said)}<section class='footnotes'><ol>{notes}</ol></section></main></body></html>"
    ).encode()


def _site(report: Made, block: Block) -> str:
    def linked(text: str) -> str:
        return CALL.sub(r'<sup><a id="ref\1" href="#fn\1">\1</a></sup>', escape(text))

    words = " ".join(filter(None, (block.printed, linked(block.text))))
    if block.kind == "head" or block.kind == "article":
        rank = 4 if block.kind == "article" else min(block.level + 1, 5)
        return f"<h{rank}>{words}</h{rank}>"
    if block.kind == "table":
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in block.rows
        )
        return f"<table><caption>{words}</caption>{rows}</table>"
    if block.role == "title":
        return f"<h1>{words}</h1>"
    if block.role in ("annex", "part"):
        return f"<h2>{words}</h2>"
    if block.kind == "box":
        return f"<aside><b>{escape(block.printed)}</b> {linked(block.text)}</aside>"
    if block.kind == "quote":
        return f"<blockquote><p>{words}</p></blockquote>"
    run_in = f"<b>{escape(block.run_in)}</b> " if block.run_in else ""
    printed = f"{block.printed} " if block.printed else ""
    leader = f" ..... {block.role}" if block.kind == "entry" else ""
    return f"<p>{printed}{run_in}{linked(block.text)}{leader}</p>"


def as_saved(report: Made) -> bytes:
    """Paragraphs alone, with style in their attributes, white space from ends, [n] as calls."""
    said = [_saved(block) for block in report.blocks]
    notes = "".join(
        f"<div id='ftn{n}'><p class=MsoFootnoteText><a href='#_ftnref{n}' name='_ftn{n}'>"
        f"<span class=MsoFootnoteReference>[{n}]</span></a> {escape(note)}</p></div>"
        for n, note in report.notes.items()
    )
    turn = " dir=RTL" if report.rtl else ""
    return (
        f"<html><head><meta charset=utf-8><style>p.MsoNormal {{margin:0}}</style></head>"
        f"<body lang={report.language}><div class=WordSection1{turn}>{''.join(said)}</div>"
        f"<div><br clear=all><hr size=1 width='33%'>{notes}</div></body></html>"
    ).encode()


def _saved(block: Block) -> str:
    def linked(text: str) -> str:
        return CALL.sub(
            r"<a href='#_ftn\1' name='_ftnref\1'><span class=MsoFootnoteReference>[\1]</span></a>",
            escape(text),
        ).replace(" ", "\n", 1)

    if block.kind == "table":
        rows = "".join(
            "<tr>" + "".join(f"<td><p class=MsoNormal>{escape(c)}</p></td>" for c in row) + "</tr>"
            for row in block.rows
        )
        return (
            f"<p class=MsoNormal>{block.printed}</p><p class=MsoNormal><b>{block.text}</b></p>"
            f"<table border=1>{rows}</table>"
        )
    text = linked(block.text)
    if block.run_in:
        text = f"<b>{escape(block.run_in)}</b> {text}"
    if block.kind == "entry":
        text += f"<span>............</span>{block.role}"
    tab = "<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp;&nbsp; </span>"
    text = f"{block.printed}{tab}{text}" if block.printed else text
    if block.kind in ("head", "article") or block.role in ("title", "annex", "part"):
        text = f"<b>{text}</b>" if block.printed or block.kind != "head" else f"<i>{text}</i>"
    side = "center" if block.kind == "article" or block.role == "annex" else "start"
    return f"<p class=MsoNormal style='text-align:{side}'>{text}</p><p class=MsoNormal>&nbsp;</p>"


def as_sheets(report: Made) -> str:
    """HTML whose pages are laid out, to be printed to PDF by a browser."""
    layout = Layout(report)
    pages = []
    for number, sheet in enumerate(layout.sheets, 1):
        head, foot = head_and_foot(report, number, len(layout.sheets))
        header = f"<header>{escape(head)}</header>" if number > 1 else ""
        notes = "".join(_printed_group(group) for group in _groups(sheet.notes))
        notes = f"<aside>{notes}</aside>" if notes else ""
        body = "".join(_printed_group(group) for group in _groups(sheet.rows))
        pages.append(f"<section>{header}{body}{notes}<footer>{escape(foot)}</footer></section>")
    turn = ' dir="rtl"' if report.rtl else ""
    return (
        f'<!doctype html><html lang="{report.language}"{turn}><head><meta charset="utf-8">'
        f"<title>{escape(report.title)}</title><style>{PRINT}</style></head>"
        f"<body>{''.join(pages)}</body></html>"
    )


def _groups(rows: list[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _kin(groups[-1][0]) == _kin(row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _kin(row: Row) -> tuple[int, bool, str, str]:
    return row.block, bool(row.cells), row.tag, row.style


def _printed_group(rows: list[Row]) -> str:
    first = rows[0]
    space = f"margin-top:{first.gap * 15.5:.1f}pt"
    if first.cells:
        cells = "".join(
            "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row.cells) + "</tr>" for row in rows
        )
        return f"<table style='{space}'>{cells}</table>"
    tag = first.tag.lower() if first.tag[0] == "H" else "p"
    names = " ".join(first.style) + (" m" if first.middle else "")
    hang = rows[1].at if len(rows) > 1 else first.at
    text = CALL.sub(r"<sup>\1</sup>", escape(_joined(rows)))
    indent = f"margin-inline-start:{hang:.1f}em;text-indent:{first.at - hang:.1f}em"
    return f"<{tag} class='{names}' style='{space};{indent}'>{text}</{tag}>"


def _joined(rows: list[Row]) -> str:
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in rows[0].text)
    return ("" if chinese else " ").join(row.text for row in rows)
