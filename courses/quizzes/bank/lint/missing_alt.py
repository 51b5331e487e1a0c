"""A picture without a text in its place does not exist for those who do not see it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from courses.quizzes.bank.lint.rule import Rule
from courses.quizzes.types.values import Spec

# Said to decorate, it says nothing on purpose: media.pictures.line_of.
_BARE = re.compile(
    r"!\[\s*\]\s*[(\[](?![^)\]]*[)\]]\{:\s*\.decorative)|<img\b(?![^>]*\balt\s*=\s*[\"']?\s*[^\s\"'>])[^>]*>",
    re.I,
)
PICTURE = ("picture", "image", "src", "media")


def check(spec: Spec, language: str) -> Iterator[str]:
    yield from dict.fromkeys(_found(spec, ""))


def _found(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, str):
        if _BARE.search(value):
            yield path
    elif isinstance(value, Mapping):
        if _is_bare_picture(value):
            yield f"{path}.alt".lstrip(".")
        for name, inner in value.items():
            if not str(name).endswith("_html"):
                yield from _found(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _found(inner, f"{path}.{index}")


def _is_bare_picture(value: Mapping[str, Any]) -> bool:
    has_picture = any(value.get(name) for name in PICTURE)
    return "alt" in value and has_picture and not str(value["alt"] or "").strip()


RULES = (Rule("missing_alt", check, kinds=None),)
