"""A question that asks for what is not: read in haste, it is answered the other way round.

Only the sentence that asks is looked at; what it is about may well be put in the negative, in a
clause of its own ("who has not consented", "if the State does not answer") or in a name ("false
passports").
"""

import re
from collections.abc import Iterator

from courses.quizzes.bank.lint.reading import asking, stem_of
from courses.quizzes.bank.lint.rule import CHOICE_KINDS, Rule
from courses.quizzes.types.values import Spec

NEGATIVES = {
    "en": re.compile(
        r"(?<!or )\b(?:not(?! only)|never|except(?:ing)?|neither|cannot|[a-z]+n['’]t|incorrect|"
        r"untrue|least (?:likely|appropriate|suitable|important)|"
        r"(?:is|are|be|was|were) (?:\w+ )?false|"
        r"false (?:statements?|answers?|sentences?|claims?))\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"(?:\bne\s|\bn['’]).{1,60}?\b(?:pas(?! seulement)|plus|jamais|aucune?|ni)\b|"
        r"\b(?:sauf|excepté|hormis|à l['’]exception|incorrecte?s?|inexacte?s?|"
        r"(?:est|sont|soit|soient) (?:\w+ )?(?:faux|fausses?)|"
        r"(?:affirmation|réponse|phrase|proposition|énoncé)s? (?:\w+ )?(?:faux|fausses?))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:no(?! (?:solo|sólo|obstante))|nunca|jamás|excepto|salvo|"
        r"incorrect[oa]s?|(?:es|son|sea|sean) (?:\w+ )?fals[oa]s?|"
        r"(?:afirmación|afirmaciones|respuestas?|frases?) (?:\w+ )?fals[oa]s?)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:не(?! (?:только|менее|более))|никогда|кроме|за исключением|"
        r"неверн[а-я]+|неправильн[а-я]+|ошибочн[а-я]+)\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)[وف]?(?:ليس(?:ت|وا)?|باستثناء|(?:في)?ما عدا|غير (?:صحيح|دقيق)ة?|"
        r"لا(?! (?:يقل|تقل|سيما|يزال|تزال)))(?!\w)"
    ),
    "zh": re.compile(
        r"不(?:是|属于|包括|包含|正确|符合|应|得|能|可以|需要|构成)|并非|没有|错误的|除.{1,20}外|除了"
    ),
}


# A clause of its own with its negative. At the beginning the same words ask; "who" and its like
# reach as far as their verb, "if" and its like as far as a comma.
_FAR = r"[^,;:]{0,60}?"
CLAUSES = {
    "en": re.compile(
        r"(?:(?:(?<=\w )(?:who|whom|whose|that)|(?<=, )which)(?: \w+)?? ?|"
        rf"(?<=\w )(?:if|when|where|while|because|unless|although)\b{_FAR})"
        r"(?:\bnot|\bnever|\bcannot|n['’]t)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"(?<!\bce )(?<=[\w,] )"
        r"(?:qui |(?:que|dont|où) (?:\S+ ){0,3}?|qu['’](?:\S+ ){1,3}?|"
        r"(?:(?:si|quand|lorsque|parce que|puisque|tant que)\b|"
        rf"(?:s|lorsqu|parce qu|puisqu)['’]){_FAR})"
        r"(?:\bne |\bn['’]).{1,60}?\b(?:pas|plus|jamais|aucune?|ni)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<!\blo )(?<=[\w,] )(?:que|quien|quienes|donde|si|cuando|porque|aunque|mientras)\b"
        rf"{_FAR}\b(?:no|nunca|jamás)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        rf"(?:(?<=, )(?:котор[а-я]+|что|где|когда|чтобы)|\bесли)\b{_FAR}\b(?:не|никогда)\b",
        re.IGNORECASE,
    ),
}


def check(spec: Spec, language: str) -> Iterator[str]:
    asked = asking(stem_of(spec))
    clause = CLAUSES.get(language)
    if NEGATIVES[language].search(clause.sub(" ", asked) if clause else asked):
        yield "stem"


RULES = (
    Rule(
        "negative_stem",
        check,
        kinds=CHOICE_KINDS | {"true_false"},
        languages=frozenset(NEGATIVES),
    ),
)
