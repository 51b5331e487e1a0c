"""Reading the HTML that was drawn."""

import re


def squeezed(html: str) -> str:
    """Without the white space that templates leave between tags and words."""
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()
