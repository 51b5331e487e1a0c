"""The file: a plain tar that any tar lists, with a seal at its end over every byte before it.

Members in order: `parcours-backup` (the format's number), the database, `secret_key`, `media/…`,
`manifest.json`, `seal`. The tar is not compressed: the database's member is, pictures and PDFs
are already, and so the manifest is found without unpacking what stands before it.
"""

import hashlib
import json
import os
import tarfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from elearning.backup.errors import Damaged, NotABackup

FORMAT = 1
MARK, MANIFEST, SEAL = "parcours-backup", "manifest.json", "seal"
CHUNK = 1 << 20
BLOCK = tarfile.BLOCKSIZE
END = b"\0" * 2 * BLOCK

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Member:
    """What the manifest says of a member: its size in bytes, and the SHA-256 of its content."""

    size: int
    sha256: str


class ArchiveWriter:
    """Appends members whose size is known only once they are written: their header comes last."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.members: dict[str, Member] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        start = self.file.tell()
        self.file.write(header(name, 0))
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            digest.update(chunk)
            size += self.file.write(chunk)
        self.file.write(b"\0" * (-size % BLOCK))
        end = self.file.tell()
        self.file.seek(start)
        self.file.write(header(name, size))
        self.file.seek(end)
        self.members[name] = Member(size, digest.hexdigest())

    def seal(self, path: Path) -> None:
        """Reads back what was written, and closes it with the digest of it."""
        self.file.flush()
        self.file.write(seal_over(digest_of(path, self.file.tell())))
        self.file.flush()
        os.fsync(self.file.fileno())


def header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape")


def seal_over(digest: str) -> bytes:
    """The archive's last bytes; always as many."""
    content = f"{digest}\n".encode()
    return header(SEAL, len(content)) + content.ljust(BLOCK, b"\0") + END


SEAL_BYTES = len(seal_over("0" * 64))


def digest_of(path: Path, size: int) -> str:
    """The SHA-256 of the first `size` bytes of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while size > 0 and (chunk := file.read(min(CHUNK, size))):
            digest.update(chunk)
            size -= len(chunk)
    return digest.hexdigest()


def is_backup(path: Path) -> bool:
    """Whether the file begins as ours do."""
    with path.open("rb") as file:
        return file.read(BLOCK) == header(MARK, len(f"{FORMAT}\n"))


@contextmanager
def new_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Writes beside `path`, for nobody but us to read; `path` is there whole or as it was."""
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            writer = ArchiveWriter(file)
            writer.add(MARK, [f"{FORMAT}\n".encode()])
            yield writer
            writer.seal(half)
        half.replace(path)
        sync_folder(path.parent)
    finally:
        half.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Makes a rename outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_seal(path: Path) -> None:
    """Reads every byte once. Raises NotABackup or Damaged."""
    size = path.stat().st_size
    if not is_backup(path):
        raise NotABackup(f"{path} is no backup of Parcours.")
    with path.open("rb") as file:
        file.seek(max(size - SEAL_BYTES, 0))
        tail = file.read()
    if tail != seal_over(digest_of(path, size - SEAL_BYTES)):
        raise Damaged(f"{path} is damaged or cut short: its seal does not match its content.")


class Archive:
    """A sealed archive, read."""

    def __init__(self, path: Path) -> None:
        check_seal(path)
        self.path = path
        try:
            self.tar = tarfile.open(path, "r:", encoding="utf-8")  # noqa: SIM115
            self.infos = {info.name: info for info in self.tar}
        except tarfile.TarError as error:
            raise Damaged(f"{path} cannot be read: {error}.") from error

    def json(self, name: str) -> Any:
        return json.loads(b"".join(self.chunks(name)))

    def chunks(self, name: str) -> Iterator[bytes]:
        info = self.infos.get(name)
        file = self.tar.extractfile(info) if info is not None and info.isreg() else None
        if file is None:
            raise Damaged(f"{self.path} lacks {name}.")
        while chunk := file.read(CHUNK):
            yield chunk

    def checked(self, name: str, expected: Member) -> Iterator[bytes]:
        """The content; raises Damaged at its end unless it was the one expected."""
        digest, size = hashlib.sha256(), 0
        for chunk in self.chunks(name):
            digest.update(chunk)
            size += len(chunk)
            yield chunk
        if Member(size, digest.hexdigest()) != expected:
            raise Damaged(f"{self.path}: {name} is not what the manifest says.")

    def check(self, name: str, expected: Member) -> None:
        for _chunk in self.checked(name, expected):
            pass

    def unpack(self, name: str, expected: Member, target: Path) -> None:
        """Writes a member to a new file. Raises Damaged."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for chunk in self.checked(name, expected):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        self.tar.close()


def path_inside(name: str) -> PurePosixPath:
    """A member's name as a path that leads nowhere else. Raises Damaged."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name or not path.parts:
        raise Damaged(f"A backup names the file {name!r}, which would lie elsewhere.")
    return path


def as_chunks(text: str) -> list[bytes]:
    return [text.encode()]
