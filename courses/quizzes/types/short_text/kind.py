"""A few words, typed. The value is the text.

Spec: {"stem", "accepted": [text, …], "accents_matter": bool, "feedback"}. The first accepted
answer is the one that the review shows. Only where they are wanted: `case_matters`; `typo_share`,
percent of the points for an answer with a small slip of typing; `answers`: [{"text", "share",
"feedback"}], each worth percent of the points; `stars`, whether a `*` stands for any characters,
which questions from before there was such a thing do not have.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem
from courses.quizzes.types.checks import (
    common_problems,
    rows_of,
    text_of,
    text_problems,
    too_long,
)
from courses.quizzes.types.share_checks import share_problems, tidy_share
from courses.quizzes.types.short_text.forms import ShortTextForm
from courses.quizzes.types.short_text.reading import has_star, readable, wanted
from courses.quizzes.types.values import Mark, Spec, Value

MAX_ANSWER = 200
MAX_ACCEPTED = 50


class ShortText(Kind):
    name = "short_text"
    form_class = ShortTextForm
    place = 40
    label = gettext_lazy("Short text")
    purpose = gettext_lazy("A word or a few, typed; several spellings can be right.")
    example = gettext_lazy(
        "What is the offence called that produced the money? predicate offence · predicate offense"
    )

    def validate(self, spec: Spec) -> list[Problem]:
        found = common_problems(spec)
        accepted = _accepted(spec)
        if not accepted:
            found.append(Problem("accepted", _("Write at least one answer that is right.")))
        if len(accepted) > MAX_ACCEPTED:
            words = _("There are more than %(most)d answers. Keep those that people will type.")
            found.append(Problem("accepted", words % {"most": MAX_ACCEPTED}))
        if any(len(answer) > MAX_ANSWER for answer in accepted):
            words = _("An answer has more than %(most)d characters. Nobody will type it.")
            found.append(Problem("accepted", words % {"most": MAX_ANSWER}))
        if any(_takes_anything(answer) for answer in accepted):
            words = _("A star alone takes any answer as right. Write some letters beside it.")
            found.append(Problem("accepted", words))
        found += share_problems(spec, "typo_share", "typo_share", least=0)
        return found + _answer_problems(rows_of(spec, "answers"))

    def structure(self, spec: Spec) -> Any:
        shares = [row.get("share") for row in spec.get("answers", ())]
        return [*(spec.get(n) for n in ("accents_matter", "case_matters", "typo_share")), shares]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        made: dict[str, Any] = {
            "stem": text_of(spec, "stem"),
            "accepted": list(dict.fromkeys(_accepted(spec))),
            "accents_matter": bool(spec.get("accents_matter")),
            "feedback": text_of(spec, "feedback"),
            **tidy_share(spec, "typo_share", default=0),
        }
        if spec.get("case_matters") is True:
            made["case_matters"] = True
        rows = [_tidy_answer(row) for row in rows_of(spec, "answers")]
        if rows:
            made["answers"] = rows
        if any(map(has_star, [*made["accepted"], *(row["text"] for row in rows)])):
            made["stars"] = True
        return made

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, str):
            raise MalformedAnswer(_("Write your answer as text."))
        if len(value) > MAX_ANSWER:
            words = _("Your answer has more than %(most)d characters. Write a few words.")
            raise MalformedAnswer(words % {"most": MAX_ANSWER})
        return value.strip()

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        return {"typed": value or "", "most": MAX_ANSWER}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        meant = spec["accepted"][mark.parts.get("matched") or 0]
        if "answers" in mark.parts and mark.parts.get("slip"):
            meant = spec["answers"][mark.parts["answers"]]["text"]
        answer = readable(meant) if spec.get("stars") else meant
        return {"typed": value or "", "answer": answer, "slip": mark.parts.get("slip", False)}


def _accepted(spec: Spec) -> list[str]:
    """The accepted answers; a file may write 1948 without quotation marks."""
    answers = spec.get("accepted")
    listed = answers if isinstance(answers, list) else []
    texts = [str(answer).strip() for answer in listed if isinstance(answer, str | int | float)]
    return [text for text in texts if text]


def _takes_anything(answer: str) -> bool:
    return wanted(answer, "", False, False, True).takes_anything


def _answer_problems(rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
    missing = _("Write this answer, or leave all of its fields empty.")
    same = _("This answer says the same as answer %(number)d.")
    found = text_problems(rows, "answers", "text", missing, same)
    if len(rows) > MAX_ACCEPTED:
        words = _("There are more than %(most)d answers. Keep those that people will type.")
        found.append(Problem("answers", words % {"most": MAX_ACCEPTED}))
    for index, row in enumerate(rows):
        field = f"answers.{index}.share"
        if not text_of(row, "share"):
            words = _("Write what this answer earns, in percent. 0: it is wrong.")
            found.append(Problem(field, words))
        found += share_problems(row, "share", field, least=0)
        found += too_long(row, "feedback", f"answers.{index}.feedback")
        found += too_long(row, "text", f"answers.{index}.text", most=MAX_ANSWER)
    return found


def _tidy_answer(row: Mapping[str, Any]) -> dict[str, Any]:
    share = tidy_share(row, "share") or {"share": 0}
    return {"text": text_of(row, "text"), **share, "feedback": text_of(row, "feedback")}


KIND = ShortText()
