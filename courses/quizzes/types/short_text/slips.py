"""Small slips of typing: a letter left out, added, changed, or two changed about. Pure.

Words of fewer than four letters must be right, for there a slip is another word; figures too; and
in languages written without spaces, where a letter is a word.
"""

import re

from courses.quizzes.types.short_text.reading import NO_SPACES

SHORT, LONG = 4, 8  # letters from which one slip is borne, and two
_FIGURES = re.compile(r"\d+")
_JOINTS = re.compile(r"[ -]")


def slips_between(typed: str, meant: str, language: str) -> int | None:
    """How many slips lead from one to the other, both as `normal_form` leaves them; None where
    it is more than may be."""
    if language.startswith(NO_SPACES) or _FIGURES.findall(typed) != _FIGURES.findall(meant):
        return None
    most = _borne(meant)
    if abs(len(typed) - len(meant)) > most:
        return None
    words, wanted = typed.split(" "), meant.split(" ")
    if len(words) != len(wanted):
        return 1 if most and _JOINTS.sub("", typed) == _JOINTS.sub("", meant) else None
    found = 0
    for word, right in zip(words, wanted, strict=True):
        slips = 0 if word == right else _distance(word, right, _borne(right))
        if slips is None:
            return None
        found += slips
    return found if found <= most else None


def _borne(text: str) -> int:
    letters = sum(letter.isalpha() for letter in text)
    return 2 if letters >= LONG else 1 if letters >= SHORT else 0


def _distance(one: str, other: str, most: int) -> int | None:
    """Letters left out, added, changed, or changed about with the next; None above `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != right))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == right:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
