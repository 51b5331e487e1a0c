"""How much of a file's text is found again in its passages and headings."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

_TOO_MUCH_ASIDE = 0.05


def characters(text: str) -> Counter[str]:
    """Characters that are printed: no white space, no signs without a shape, no line hyphens."""
    counts = Counter(unicodedata.normalize("NFKC", text))
    return Counter({sign: count for sign, count in counts.items() if _is_printed(sign)})


def _is_printed(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc", "Co", "Cn")


def coverage(raw: str, found: Iterable[str], aside: Iterable[str]) -> float:
    """The share found exactly once of what was not set aside, 0 to 1."""
    left = characters(raw)
    left -= characters("\n".join(aside))
    total = sum(left.values())
    if not total:
        return 1.0
    there = characters("\n".join(found))
    twice = sum((there - left).values())
    return max(0.0, min(1.0, (sum((left & there).values()) - twice) / total))


def aside_warning(raw: str, aside: Iterable[tuple[str, str]]) -> str | None:
    """A warning that names the kinds when more than a twentieth was set aside."""
    total = sum(characters(raw).values()) or 1
    by_kind: Counter[str] = Counter()
    for kind, text in aside:
        by_kind[kind] += sum(characters(text).values())
    share = sum(by_kind.values()) / total
    if share <= _TOO_MUCH_ASIDE:
        return None
    kinds = ", ".join(f"{kind} {count / total:.0%}" for kind, count in by_kind.most_common())
    return f"{share:.0%} of the text was set aside: {kinds}."
