"""How much a report may hold. Sizes in bytes."""

from __future__ import annotations

import io
import zipfile
import zlib

from content.importing.problems import Damaged, Encrypted, TooManyParts, UnpacksTooLarge

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 120 * 1024 * 1024
LARGEST_MEMBER = 60 * 1024 * 1024
MOST_MEMBERS = 5_000
LONGEST_TEXT = 12_000_000  # characters
MOST_LINES = 400_000
MOST_PAGES = 3_000


class Package:
    """A zip file whose members are counted before and while they are unpacked."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Damaged(str(error)) from error
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise TooManyParts(f"{len(members)} members")
        if sum(member.file_size for member in members) > LARGEST_UNPACKED:
            raise UnpacksTooLarge("by its directory")
        self.names = frozenset(member.filename for member in members)
        self._unpacked = 0

    def read(self, name: str) -> bytes:
        """The member's bytes; b"" when there is none of that name."""
        if name not in self.names:
            return b""
        if self._zip.getinfo(name).flag_bits & 0x1:
            raise Encrypted(name)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(name) as member:
                while piece := member.read(1 << 16):
                    size += len(piece)
                    self._count(len(piece), size)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Damaged(f"{name}: {error}") from error
        except NotImplementedError as error:
            raise Damaged(f"{name}: {error}") from error
        return b"".join(pieces)

    def _count(self, more: int, member: int) -> None:
        """Headers can lie about sizes, so what really comes out is counted too."""
        self._unpacked += more
        if member > LARGEST_MEMBER or self._unpacked > LARGEST_UNPACKED:
            raise UnpacksTooLarge("while unpacking")
