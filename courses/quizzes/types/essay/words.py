"""How many words a text has, in any script. Pure; static/js/word-count.js counts the same."""

import re

# Scripts written without spaces: each sign counts, as writers of Chinese and Japanese count.
_SIGN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+(?:['’\-‑.,·][^\W_{_SIGN}]+)*")


def count_words(text: str) -> int:
    """Words as people count them: l’État and 1,000 are one each, 洗钱 is two."""
    bare = re.sub(r"[\u064b-\u0652\u0670\u0640\u0300-\u036f]", "", text)
    return len(_WORD.findall(bare))
