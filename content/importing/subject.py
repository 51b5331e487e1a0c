"""What a report without a title says that it is about, in its first sentence."""

from __future__ import annotations

import re

from content.capitals import with_capital

_SAYS = {
    "en": r"(?:the|this)(?: present)? (?:report|note|document|paper|study)(?: briefly)?"
    r" (?:describes|reviews|presents|examines|covers|deals with|outlines|summari[sz]es"
    r"|provides an overview of|contains information on)(?: briefly)? (?:the |an? )?",
    "fr": r"(?:le|la) présente? (?:rapport|note|document|étude) (?:décrit|présente|passe en revue"
    r"|examine|porte sur|traite d[ue]s?|expose|rend compte d[ue]s?"
    r"|contient des (?:informations|renseignements) sur)"
    r"(?: (?:brièvement|succinctement))? ?(?:les |la |le |l['’]|des )?",
    "es": r"(?:el|la) presente (?:informe|nota|documento|estudio) (?:describe|examina|presenta"
    r"|trata de|expone|resume|contiene información sobre)(?: brevemente)? (?:los |las |el |la )?",
    "ru": r"в настоящ\w+ (?:докладе|записке|документе)(?: кратко)? (?:описыва|рассматрива|излага"
    r"|представл)\w+ ",
    "ar": r"(?:يقدم|يصف|يستعرض|يتناول|يعرض) هذا (?:التقرير|المستند) ",
    "zh": r"本(?:报告|文件|说明)(?:简要)?(?:介绍|说明|概述|审查|阐述|回顾)了?",
}


def subject_of(sentence: str, language: str) -> str:
    """Without "The present report describes the …"; the sentence itself where it says no such."""
    pattern = _SAYS.get(language[:2])
    found = re.match(pattern, sentence, re.I) if pattern else None
    rest = sentence[found.end() :] if found else ""
    return with_capital(rest) if rest.strip() else sentence
