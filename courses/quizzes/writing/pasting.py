"""Questions as people have them in their notes, read from pasted lines. Pure: no Django.

    Who may be a victim of trafficking?
    a) Only a foreigner
    * b) Anybody
    c) Only a woman

The first lines are the question, the others its choices. The right one is marked by a sign before
or behind it, by bold type, or by a last line "Answer: B". Empty lines part several questions. What
cannot be told, such as a key that is not there, is left to the author's form to ask.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_QUESTIONS = 200

_LABEL = re.compile(r"^(?:[(\[]\s*)?([^\W\d_]|\d{1,2})\s*(?:[).:\]、．）]|\s-)\s*(?=\S)")
_NUMBER = re.compile(
    r"^(?:question|pregunta|вопрос|سؤال|q)?\s*(?:n[°o]\s*)?\d{1,3}\s*[.):、]\s+", re.I
)
_BULLET = re.compile(r"^[-–—•◦▪]\s+")
_KEY_BEFORE = re.compile(r"^(?:[*+=✓✔☑→]|\[[xX✓✔]\])\s*(?=\S)")
_EMPTY_BOX = re.compile(r"^(?:\[\s?\]|[~☐□○])\s*(?=\S)")
_KEY_BEHIND = re.compile(
    r"\s*(?:[*✓✔]|[(\[](?:right|correct|key|true answer|juste|bonne réponse|correcte|exact"
    r"|correcta|верно|правильно|صحيح|正确|对)[)\]])\s*$",
    re.I,
)
_BOLD = re.compile(r"^(\*\*|__)(?P<text>.+)\1$")
_ANSWER = re.compile(
    r"^(?:(?:right |correct )?answers?|key|(?:bonnes? )?réponses?|respuestas?|ответы?|الإجابة|答案)"
    r"\s*[:：=]\s*(?P<said>.+)$",
    re.I,
)
_FEEDBACK = re.compile(
    r"^(?:#+\s*|(?:feedback|explanation|why|rétroaction|explication|pourquoi|comentario|explicación"
    r"|пояснение|الشرح|解析)\s*[:：]\s*)(?P<text>.+)$",
    re.I,
)
_PARTS = re.compile(r"[\s,;&]+|\band\b|\bet\b")
_TRUE = ("true", "vrai", "verdadero", "верно", "صحيح", "正确", "对")
_FALSE = ("false", "faux", "falso", "неверно", "خطأ", "错误", "错")


@dataclass(slots=True)
class Choice:
    """A choice as pasted; `label` is its letter or number, if it had one, in lower case."""

    text: str
    is_right: bool = False
    label: str = ""
    feedback: str = ""


@dataclass(slots=True)
class Pasted:
    """One question. `answers` are those of a question without choices."""

    stem: str = ""
    choices: list[Choice] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    feedback: str = ""

    @property
    def kind(self) -> str:
        """The kind that asks this as it was written."""
        if self.truth is not None:
            return "true_false"
        if sum(choice.is_right for choice in self.choices) > 1:
            return "multiple_choice"
        return "single_choice" if self.choices or not self.answers else "short_text"

    @property
    def truth(self) -> bool | None:
        """Of a statement with the two choices true and false, which is right; else None."""
        said = [choice.text.casefold().strip(" .") for choice in self.choices]
        keys = [text for choice, text in zip(self.choices, said, strict=True) if choice.is_right]
        if not self.choices and len(self.answers) == 1:
            said = keys = [self.answers[0].casefold().strip(" .")]
            return True if said[0] in _TRUE else False if said[0] in _FALSE else None
        is_pair = (
            len(said) == 2 and any(t in said for t in _TRUE) and any(f in said for f in _FALSE)
        )
        return keys[0] in _TRUE if is_pair and len(keys) == 1 else None


def read_pasted(text: str) -> list[Pasted]:
    """The questions in pasted lines, at most MOST_QUESTIONS; [] when there is not a word."""
    blocks = _blocks(text.replace("\0", "").splitlines())
    return [_question(lines) for lines in blocks[:MOST_QUESTIONS]]


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each question.

    A question may stand apart from its choices, and its choices from each other: an empty line
    begins a new question only where choices, or an answer, have been before it and what follows
    is none.
    """
    blocks: list[list[str]] = []
    after_gap = True
    for line in (line.strip() for line in lines):
        if not line:
            after_gap = True
        elif after_gap and not _is_part(line) and (not blocks or _has_parts(blocks[-1])):
            blocks.append([line])
            after_gap = False
        else:
            blocks[-1:] = [[*(blocks[-1] if blocks else []), line]]
            after_gap = False
    return blocks


