"""PURE: whether a file is a picture and nothing else, part by part, as our own encoder writes it.

Such a file needs no second encoding, which would change a photograph each time it travels.
"""

import struct
from itertools import pairwise

PNG = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"))
JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
# Frame, tables, scan, restart interval; JFIF is looked into. No EXIF, no comments, no profiles.
JPEG_PARTS = frozenset((0xC0, 0xC2, 0xC4, 0xDB, 0xDD, 0xDA))
JFIF, SCAN = 0xE0, 0xDA


def clean_extension(data: bytes) -> str:
    """ "png" or "jpg"; "" for everything else."""
    if data.startswith(PNG):
        return "png" if _is_clean_png(data) else ""
    if data.startswith(JPEG_START):
        return "jpg" if _is_clean_jpeg(data) else ""
    return ""


def _is_clean_png(data: bytes) -> bool:
    at, names = len(PNG), list[bytes]()
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        names.append(data[at + 4 : at + 8])
        at += 12 + length
        if names[-1] not in PNG_PARTS:
            return False
        if names[-1] == b"IEND":
            return at == len(data) and length == 0 and _is_in_order(names)
    return False


def _is_in_order(names: list[bytes]) -> bool:
    """One header first, the pixels together, the end last."""
    runs = [name for before, name in pairwise([b"", *names]) if name != before]
    once = all(runs.count(name) == 1 for name in runs)
    return names[0] == b"IHDR" and names.count(b"IHDR") == 1 and once and b"IDAT" in names


def _is_clean_jpeg(data: bytes) -> bool:
    at = len(JPEG_START)
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return False
        marker = data[at + 1]
        if data[at : at + 2] == JPEG_END:
            return at + 2 == len(data)
        (length,) = struct.unpack_from(">H", data, at + 2)
        if not (marker in JPEG_PARTS or (marker == JFIF and _is_jfif(data, at, length))):
            return False
        at += 2 + length
        if marker == SCAN:
            at = _after_scan(data, at)
    return data[at:] == JPEG_END


def _is_jfif(data: bytes, at: int, length: int) -> bool:
    """Without a small picture of the picture in it."""
    return (
        length == 16 and data[at + 4 : at + 9] == b"JFIF\0" and data[at + 16 : at + 18] == b"\0\0"
    )


def _after_scan(data: bytes, at: int) -> int:
    """Where the next marker stands; stuffed bytes and restarts belong to the scan."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
