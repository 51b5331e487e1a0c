"""The sentences of a passage."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?؟])\s+(?=[^\W\d_a-zа-яё])|(?<=[。！？])")


def sentences_of(text: str) -> list[str]:
    """With the white space within them made one."""
    return [one.strip() for one in _END.split(" ".join(text.split())) if one.strip()]
