"""Words put together again: over line ends, and where stray spaces cut them.

The document's own words decide. A join is made only when the joined word stands elsewhere in
the document and one of its halves does not, so that no two real words grow together. Where they
cannot tell, the words of the language do, in the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from content.importing.clean.lexicon import (
    LANGUAGES,
    SHORT_LISTS,
    are_words_of_another,
    is_word,
)
from content.importing.clean.stray import without_stray_spaces
from content.importing.lines import without_calls

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ARABIC = re.compile("[\u0621-\u064a]")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_CJK_JOIN = re.compile(rf"(?<=[{_CJK}]) (?=[{_CJK}])")
_ELIDED = re.compile(
    r"\b([cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|aujourd)\s?([’'])\s?(?=[^\W\d_])", re.I
)
_APOSTROPHE = re.compile(r"([^\W\d_]+) ([’'])([^\W\d_]+)")
_STRAY_HYPHEN = re.compile(r"([^\W\d_]+) -([^\W\d_]+)")
_HYPHEN_SPACE = re.compile(r"([^\W\d_]+)- ([^\W\d_]+)")
_APART_HYPHEN = re.compile(r"(?<![\w-])([^\W\d_]+(?:-[^\W\d_]+)*) - ([^\W\d_]+)(?!\w)")
_PAIR = re.compile(r"(?<![\w’'-])([^\W\d_]+) ([^\W\d_]+)(?![\w’'-])")
_NEXT = re.compile(r" ([^\W\d_]+)(?![\w’'-])")
_LONGEST_PIECE = 18
_AHEAD = 24  # characters looked at behind a pair
_RARE = 2  # times that a piece of a word may stand in a document
_TAIL = 80  # characters at a text's end that may still be joined to what follows


class Vocabulary:
    """The words of one document, counted by their small forms."""

    def __init__(self, texts: Iterable[str], *, exact: bool = False, language: str = "") -> None:
        """`exact`: the format keeps its spaces, so that none of them is stray.

        `language`: whose words decide where the document's own cannot; "" for none.
        """
        self._exact = exact
        self._language = language if language in LANGUAGES else ""
        self._count: Counter[str] = Counter()
        for text in texts:
            self._count.update(word.lower() for word in _WORD.findall(text))
        self.has_elisions = self._count["l’"] or any(
            word.startswith(("l’", "d’", "l'", "d'")) for word in self._count
        )
        self.changed: list[tuple[str, str]] = []

    def knows(self, word: str, times: int = 1) -> bool:
        return self._count[word.lower()] >= times

    def joined(self, lines: Iterable[str]) -> str:
        """Lines of one paragraph as one text."""
        done: list[str] = []
        last = ""
        for line in lines:
            if not last:
                last = line.strip()
                continue
            both = self._append(last, line.strip())
            cut = max(both.rfind(" ", 0, len(both) - _TAIL), 0)
            done.append(both[:cut])
            last = both[cut:]
        done.append(last)
        return "".join(done).rstrip("\u00ad")

    def _append(self, said: str, line: str) -> str:
        if said.endswith("\u00ad"):
            return self._over_line_end(said[:-1], line, soft=True)
        if said.endswith(("-", "‐")) and said[-2:-1].isalpha() and line[:1].isalpha():
            return self._over_line_end(said[:-1], line, soft=False)
        if _is_cjk(said[-1:]) and _is_cjk(line[:1]):
            return said + line
        return f"{said} {line}"

    def _over_line_end(self, said: str, line: str, *, soft: bool) -> str:
        """A word broken by a hyphen: whole, or with its own hyphen, as the document has it."""
        before = _last_word(said)
        after = _first_word(line)
        if said.endswith(" "):
            return f"{said.rstrip()}-{line}"
        whole, hyphened = before + after, f"{before}-{after}"
        if self.knows(hyphened) or not after[:1].islower() or "-" in before:
            return f"{said}-{line}"
        if self.knows(whole) or (soft and not (self.knows(before) and self.knows(after))):
            return said + line
        return f"{said}-{line}"

    def healed(self, text: str) -> str:
        """The text with stray spaces inside its words taken out."""
        if self._exact:
            return text
        if self.has_elisions:
            text = _ELIDED.sub(r"\1\2", text)
        text = _APOSTROPHE.sub(self._apostrophe, text)
        text = _STRAY_HYPHEN.sub(self._hyphen, text)
        text = _HYPHEN_SPACE.sub(self._hyphen_known, text)
        if " - " in text:
            text = _APART_HYPHEN.sub(self._hyphen_of_one_word, text)
        text = _CJK_JOIN.sub("", text)
        return self._pairs(text)

    def settled(self, text: str) -> str:
        """As `healed` left it, once footnotes' calls are out: no space before a stop."""
        if self._exact:
            return text
        text, changed = without_stray_spaces(text, self._language)
        self.changed += changed
        return text

    def _pairs(self, text: str) -> str:
        """Halves put together, also where one pair begins with the end of another."""
        done: list[str] = []
        place = 0
        while found := _PAIR.search(text, place):
            done.append(text[place : found.start()])
            place = found.start()
            if not self._is_cut(found[1], found[2], text[found.end() : found.end() + _AHEAD]):
                done.append(text[place : found.start(2)])
                place = found.start(2)
                continue
            whole = found[1] + found[2]
            self.changed.append((found[0], whole))
            place = found.end()
            while (more := _NEXT.match(text, place)) and self._is_cut(
                whole, more[1], text[more.end() : more.end() + _AHEAD]
            ):
                whole += more[1]
                place = more.end()
            done.append(whole)
        return "".join(done) + text[place:]

    def _is_cut(self, left: str, right: str, rest: str) -> bool:
        """Whether the two are one word; `rest` is what follows them."""
        if (
            not (right[0].islower() or _ARABIC.match(right))
            or len(left) > _LONGEST_PIECE
            or len(right) > _LONGEST_PIECE
        ):
            return False
        return self._is_cut_by_own_words(left, right) or (
            bool(self._language) and self._is_cut_by_language(left, right, rest)
        )

    def _is_cut_by_own_words(self, left: str, right: str) -> bool:
        whole = left + right
        if len(whole) < 4 and not self.knows(whole, 3):
            return False
        if not self.knows(whole, 2 if len(whole) < 8 else 1):
            return False
        rarest = min(self._count[left.lower()], self._count[right.lower()])
        return rarest <= 1 or (rarest <= 3 and self._count[whole.lower()] > 12 * rarest)

    def _is_cut_by_language(self, left: str, right: str, rest: str) -> bool:
        """A word of the language together, where one of the two is none."""
        if not right.islower() or not (left[1:].islower() or left.islower() or len(left) == 1):
            return False
        # "c) d)" are labels, as "c. d." are.
        if 1 in (len(left), len(right)) and rest[:1] in (")", ".", "]"):
            return False
        if len(left) == 1 and left.isupper() and not self._is_no_word(right):
            return False  # "hepatitis C et al.": a letter that is a name
        pieces = [piece for piece in (left, right) if self._is_no_word(piece)]
        if not pieces or (self._language in SHORT_LISTS and len(pieces) == 1 < len(pieces[0])):
            return False
        if left not in pieces and self._goes_with_next(right, rest):
            return False  # "a meno s": the piece belongs to what follows
        if len(left + right) == 2:
            # "E l Salvador": small words that names begin with.
            return is_word(left + right, self._language) or is_word(left + right, "es")
        return is_word(left + right, self._language) and not are_words_of_another(
            left, right, self._language
        )

    def _goes_with_next(self, piece: str, rest: str) -> bool:
        after = _NEXT.match(rest)
        whole = piece + after[1] if after else ""
        return bool(whole) and (self.knows(whole) or is_word(whole, self._language))

    def _is_no_word(self, piece: str) -> bool:
        if is_word(piece, self._language):
            return False
        return len(piece) == 1 or self._count[piece.lower()] <= _RARE

    def _apostrophe(self, found: re.Match[str]) -> str:
        whole = f"{found[1]}{found[2]}{found[3]}"
        if self.knows(whole) or found[3].lower() in ("s", "t"):
            self.changed.append((found[0], whole))
            return whole
        return found[0]

    def _hyphen(self, found: re.Match[str]) -> str:
        whole = f"{found[1]}-{found[2]}"
        self.changed.append((found[0], whole))
        return whole

    def _hyphen_of_one_word(self, found: re.Match[str]) -> str:
        """ "peut - être": a word of the document or of its language, no pause between two."""
        whole = f"{found[1]}-{found[2]}"
        is_one = self._language and is_word(whole, self._language)
        if not (is_one or self.knows(whole)):
            return found[0]
        self.changed.append((found[0], whole))
        return whole

    def _hyphen_known(self, found: re.Match[str]) -> str:
        whole = f"{found[1]}-{found[2]}"
        if not self.knows(whole):
            return found[0]
        self.changed.append((found[0], whole))
        return whole


def vocabulary_of(texts: Iterable[str], *, exact: bool = False, language: str = "") -> Vocabulary:
    return Vocabulary((without_calls(text) for text in texts), exact=exact, language=language)


def _is_cjk(sign: str) -> bool:
    return bool(sign) and re.match(f"[{_CJK}]", sign) is not None


def _last_word(text: str) -> str:
    found = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", text)
    return found[0] if found else ""


def _first_word(text: str) -> str:
    found = re.match(r"[^\W\d_]+", text)
    return found[0] if found else ""
