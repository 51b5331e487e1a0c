"""How the place of a passage in its report is said. Pure."""

from collections.abc import Sequence
from itertools import pairwise


def whole_number(number: str, key: str) -> str:
    """ "6 (a)" for the item "a" whose key is "6.a"; any other number as it is."""
    if not key.endswith(f".{number}") or not key[:1].isdigit():
        return number
    paragraph, *items = key.split(".")
    return " ".join([paragraph, *(f"({item})" for item in items)])


def paragraph_of(key: str) -> str:
    """ "75" for "75", "75.a" and "75.a.ii"; "" where no number comes first, as in "fn1"."""
    paragraph = key.partition(".")[0]
    return paragraph if paragraph.isdecimal() else ""


def numbers_together(keys: Sequence[str]) -> str:
    """ "75 (a)–(g)" for the items of one paragraph, "75 (a), (c)" where some are left out, "75"
    where the paragraph itself or items without a letter are among them."""
    paragraph = paragraph_of(keys[0])
    items = list(dict.fromkeys(key.split(".")[1] if "." in key else "" for key in keys))
    if not paragraph or not all(items) or any(item[1:].isdecimal() for item in items):
        return paragraph
    if len(items) > 2 and all(_follows(*two) for two in pairwise(items)):
        return f"{paragraph} ({items[0]})–({items[-1]})"
    return f"{paragraph} {', '.join(f'({item})' for item in items)}"


def _follows(one: str, other: str) -> bool:
    """Of letters; of "i", "ii" and the like it is taken so, as they come in order."""
    if len(one) == len(other) == 1:
        return ord(other) - ord(one) == 1
    return True
