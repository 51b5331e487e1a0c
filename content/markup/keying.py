"""A key that a block was given by us, written into the text so that it travels with it."""

import re
from collections.abc import Sequence

from content.markup.render import render_blocks
from content.markup.split import ATTRIBUTES


def with_key(markdown: str, keys: Sequence[str], key: str, *, always: bool = False) -> str:
    """The text with `{: #key}` at the block of that key; as it is where the text alone gives it.

    `keys` are those of the text's blocks as they are stored. `always`: also where the text gives
    it by itself, but does not name it.
    """
    if key not in keys or re.search(rf"^\{{:[^}}\n]*#{re.escape(key)}[\s}}]", markdown, re.M):
        return markdown
    blocks = render_blocks(markdown)
    at = list(keys).index(key)
    if len(blocks) != len(keys) or (blocks[at].key == key and not always):
        return markdown
    lines = markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start, end = blocks[at].lines
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    if ATTRIBUTES.match(lines[end - 1]):
        lines[end - 1] = re.sub(r"#[\w-]+ ?", "", lines[end - 1]).replace("{:", f"{{: #{key}", 1)
    else:
        lines.insert(end, f"{{: #{key}}}")
    return "\n".join(lines)
