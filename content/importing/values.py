"""What reading a report gives: an outline and its passages, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

PassageKind = Literal["paragraph", "item", "quote", "table", "footnote", "text"]
PartKind = Literal["note", "body", "annex"]

Mark = tuple[int, int, str]
"""Characters from one place to another, in italics ("em") or leading to the address given."""

PASSAGE_KINDS: tuple[PassageKind, ...] = get_args(PassageKind)
PART_KINDS: tuple[PartKind, ...] = get_args(PartKind)


@dataclass(frozen=True, slots=True)
class Vote:
    """One witness for or against a line being a heading; weight above 0 speaks for it."""

    witness: str
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Heading:
    """`first_paragraph` and `last_paragraph` include the headings below; None without any."""

    index: int
    level: int
    label: str | None
    title: str
    page: int | None
    first_paragraph: int | None
    last_paragraph: int | None
    part: PartKind
    parent: int | None
    votes: tuple[Vote, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """`key` is unique in a report and the same whenever the same bytes are read.

    Keys can be guessed by a person: "18", "18.a", "18.a.ii", "18.t1", "fn12", "note.2",
    "annex1.3". `heading` is the index of the heading it stands under. `calls` are the
    numbers of the footnotes called in the text, in order; the marks are not in `text`.
    A table's text has a line for each row and a tab between cells.
    """

    key: str
    kind: PassageKind
    number: str | None
    heading: int | None
    part: PartKind
    page: int | None
    text: str
    calls: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """Text of the file that is no part of the report's body, kept so that nothing is lost."""

    kind: str
    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Mended:
    """Words put together again, as printed and as they are now; `passage` is the key of the one
    that has them, "" for a heading."""

    passage: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Numbering:
    count: int = 0
    first: int | None = None
    last: int | None = None
    missing: tuple[int, ...] = ()
    duplicated: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "count": self.count,
            "first": self.first,
            "last": self.last,
            "missing": list(self.missing),
            "duplicated": list(self.duplicated),
        }


@dataclass(frozen=True, slots=True)
class Part:
    kind: PartKind
    title: str
    paragraphs: Numbering


@dataclass(frozen=True, slots=True)
class Reading:
    """`headings` holds those of every part; `to_json` shows those of the body."""

    title: str
    language: str
    symbol: str | None
    sha256: str
    format: str
    pages: int | None
    headings: tuple[Heading, ...]
    passages: tuple[Passage, ...]
    parts: tuple[Part, ...]
    paragraphs: Numbering
    numbered_unit: str
    footnotes: int
    set_aside: tuple[SetAside, ...]
    coverage: float
    warnings: tuple[str, ...]
    mended: tuple[Mended, ...] = ()

    def to_json(self, *, passages: bool = False) -> dict[str, Any]:
        """The document that the command `outline` prints."""
        document: dict[str, Any] = {
            "title": self.title,
            "language": self.language,
            "symbol": self.symbol,
            "headings": [_heading_json(h) for h in self.headings if h.part == "body"],
            "numbered_unit": self.numbered_unit,
            "paragraphs": self.paragraphs.to_json(),
            "parts": [
                {"kind": p.kind, "title": p.title, "paragraphs": p.paragraphs.to_json()}
                for p in self.parts
            ],
            "footnotes": self.footnotes,
            "set_aside": [{"kind": s.kind, "text": s.text, "page": s.page} for s in self.set_aside],
            "coverage": round(self.coverage, 4),
            "warnings": list(self.warnings),
        }
        if passages:
            document["passages"] = [_passage_json(p) for p in self.passages]
        return document

    def dump(self) -> dict[str, Any]:
        """Everything, as plain lists and dictionaries; `load` gives the equal value back."""
        dumped: dict[str, Any] = _plain(self)
        return dumped

    @staticmethod
    def load(dumped: dict[str, Any]) -> Reading:
        fields = dict(dumped)
        fields["headings"] = tuple(_heading_from(h) for h in dumped["headings"])
        fields["passages"] = tuple(_passage_from(p) for p in dumped["passages"])
        fields["parts"] = tuple(
            Part(p["kind"], p["title"], _numbering_from(p["paragraphs"])) for p in dumped["parts"]
        )
        fields["paragraphs"] = _numbering_from(dumped["paragraphs"])
        fields["set_aside"] = tuple(SetAside(**s) for s in dumped["set_aside"])
        fields["warnings"] = tuple(dumped["warnings"])
        fields["mended"] = tuple(Mended(**one) for one in dumped.get("mended", ()))
        return Reading(**fields)


def _heading_json(heading: Heading) -> dict[str, Any]:
    return {
        "level": heading.level,
        "label": heading.label,
        "title": heading.title,
        "first_paragraph": heading.first_paragraph,
        "last_paragraph": heading.last_paragraph,
    }


def _passage_json(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.key,
        "kind": passage.kind,
        "number": passage.number,
        "heading": passage.heading,
        "part": passage.part,
        "page": passage.page,
        "text": passage.text,
        "calls": list(passage.calls),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    slots = getattr(type(value), "__slots__", None)
    if slots is None:
        return value
    return {name: _plain(getattr(value, name)) for name in slots}


def _numbering_from(fields: dict[str, Any]) -> Numbering:
    return Numbering(
        **{**fields, "missing": tuple(fields["missing"]), "duplicated": tuple(fields["duplicated"])}
    )


def _passage_from(fields: dict[str, Any]) -> Passage:
    marks = tuple((start, end, kind) for start, end, kind in fields.get("marks", ()))
    return Passage(**{**fields, "calls": tuple(fields["calls"]), "marks": marks})


def _heading_from(fields: dict[str, Any]) -> Heading:
    return Heading(**{**fields, "votes": tuple(Vote(**vote) for vote in fields["votes"])})
