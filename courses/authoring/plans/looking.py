"""What of a workbench is open in a window: kept in the address, so that a step returns to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode

_ID = re.compile(r"[lm]\d{1,9}")
_NUMBER = re.compile(r"-?\d{1,17}")


@dataclass(frozen=True, slots=True)
class Look:
    """`part` of the outline; `section` whose text is open, from its passage number `at` on;
    `module` that is open in a large plan, from its lesson number `first` on; "aside" as `tab`."""

    part: int = 0
    section: int | None = None
    at: int = 0
    module: str = ""
    first: int = 0
    tab: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, Any]) -> Self:
        """Anything that makes no sense is as if it were not there."""

        def number(name: str) -> int | None:
            text = str(sent.get(name, ""))
            return int(text) if _NUMBER.fullmatch(text) else None

        module = str(sent.get("module", ""))
        return cls(
            part=max(number("part") or 0, 0),
            section=number("section"),
            at=max(number("at") or 0, 0),
            module=module if _ID.fullmatch(module) else "",
            first=max(number("first") or 0, 0),
            tab="aside" if sent.get("tab") == "aside" else "",
        )

    def query(self, **changes: Any) -> str:
        """ "?section=5&at=40"; "?" alone when nothing is open, for a link must go somewhere."""
        looked = replace(self, **changes)
        kept = {one.name: getattr(looked, one.name) for one in fields(looked)}
        return "?" + urlencode(
            {name: value for name, value in kept.items() if value not in ("", 0, None)}
            | _opening(looked)
        )


def _opening(look: Look) -> dict[str, int]:
    # The opening of a report is section 0, which is something.
    return {"section": 0} if look.section == 0 else {}
