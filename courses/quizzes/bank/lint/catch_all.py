"""“All of the above”: who knows two right choices knows the answer."""

import re
from collections.abc import Iterator

from courses.quizzes.bank.lint.reading import plain
from courses.quizzes.bank.lint.rule import Rule, choices_of
from courses.quizzes.types.values import Spec

# A choice in one language may stand beside a question in another: all are looked for.
_ANSWERS = r"(?:réponses|propositions|affirmations|options)"
PHRASES = (
    r"(?:all|any|none|both|neither) of (?:the above|the following|these|them|the others)",
    r"(?:all|none) (?:the )?above",
    r"(?:all|none of)(?: the)? (?:answers|options|choices|statements)(?: above)?"
    r"(?: (?:is|are) \w+)?",
    r"(?:both )?\(?[a-e]\)? and \(?[a-e]\)?(?: are \w+)?",
    rf"(?:toutes?|tous|aucune?) (?:les|des|de ces|ces) {_ANSWERS}\b.*",
    r"tout ce qui précède|rien de (?:tout )?(?:cela|ce qui précède)|aucune? des deux|les deux",
    r"\(?[a-e]\)? et \(?[a-e]\)?",
    r"(?:todas|ninguna|todos|ninguno) (?:las|de las|los|de los) anteriores",
    r"todas las (?:respuestas|opciones)(?: \w+)*|ninguna de (?:estas|las otras)(?: \w+)?",
    r"(?:вс[её]|ничего из|ни одно из) (?:вышеперечисленн|перечисленн)[а-я]+",
    r"все (?:ответы|варианты)(?: \w+)*|оба варианта(?: \w+)?",
    r"(?:كل|جميع) (?:ما|مما) (?:سبق|ذكر|تقدم).*|لا شيء (?:من ما|مما) (?:سبق|ذكر|تقدم)",
    r"جميع (?:الإجابات|الخيارات)(?: \w+)*",
    r"(?:以上|上述)(?:都|皆|全|均|所有|各项|选项).*",
)
_CATCH_ALL = re.compile(rf"^\W*(?:{'|'.join(PHRASES)})\W*$", re.IGNORECASE)


def check(spec: Spec, language: str) -> Iterator[str]:
    for place, choice in choices_of(spec):
        if _CATCH_ALL.match(plain(choice["text"])):
            yield f"choices.{place}.text"


RULES = (Rule("catch_all", check),)
