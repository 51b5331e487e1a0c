"""Fonts for certificates: those of settings.FONT_DIRS, else the system's; Latin, Greek and
Cyrillic come inside typst itself (Libertinus Serif), so that a bare machine can award."""

import unicodedata
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

FAMILIES = ["Libertinus Serif", "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC"]
"""In this order; another installed font is taken for what none of them has."""
CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "IDEOGRAPHIC")
DOCUMENT = Path(__file__).with_name("certificate.typ")


@cache
def found() -> typst.Fonts:
    """Once for a process: looking through a system's fonts takes half a second."""
    return typst.Fonts(
        include_system_fonts=not settings.FONT_DIRS,
        font_paths=[Path(folder) for folder in settings.FONT_DIRS],
    )


@cache
def compiler() -> typst.Compiler:
    return typst.Compiler(DOCUMENT, font_paths=found())


def look_again() -> None:
    """Fonts may have been installed since."""
    found.cache_clear()
    compiler.cache_clear()


def unwritable(text: str) -> list[str]:
    """Arabic letters where no Arabic book face is: typst would take its own typewriter face."""
    if any("Arabic" in family for family in found().families()):
        return []
    return sorted({sign for sign in text if unicodedata.name(sign, "").startswith("ARABIC")})


def packages_for(signs: list[str]) -> list[str]:
    """The Debian packages whose fonts can write these characters."""
    return sorted({_package(sign[:1]) for sign in signs})


def _package(sign: str) -> str:
    name = unicodedata.name(sign, "") if sign else ""
    return "fonts-noto-cjk" if name.startswith(CJK) else "fonts-noto-core"
