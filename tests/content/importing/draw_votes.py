"""`python -m tests.content.importing.draw_votes`: draws docs/reading-votes.png.

A made-up page on the left; on the right, for each heading, the votes that made it one.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from content.importing.pipeline import read
from content.importing.values import Heading, Reading

TARGET = Path(__file__).resolve().parents[3] / "docs" / "reading-votes.png"
PAGE = """II. Progress made

A. Training

4. The following were trained in the year:

(a) Two judges;

(b) Three officers.

5. Each of them has since trained others.

B. Equipment

6. Vehicles were sent to four offices.

7. Radios were sent to three of them.
"""
WIDTH, LINE, MIDDLE = 1180, 24, 420


def drawn(reading: Reading) -> Image.Image:
    rows = [line for line in PAGE.splitlines() if line]
    heads = {f"{h.label}. {h.title}": h for h in reading.headings}
    height = LINE * (2 + sum(1 + _extra(heads.get(row)) for row in rows))
    image = Image.new("RGB", (WIDTH, height), "white")
    draw, top = ImageDraw.Draw(image), LINE
    for row in rows:
        head = heads.get(row)
        _text(draw, 24, top, row, "#0b3d66" if head else "#222222")
        if head:
            _votes(draw, top, head)
        else:
            _text(draw, MIDDLE, top, "text: in the run, or an item of a list", "#777777")
        top += LINE * (1 + _extra(head))
    draw.line([(MIDDLE - 16, 0), (MIDDLE - 16, height)], fill="#bbbbbb")
    return image


def _extra(head: Heading | None) -> int:
    return len(head.votes) if head else 0


def _votes(draw: ImageDraw.ImageDraw, top: int, head: Heading) -> None:
    score = sum(vote.weight for vote in head.votes)
    _text(draw, MIDDLE, top, f"heading of level {head.level}: {score:+.1f}", "#0b3d66")
    for place, vote in enumerate(head.votes, 1):
        at, zero = top + place * LINE, MIDDLE + 60
        colour = "#2e7d32" if vote.weight > 0 else "#b3261e"
        bar = sorted((zero, zero + int(50 * vote.weight)))
        draw.rectangle([(bar[0], at + 4), (bar[1] + 1, at + LINE - 6)], fill=colour)
        _text(draw, zero + 90, at, f"{vote.weight:+.1f}  {vote.witness}: {vote.why}", "#222222")


def _text(draw: ImageDraw.ImageDraw, left: int, top: int, said: str, colour: str) -> None:
    draw.text((left, top), said, fill=colour, font=ImageFont.load_default(16))


def main() -> None:
    drawn(read(PAGE.encode())).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
