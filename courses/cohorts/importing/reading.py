"""From the bytes of a CSV file to rows and problems, each with its line. No database.

Reads UTF-8 with or without BOM and UTF-16; commas, semicolons or tabs.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 10_000
COLUMNS = {
    "email": {"email", "e-mail", "mail", "address", "courriel", "adresse", "adresse e-mail"},
    "name": {"name", "full name", "nom", "nom complet"},
    "language": {"language", "lang", "langue"},
    "external_id": {"external_id", "external id", "id", "matricule", "identifiant"},
}
LIMITS = {"name": 150, "external_id": 60, "email": 254}
ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A person in the file; `line` counts from 1, the header included."""

    line: int
    email: str
    name: str = ""
    language: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and in which line; 0: with the file."""

    line: int
    message: str

    def __str__(self) -> str:
        if not self.line:
            return self.message
        return _("Line %(line)s: %(message)s") % {"line": self.line, "message": self.message}


@dataclass(frozen=True, slots=True)
class Reading:
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read_csv(data: bytes) -> Reading:
    """Everything that can be said about the file at once."""
    if len(data) > MAX_BYTES:
        return _broken(_("The file is over 2 MB. Split it."))
    text = _decode(data)
    if text is None:
        return _broken(_("This is not a text file in UTF-8 or UTF-16. Save it as “CSV UTF-8”."))
    if not text.strip():
        return _broken(_("The file is empty."))
    try:
        return _read(list(_lines(text)))
    except csv.Error:
        return _broken(_("This is not a CSV file. Save the sheet as “CSV UTF-8”."))


def _broken(message: str) -> Reading:
    return Reading((), (Problem(0, message),))


def _decode(data: bytes) -> str | None:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line where it ends, cells) of each row that has something in it."""
    head = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, [CONTROL.sub(" ", cell).strip() for cell in cells]


def _read(lines: list[tuple[int, list[str]]]) -> Reading:
    (_line, header), *body = lines
    columns = [_column(cell) for cell in header]
    if "email" not in columns:
        return _broken(
            _("The first line names the columns. One of them must be “email”; “name”, “language” "
              "and “external_id” may follow.")
        )  # fmt: skip
    if len(body) > MAX_ROWS:
        return _broken(_("The file has over 10,000 people. Split it."))
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line, cells in body:
        values = {
            name: cell for name, cell in zip(columns, cells, strict=False) if name is not None
        }
        row, found = _row(line, values, extra=len(cells) > len(columns))
        earlier = seen.setdefault(row.email, line)
        if row.email and earlier != line:
            found.append(_("%(email)s stands in line %(earlier)s already.")
                         % {"email": row.email, "earlier": earlier})  # fmt: skip
        problems += [Problem(line, message) for message in found]
        if not found:
            rows.append(row)
    return Reading(tuple(rows), tuple(problems))


def _column(cell: str) -> str | None:
    return next((name for name, others in COLUMNS.items() if cell.casefold() in others), None)


def _row(line: int, values: dict[str, str], *, extra: bool) -> tuple[Row, list[str]]:
    row = Row(
        line=line,
        email=values.get("email", "").lower(),
        name=values.get("name", ""),
        language=_language(values.get("language", "")),
        external_id=values.get("external_id", ""),
    )
    if extra:
        return row, [_("There are more cells than columns: is a name with a comma unquoted?")]
    return row, list(_problems_of(row, values))


def _problems_of(row: Row, values: dict[str, str]) -> Iterator[str]:
    if not row.email:
        yield _("The e-mail address is missing.")
    elif not ADDRESS.fullmatch(row.email):
        yield _("“%(email)s” is not an e-mail address.") % {"email": row.email}
    if row.language == "?":
        codes = ", ".join(code for code, _name in settings.LANGUAGES)
        yield _("The language “%(language)s” is not one of %(codes)s.") % {
            "language": values["language"],
            "codes": codes,
        }
    for name, limit in LIMITS.items():
        if len(getattr(row, name)) > limit:
            yield _("“%(column)s” has over %(limit)s characters.") % {
                "column": name,
                "limit": limit,
            }


def _language(cell: str) -> str:
    """A code of ours, "" for none given, "?" for one that we do not have."""
    code = cell.lower().replace("_", "-")
    if not code:
        return ""
    known = [known for known, _name in settings.LANGUAGES]
    short = code.partition("-")[0]
    for wanted in (code, short):
        found = next((one for one in known if one == wanted or one.startswith(f"{wanted}-")), None)
        if found:
            return found
    return "?"
