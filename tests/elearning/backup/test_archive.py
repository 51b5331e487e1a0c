"""The archive by itself: whole, or refused."""

import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from elearning.backup.archive import (
    BLOCK,
    SEAL_BYTES,
    Archive,
    Member,
    check_seal,
    new_archive,
    path_inside,
)
from elearning.backup.errors import BackupError, Damaged, NotABackup


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "site.tar"
    with new_archive(path) as archive:
        archive.add("database", [b"one, ", b"two"])
        archive.add("media/" + "long/" * 40 + "résumé.pdf", [os.urandom(700)])
    return path


def test_any_tar_reads_it(path: Path) -> None:
    with tarfile.open(path) as tar:
        file = tar.extractfile("database")
        assert file is not None
        assert file.read() == b"one, two"
        assert [name.rpartition("/")[2] for name in tar.getnames()] == [
            "parcours-backup",
            "database",
            "résumé.pdf",
            "seal",
        ]


def test_only_its_owner_reads_it(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_changed_byte_is_noticed(path: Path) -> None:
    whole = path.read_bytes()
    for place in range(0, len(whole), 3):
        changed = bytes([whole[place] ^ 1])
        path.write_bytes(whole[:place] + changed + whole[place + 1 :])
        with pytest.raises(BackupError):
            check_seal(path)


@pytest.mark.parametrize("left", [0, 1, 511, 512, 513, SEAL_BYTES - 1, SEAL_BYTES, -BLOCK, -1])
def test_a_cut_file_is_noticed(path: Path, left: int) -> None:
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises((Damaged, NotABackup)):
        Archive(path)


def test_a_longer_file_is_noticed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(Damaged):
        Archive(path)


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"%PDF-1.7", b"\x1f\x8b\x08" + b"\0" * 9000])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other"
    other.write_bytes(content)
    with pytest.raises(NotABackup):
        Archive(other)


def test_a_member_is_held_to_the_manifest(path: Path, tmp_path: Path) -> None:
    archive = Archive(path)
    with pytest.raises(Damaged, match="database is not what the manifest says"):
        archive.unpack("database", Member(8, "0" * 64), tmp_path / "out")


def test_what_fails_midway_leaves_nothing_and_the_earlier_one_alone(path: Path) -> None:
    def content() -> Iterator[bytes]:
        yield b"some"
        raise OSError("No space left on device")

    before = path.read_bytes()
    with pytest.raises(OSError, match="No space"), new_archive(path) as archive:
        archive.add("database", content())
    assert path.read_bytes() == before
    assert [child.name for child in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", "", "a\0b"])
def test_no_file_leaves_its_folder(name: str) -> None:
    with pytest.raises(Damaged):
        path_inside(name)
