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
    """Letters left out, added, changed, or changed about with the next; None above `most`.

    Only places that lie within `most` of each other are compared: a long word takes no longer
    than its length.
    """
    if abs(len(one) - len(other)) > most:
        return None
    far = most + 1
    earlier: dict[int, int] = {}
    before = {j: j for j in range(most + 1)}
    for i, letter in enumerate(one, 1):
        row: dict[int, int] = {}
        for j in range(max(i - most, 0), min(i + most, len(other)) + 1):
            cost = min(before.get(j, far), row.get(j - 1, far)) + 1
            if j:
                cost = min(cost, before.get(j - 1, far) + (letter != other[j - 1]))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, earlier.get(j - 2, far) + 1)
            row[j] = cost
        if min(row.values()) > most:
            return None
        earlier, before = before, row
    found = before.get(len(other), far)
    return found if found <= most else None
