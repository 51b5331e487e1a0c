"""How many words a text has, counted as its language counts."""

import re

# Chinese and Japanese write no spaces: each character counts, as publishers count there.
CHARACTER = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\u3040-\u30ff]")
WORD = re.compile(r"[^\W_]+(?:[’'\-\u2010\u2011.,][^\W_]+)*")
BY_CHARACTER = ("zh", "ja")


def count_words(text: str, language: str) -> int:
    """Words; in Chinese and Japanese characters plus the words in other scripts."""
    if language.startswith(BY_CHARACTER):
        characters = len(CHARACTER.findall(text))
        return characters + len(WORD.findall(CHARACTER.sub(" ", text)))
    return len(WORD.findall(text))
