"""A zip from anybody: names and sizes are checked before and while it is unpacked."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from content.interchange.problems import BadPackage, Found, Problem

LARGEST_ZIP = 50 * 1024 * 1024
LARGEST_UNPACKED = 80 * 1024 * 1024
LARGEST_TEXT = 5 * 1024 * 1024
LARGEST_PICTURE = 10 * 1024 * 1024
MOST_FILES = 3_000
PIECE = 1 << 16

COURSE = "course.yaml"
LANGUAGE = re.compile(r"([a-z]{2,3}(?:-[a-z0-9]{2,8})?)\.md")
PICTURE = re.compile(r"pictures/([A-Za-z0-9_][\w.-]{0,99})\.(?:svg|png|jpe?g|webp|gif)", re.ASCII)
# What people, their systems and git put beside a course.
BESIDE = re.compile(
    r"(?:.*/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini|\.git[\w.]*)|__MACOSX/.*|\.git/.*"
    r"|(?:README|LICEN[CS]E|CHANGELOG)(?:\.\w+)?",
    re.IGNORECASE,
)
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def unpack(data: bytes, found: Found) -> dict[str, bytes]:
    """{name: bytes} of what belongs to a course. Raises BadPackage for what is no package."""
    archive = _opened(data)
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise _bad("too_many_files", count=len(members), most=MOST_FILES)
    names = dict(_named(members, found))
    if found.errors:
        return {}
    if sum(member.file_size for member in names.values()) > LARGEST_UNPACKED:
        raise _bad("unpacks_too_large")
    return _read(archive, names)


def _opened(data: bytes) -> zipfile.ZipFile:
    if len(data) > LARGEST_ZIP:
        raise _bad("too_large")
    if not data:
        raise _bad("empty")
    if not data.startswith(b"PK"):
        raise _bad("no_zip")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _bad("damaged") from error


def _named(members: list[zipfile.ZipInfo], found: Found) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    top = _top([member.filename for member in members])
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if (why := _unsafe(member)) is not None:
            found.add(why, name)
            continue
        name = name.removeprefix(top)
        if not name or member.is_dir() or BESIDE.fullmatch(name):
            continue
        if name.casefold() in seen:
            found.add("twice_in_zip", name)
        elif not is_known(name):
            found.add("unknown_file", name)
        else:
            yield name, member
        seen.add(name.casefold())


def _top(names: list[str]) -> str:
    """ "slug/" where everything stands in one folder, as a zip of a folder or of git has it."""
    places = [name for name in names if name.endswith(f"/{COURSE}") and name.count("/") == 1]
    if COURSE in names or len(places) != 1:
        return ""
    return places[0].removesuffix(COURSE)


def _unsafe(member: zipfile.ZipInfo) -> str | None:
    """The code of what is wrong with an entry whatever it holds."""
    name = member.filename
    parts = name.replace("\\", "/").split("/")
    if "\\" in name or name.startswith("/") or ":" in name or ".." in parts or "\0" in name:
        return "outside"
    if any(RESERVED.fullmatch(part) or part.endswith((" ", ".")) for part in parts if part):
        return "windows_name"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "symlink"
    if member.flag_bits & 0x1:
        return "encrypted"
    return None if member.compress_type in METHODS else "packed_otherwise"


def is_known(name: str) -> bool:
    return name == COURSE or bool(LANGUAGE.fullmatch(name) or PICTURE.fullmatch(name))


def _read(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    files, left = {}, LARGEST_UNPACKED
    for name, member in names.items():
        most = LARGEST_PICTURE if name.startswith("pictures/") else LARGEST_TEXT
        files[name] = _member(archive, member, name, min(most, left))
        left -= len(files[name])
    return files


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, most: int) -> bytes:
    """Headers lie about sizes: what really comes out is counted."""
    pieces, size = [], 0
    try:
        with archive.open(member) as file:
            while piece := file.read(PIECE):
                size += len(piece)
                if size > most:
                    raise _bad("file_too_large", name, most=f"{most // (1024 * 1024)}")
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise _bad("damaged_file", name) from error
    except (NotImplementedError, RuntimeError) as error:
        raise _bad("packed_otherwise", name) from error
    return b"".join(pieces)


def _bad(code: str, file: str = "", **details: object) -> BadPackage:
    found = Found()
    found.add(code, file, **details)
    problem: Problem = found.problems[0]
    return BadPackage(problem)
