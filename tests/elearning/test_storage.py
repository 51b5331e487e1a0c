"""Files are there as a whole or not at all."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from elearning.storage import WholeFileStorage


class Breaking(ContentFile[bytes]):
    """Half of it comes, then the disk is full."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def storage(tmp_path: Path) -> WholeFileStorage:
    return WholeFileStorage(location=tmp_path)


def names(storage: WholeFileStorage) -> list[str]:
    return [path.name for path in Path(storage.location).rglob("*") if path.is_file()]


def test_what_is_saved_stands_under_its_name(storage: WholeFileStorage) -> None:
    assert storage.save("a/report.pdf", ContentFile(b"whole")) == "a/report.pdf"
    assert storage.open("a/report.pdf").read() == b"whole"
    assert names(storage) == ["report.pdf"]


def test_15_what_breaks_off_leaves_nothing(storage: WholeFileStorage) -> None:
    with pytest.raises(OSError, match="No space left"):
        storage.save("report.pdf", Breaking(b""))
    assert names(storage) == []


def test_a_name_that_is_taken_is_not_written_over(storage: WholeFileStorage) -> None:
    storage.save("report.pdf", ContentFile(b"first"))
    second = storage.save("report.pdf", ContentFile(b"second"))
    assert second != "report.pdf"
    assert storage.open("report.pdf").read() == b"first"


def test_every_folder_that_was_made_for_a_file_is_on_the_disk(
    storage: WholeFileStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("elearning.storage.sync_folder", synced.append)
    storage.save("answers/an-attempt/file", ContentFile(b"whole"))
    assert synced == [tmp_path / "answers/an-attempt", tmp_path / "answers", tmp_path]
