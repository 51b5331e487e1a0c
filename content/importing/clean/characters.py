"""Characters put right within a line: ligatures, direction marks, odd spaces, mojibake."""

from __future__ import annotations

import re
import unicodedata

import ftfy

_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc\u061c\x00-\x08\x0b\x0e-\x1f]"
)
_SPACES = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\v\f\r]+")
_LIGATURES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
_MOJIBAKE = re.compile(
    "(?:Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]|â€|Â[\u00a0-\u00bf]|Ð[\u0080-\u00bf]|Ø[§-¿])"
)
_SOFT_HYPHEN_INSIDE = re.compile("\u00ad(?=.)")
_INDIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def put_right(text: str) -> str:
    """The line as it was meant. A soft hyphen at its very end stays: it breaks a word."""
    if text.isascii() and "\t" not in text and "  " not in text:
        return _INVISIBLE.sub("", text).strip() if not text.isprintable() else text.strip()
    if _MOJIBAKE.search(text):
        text = ftfy.fix_encoding(text)
    text = _LIGATURES.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _SOFT_HYPHEN_INSIDE.sub("", text)
    return _SPACES.sub(" ", text).strip(" ")


def folded(text: str) -> str:
    """Letters and digits alone, for telling whether two texts say the same."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn"))
    return re.sub(r"[\W_]+", "", text)


def western_digits(text: str) -> str:
    return text.translate(_INDIC)
