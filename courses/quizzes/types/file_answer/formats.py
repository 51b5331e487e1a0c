"""The formats of files that an author may allow. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """`endings`: how names end, the usual one first; `media_type` is what we serve it as."""

    label: str
    endings: tuple[str, ...]
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {
    "pdf": Format("PDF", ("pdf",), "application/pdf"),
    "docx": Format("Word (docx)", ("docx",), f"{_OFFICE}.wordprocessingml.document"),
    "odt": Format("OpenDocument (odt)", ("odt",), "application/vnd.oasis.opendocument.text"),
    "txt": Format("Text (txt)", ("txt",), "text/plain; charset=utf-8"),
    "png": Format("PNG", ("png",), "image/png"),
    "jpg": Format("JPEG", ("jpg", "jpeg"), "image/jpeg"),
    "xlsx": Format("Excel (xlsx)", ("xlsx",), f"{_OFFICE}.spreadsheetml.sheet"),
    "pptx": Format("PowerPoint (pptx)", ("pptx",), f"{_OFFICE}.presentationml.presentation"),
}
BY_ENDING = {ending: name for name, one in FORMATS.items() for ending in one.endings}


def ending_of(name: str) -> str:
    """ "Report.PDF" → "pdf"; "" without one."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def labels_of(names: list[str]) -> str:
    return ", ".join(FORMATS[name].label for name in names if name in FORMATS)


def accept_of(names: list[str]) -> str:
    """For the `accept` of an input: ".pdf,.jpg,.jpeg"."""
    return ",".join(f".{e}" for name in names if name in FORMATS for e in FORMATS[name].endings)