def _has_parts(lines: Sequence[str]) -> bool:
    """More than a stem: the line behind it counts, marked as a choice or not."""
    return len(lines) > 1


def _is_part(line: str) -> bool:
    """A line that cannot begin a question."""
    return bool(
        _KEY_BEFORE.match(line)
        or _EMPTY_BOX.match(line)
        or _BULLET.match(line)
        or _ANSWER.match(line)
        or _FEEDBACK.match(line)
        or (_LABEL.match(line) and not _NUMBER.match(line))
    )


def _question(lines: Sequence[str]) -> Pasted:
    first, *rest = lines
    made = Pasted(stem=_NUMBER.sub("", first))
    # A sign at the right choice alone does not tell where the choices begin; letters do.
    listed = [index for index, line in enumerate(rest) if _is_listed(line)]
    start = listed[0] if listed else 0
    made.stem = "\n".join([made.stem, *(line for line in rest[:start] if not _said(made, line))])
    for line in rest[start:]:
        if not _said(made, line):
            made.choices.append(_choice(line))
    _mark_answers(made)
    return made


def _is_listed(line: str) -> bool:
    """One of a list: with a letter, a number, a bullet or a box."""
    bare = line if _BOLD.match(line) else _KEY_BEFORE.sub("", line)
    boxed = line.startswith("[") and bare != line
    return boxed or any(sign.match(bare) for sign in (_EMPTY_BOX, _BULLET, _LABEL))


def _said(made: Pasted, line: str) -> bool:
    """Takes a line that is neither stem nor choice: an answer or feedback."""
    if found := _ANSWER.match(line):
        made.answers.append(found["said"].strip())
    elif found := _FEEDBACK.match(line):
        told = found["text"].strip()
        if made.choices and line.startswith("#") and not line.startswith("####"):
            made.choices[-1].feedback = told
        else:
            made.feedback = told
    else:
        return False
    return True


def _choice(line: str) -> Choice:
    text, is_right = _unmarked(line)
    label = _LABEL.match(text)
    if label:
        text, again = _unmarked(text[label.end() :])
        is_right = is_right or again
    text, _sign, feedback = text.partition(" #")
    if bold := _BOLD.match(text.strip()):
        text, is_right = bold["text"], True
    elif ended := _KEY_BEHIND.search(text):
        text, is_right = text[: ended.start()], True
    name = label[1].casefold() if label else ""
    return Choice(text.strip(), is_right, name, feedback.strip())


def _unmarked(text: str) -> tuple[str, bool]:
    """Without its bullet, box or key sign; whether there was a key sign."""
    text = _BULLET.sub("", text)
    if _BOLD.match(text):
        return text, False
    if found := _KEY_BEFORE.match(text):
        return text[found.end() :], True
    if found := _EMPTY_BOX.match(text):
        return text[found.end() :], False
    return text, False


def _mark_answers(made: Pasted) -> None:
    """ "Answer: B, D" names choices by their letters, numbers, places or words."""
    if not made.choices:
        return
    texts = {choice.text.casefold() for choice in made.choices}
    said = {answer.casefold() for answer in made.answers}
    whole = said & texts
    named = {name for answer in said - whole for name in _PARTS.split(answer)}
    for index, choice in enumerate(made.choices):
        place = "abcdefghijklmnopqrstuvwxyz"[index % 26]
        if choice.text.casefold() in whole or (choice.label or place) in named:
            choice.is_right = True
    made.answers = []
