"""39: packages made to do harm. Each is refused in words, quickly, and nothing is left behind."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from content.interchange.process import read_in_child
from content.interchange.reading import read_package
from tests.content.interchange.packs import FILES, packed
from tests.support.pace import within

PICTURE = "pictures/a.png"


def codes(data: bytes) -> set[str]:
    return {problem.code for problem in read_package(data)[1] if not problem.is_notice}


def in_child(data: bytes, folder: Path, **limits: int) -> set[str]:
    path = folder / "course.zip"
    path.write_bytes(data)
    return {one.code for one in read_in_child(path, **limits)[1] if not one.is_notice}


def entry(name: str, data: bytes = b"x", **fields: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for known, text in FILES.items():
            archive.writestr(known, text)
        info = zipfile.ZipInfo(name)
        for field, value in fields.items():
            setattr(info, field, value)
        archive.writestr(info, data)
    return out.getvalue()


def test_the_small_package_is_well() -> None:
    assert read_package(packed())[1] == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../etc/passwd", "outside"),
        ("/etc/passwd", "outside"),
        ("C:\\windows\\a.png", "outside"),
        ("pictures\\..\\..\\a.png", "outside"),
        ("c:evil.md", "outside"),
        ("pictures/../course.yaml", "outside"),
        ("pictures/con.png", "windows_name"),
        ("pictures/LPT1", "windows_name"),
        ("pictures/a.png.", "windows_name"),
        ("pictures/a.exe", "unknown_file"),
        ("pictures/deep/a.png", "unknown_file"),
        ("inner.zip", "unknown_file"),
        ("pictures/\u202egnp.png", "unknown_file"),
        ("EN.md", "twice_in_zip"),
    ],
)
def test_39_a_name_that_leads_elsewhere_is_refused(name: str, code: str) -> None:
    assert codes(entry(name)) == {code}


def test_39_the_same_name_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = entry("course.yaml")
    assert codes(data) == {"twice_in_zip"}


def test_39_a_link_is_refused() -> None:
    link = (stat.S_IFLNK | 0o777) << 16
    assert codes(entry(PICTURE, b"/etc/passwd", external_attr=link, create_system=3)) == {"symlink"}


def test_39_what_is_locked_is_refused() -> None:
    data = bytearray(packed())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "encrypted" in codes(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_39_only_plain_packing_is_read(method: int) -> None:
    assert codes(packed(method=method)) == {"packed_otherwise"}


def test_39_a_bomb_ends_at_the_limit(tmp_path: Path) -> None:
    with within(10):
        assert in_child(packed({PICTURE: bytes(200_000_000)}), tmp_path) == {"unpacks_too_large"}
        assert in_child(packed({"fr.md": b"a" * 70_000_000}), tmp_path) == {"file_too_large"}


def test_39_a_header_that_lies_about_its_size_is_counted(tmp_path: Path) -> None:
    data = bytearray(packed({PICTURE: bytes(30_000_000)}))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    assert in_child(bytes(data), tmp_path) <= {"file_too_large", "damaged_file"}


def test_39_a_hundred_thousand_files_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"pictures/{number}.png", b"")
    assert in_child(out.getvalue(), tmp_path) == {"too_many_files"}


@pytest.mark.parametrize("length", [0, 1, 30, 200, -30, -1])
def test_39_a_zip_cut_short_is_refused(length: int, tmp_path: Path) -> None:
    assert in_child(packed()[:length], tmp_path) <= {"empty", "damaged", "no_zip", "damaged_file"}
    assert in_child(packed()[:length], tmp_path)


def test_39_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    assert in_child(b"%PDF-1.7", tmp_path) == {"no_zip"}


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "alias"),
        ("slug: !!python/object/apply:os.system [ls]\n", "tag"),
        ("slug: !!binary aGk=\n", "tag"),
        ("- " * 20_000 + "x\n", "too_deep"),
        ("[" * 5_000, "too_deep"),
        (f"hours: {'9' * 5_000}\n", "huge_number"),
        ("hours: 1e999\n", "huge_number"),
        ("slug: a\n---\nslug: b\n", "several_documents"),
        ("slug: a\nslug: b\n", "key_twice"),
        ("? [a, b]\n: c\n", "key_is_no_text"),
        ("slug: 'open\n", "yaml"),
        ("slug: \x07\n", "control"),
        ("slug: \x00\n", "control"),
    ],
)
def test_39_yaml_that_would_do_harm_is_refused(text: str, code: str, tmp_path: Path) -> None:
    assert code in in_child(packed({"course.yaml": text}), tmp_path)


def test_39_a_child_has_its_limits(tmp_path: Path) -> None:
    rows = "".join(f"  k{number}: {{en: a}}\n" for number in range(150_000))
    data = packed({"course.yaml": "topics:\n" + rows})
    assert in_child(data, tmp_path, memory_mb=60) <= {"gave_up", "unpacks_too_large"}
    assert in_child(data, tmp_path, memory_mb=60)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_39_another_encoding_is_told_with_its_line(encoding: str) -> None:
    text = FILES["en.md"].replace("A sentence", "Une phrase qui a été écrite")
    problems = read_package(packed({"en.md": text.encode(encoding)}))[1]
    assert [(one.code, one.file) for one in problems] == [("not_utf8", "en.md")]
    assert problems[0].line == (
        1 if encoding == "utf-16" else text[: text.index("é")].count("\n") + 1
    )


def test_a_mark_at_the_start_and_windows_line_ends_are_read() -> None:
    files = {
        name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for name, text in FILES.items()
    }
    package, problems = read_package(packed(dict(files)))
    assert problems == []
    assert package.texts["en"].lessons == {"one": "A sentence.\n{: #first}\n"}


def test_what_systems_leave_in_a_zip_is_passed_over() -> None:
    beside = {"__MACOSX/._en.md": "x", ".DS_Store": "x", "README.md": "x", ".gitattributes": "x"}
    assert codes(packed(dict(beside))) == set()


def test_a_zip_of_a_folder_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in FILES.items():
            archive.writestr(f"small-main/{name}", text)
    assert codes(out.getvalue()) == set()
