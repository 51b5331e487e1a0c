"""Headings short enough for a slide: cut where the heading itself pauses, else left whole.

The whole heading stays in the lesson's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from content.planning.openings import behind_opening, says_something
from content.planning.points import aim_of, point_of, with_colon

# Characters of a title that fits a slide.
LONGEST = 90
# So many rather than a cut before what a noun asks for.
MOST = 100
_LEAST = 15
# What is worth leaving out, of two that are joined.
_LEAST_LEFT_OUT = 18
# Before a colon, what is shorter names a kind ("Questions transversales :"), not the subject.
_LEAST_BEFORE_COLON = 24

_COLON = re.compile(r"\s*[:;؛：；]\s?")
_COMMA = re.compile(r"\s*[,،，]\s*")
# "A between B and C" is no two subjects.
_BETWEEN = re.compile(r"\b(?:entre|between|между)\b|بين|之间", re.I)
# What hangs in the air once its complement is cut off.
_HANGING = re.compile(
    r"\s(?:commise?s?|liée?s?|menée?s?|prise?s?|mise?s?|faite?s?|posée?s?|relati(?:f|ve)s?"
    r"|committed|linked|related|carried out|conducted|posed|taken|made|used"
    r"|cometid[oa]s?|relacionad[oa]s?|связанн\w+|совершаем\w+)$",
    re.I,
)
_JOINING = re.compile(r"\s(?:et|ou|and|or|y|o|и|или)$", re.I)
# "Find, freeze, seize": what they are done to comes behind the last of them.
_LIST_OF_WORDS = re.compile(r"[,،，]\s*[^\s,،，]+$")
# What was told from behind "action against" does not go on with it.
_AGAINST_AGAIN = re.compile(r"(?<=.{15}) (?:et contre|and against|y contra) .*")
_Places = Callable[[str, list[int]], list[int]]


def _any(title: str, places: list[int]) -> list[int]:
    return places


def _subject(title: str, places: list[int]) -> list[int]:
    return [place for place in places if place >= _LEAST_BEFORE_COLON]


def _single(title: str, places: list[int]) -> list[int]:
    """The first of a list stands for it only behind a colon: "Questions: a, b and c"."""
    is_list = len(_COMMA.findall(title)) > 1
    is_opened = bool(places) and _COLON.search(title[: places[0]]) is not None
    return places[:1] if is_opened or not is_list else []


def _first(title: str, places: list[int]) -> list[int]:
    return places[:1]


def _apart(title: str, places: list[int]) -> list[int]:
    heads = {place: title[:place] for place in places}
    return [
        place
        for place, head in heads.items()
        if not _BETWEEN.search(head)
        and not _LIST_OF_WORDS.search(head)
        and len(title) - place >= _LEAST_LEFT_OUT
    ]


def _late(title: str, places: list[int]) -> list[int]:
    """English has "information and communications technologies", where two share one noun."""
    return [place for place in _apart(title, places) if place >= _LEAST_BEFORE_COLON]


# Of these a heading is cut at the first that fits, before one looks behind its opening.
_STRONG = 4
# Of these before one looks at what it is for.
_PAUSES = 6
# The strongest pause first, each with those of its places that will do.
_BORDERS: tuple[tuple[re.Pattern[str], _Places], ...] = tuple(
    (re.compile(border, re.I), places)
    for border, places in (
        (_COLON.pattern, _subject),
        (
            r"\s*[,،，]\s*(?:y compris|ainsi que|notamment|(?:tout )?particulièrement"
            r"|en particulier|dont|afin|en vue|pour|grâce|tout en|qu['’]|including"
            r"|in particular|especially|as well as|with|such as|while|incluid[oa]s?|inclusive"
            r"|así como|en particular|включая|в том числе|а также|بما في ذلك|包括|特别是|并)",
            _any,
        ),
        (
            r"\s(?:destinée?s?|visant à|ayant|fondée?s? sur|axée?s? sur|grâce à|afin d"
            r"|afin qu|en vue d|qui (?!concerne)|dans le cadre|reposant sur|en tant qu"
            r"|au moyen d|in order to|aimed at|based on|through|which|that"
            r"|for the purpose|mediante|a fin de|basad[oa]s? en|destinad[oa]s? a|в целях|с целью)",
            _any,
        ),
        (
            r"\spara \w+(?:ar|er|ir)\b"
            r"|\sto (?:prevent|counter|combat|fight|tackle|address|support|help|strengthen|improve"
            r"|ensure|promote|protect|enhance|respond|reduce|increase|achieve|meet|facilitate)\b",
            _first,
        ),
        (r"\s(?:et|ou) contre\b|\sand against\b|\sy contra\b", _any),
        (r"\s*[,،，]\s", _single),
        (r"\s(?:en ce qui concerne|with regard to|en lo que respecta a)\b", _any),
        (
            r"(?<!\bmettre)(?<!\bmise)(?<!\bput)\s(?:(?:pour|dans|lors|en|for|in|within"
            r"|during|under|across|on|conducive to"
            r"|para|en|por|durante|sobre|в|во|для|на|по|при|через)\b|في\s|من أجل|على\s|خلال\s)",
            _any,
        ),
        (r"\s(?:(?:et|ou|y|e|o|и|или)\s|و(?=\w{4}))", _apart),
        (r"\s(?:and|or|to)\s", _late),
        (r"\s*[,،，]\s", _first),
        (r"\s(?:liée?s? [àa]|linked to|related to|relacionad[oa]s? con|связанн\w+ с)\b", _any),
    )
)


def brief(
    title: str, longest: int = LONGEST, *, language: str = "", known: Collection[str] = ()
) -> str:
    """The title as it is where it fits, or where no pause is near enough to its end.

    `known` are the stems of words of the headings above and beside it (`openings.stems_of`): what
    says no more than they do gives way to what stands behind it.
    """
    if len(title) <= longest:
        return title
    most = MOST if longest == LONGEST else longest
    if point := point_of(title, language):
        title = point
        if len(title) <= most:
            return title
    told = behind_opening(title, language, known)
    if told != title:
        told = _AGAINST_AGAIN.sub("", told)
    for head in _heads(title, _BORDERS[:_STRONG]):
        if len(head) <= longest and says_something(head, language, known):
            return head
    if len(told) <= longest:
        return told
    for head in _heads(told, _BORDERS[:_PAUSES]):
        if len(head) <= longest and says_something(head, language):
            return head
    for other in (told, aim_of(told, language), with_colon(told, language)):
        if 0 < len(other) <= most:
            return other
    heads = [one for one in _heads(told, _BORDERS) if says_something(one, language)]
    # The shortest where all are still too long.
    return next((one for one in heads if len(one) <= most), min([told, *heads], key=len))


def _heads(title: str, borders: Sequence[tuple[re.Pattern[str], _Places]]) -> Iterator[str]:
    """What stands before each border, the strongest first, of one kind the longest first; nothing
    that ends on a participle ("committed") which would have said which ones are meant."""
    for border, fitting in borders:
        places = fitting(title, [found.start() for found in border.finditer(title)])
        for place in reversed(places):
            head = _JOINING.sub("", title[:place]).rstrip(" ,،，")
            if _HANGING.search(head):
                continue
            if len(head) >= _LEAST and head.count("(") == head.count(")"):
                yield head
