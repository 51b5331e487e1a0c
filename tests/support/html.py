"""Reading the HTML that was drawn."""

import re


def words_of(html: str) -> str:
    """What is read of it. In a tag's attributes, tokens and ids hold any few letters by chance."""
    return re.sub(r"<[^>]*>", "", html)


def squeezed(html: str) -> str:
    """Without the white space that templates leave between tags and words."""
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()
