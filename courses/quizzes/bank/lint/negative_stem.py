"""A question that asks for what is not: read in haste, it is answered the other way round.

Only the sentence that asks is looked at; what it is about may well be put in the negative.
"""

import re
from collections.abc import Iterator

from courses.quizzes.bank.lint.reading import asking, stem_of
from courses.quizzes.bank.lint.rule import CHOICE_KINDS, Rule
from courses.quizzes.types.values import Spec

NEGATIVES = {
    "en": re.compile(
        r"(?<!or )\b(?:not(?! only)|never|except(?:ing)?|neither|cannot|[a-z]+n['’]t|incorrect|"
        r"false|untrue|least (?:likely|appropriate|suitable|important))\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"(?:\bne\s|\bn['’]).{1,60}?\b(?:pas(?! seulement)|plus|jamais|aucune?|ni)\b|"
        r"\b(?:sauf|excepté|hormis|à l['’]exception|incorrecte?s?|inexacte?s?|faux|fausses?)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:no(?! (?:solo|sólo|obstante))|nunca|jamás|excepto|salvo|"
        r"incorrect[oa]s?|fals[oa]s?)\b",
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


def check(spec: Spec, language: str) -> Iterator[str]:
    if NEGATIVES[language].search(asking(stem_of(spec))):
        yield "stem"


RULES = (
    Rule(
        "negative_stem",
        check,
        kinds=CHOICE_KINDS | {"true_false"},
        languages=frozenset(NEGATIVES),
    ),
)
