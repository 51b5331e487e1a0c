"""Sentences, titles and labels of the second maker, in six languages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
DATA = Path(__file__).parents[2] / "data" / "second"
STOPS = {"zh": "。"}
ORDINALS = {
    "ar": ["أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا"],
    "zh": list("一二三四五六七八"),
}
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
CHAPTERS_AR = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن"]
LETTERS = {"ar": ["ألف", "باء", "جيم", "دال", "هاء", "واو"], "cyrillic": list("АБВГДЕ")}
ITEM_LETTERS = {"ar": list("أبجدهو"), "cyrillic": list("абвгде")}
SMALL_ROMAN = ["i", "ii", "iii", "iv", "v", "vi"]
CHINESE = "一二三四五六七八九"
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@cache
def phrases(language: str) -> dict[str, list[str]]:
    """{section: lines} of the language's file of phrases."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (DATA / f"{language}.txt").read_text("utf-8").splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            name = heading[1]
            found[name] = []
        elif line:
            found[name].append(line)
    return found


def chinese_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else CHINESE[tens - 1]) + "十" if tens else ""
    return ten + (CHINESE[ones - 1] if ones else "")


class Voice:
    """Draws phrases of one language from one seed."""

    def __init__(self, language: str, random: Random) -> None:
        self.language = language
        self.random = random
        self.lines = phrases(language)
        self.stop = STOPS.get(language, ".")
        self.space = "" if language == "zh" else " "
        self._unsaid: dict[str, list[str]] = {}

    def one(self, section: str) -> str:
        return self._filled(self.random.choice(self.lines[section]))

    def fresh(self, section: str) -> str:
        """A line that was not said before, as long as there is one."""
        left = self._unsaid.get(section) or self.random.sample(
            self.lines[section], len(self.lines[section])
        )
        self._unsaid[section] = left[1:]
        return self._filled(left[0])

    def sentence(self) -> str:
        parts = [self.one("clause")]
        if self.random.random() < 0.5:
            parts.insert(0, self.one("opener"))
        said = self.space.join(parts)
        if self.random.random() < 0.6:
            said += self.space + self.one("tail")
        return said[0].upper() + said[1:] + self.stop

    def sentences(self, least: int, most: int) -> str:
        return self.space.join(self.sentence() for _ in range(self.random.randint(least, most)))

    def _filled(self, line: str) -> str:
        line = re.sub(r"\{n\}", lambda _: str(self.random.randint(2, 89)), line)
        line = re.sub(r"\{year\}", lambda _: str(self.random.randint(2011, 2024)), line)
        return line.replace("{date}", self.lines["date"][0])
