"""How the author looks at a preview: as on a phone, in the dark, from right to left."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Ticked ways of looking; none is a wide, light page in the question's own direction."""

    small: bool = False
    dark: bool = False
    rtl: bool = False

    @classmethod
    def read(cls, data: Mapping[str, str]) -> "Look":
        return cls("look-small" in data, "look-dark" in data, "look-rtl" in data)
