"""A question without right or wrong: what learners think, or who they are. It has no points.

Spec: {"stem", "survey": one of SURVEYS, "choices": [{"id", "text"}], "statements": [{"id",
"text"}], "scale": [label, …], "feedback"}; choices for "one" and "several", statements and scale
for "likert". The value is a choice id, a list of them, {statement id: place on the scale, from
"1"}, or a text.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.quizzes.types.base import Kind, Problem
from courses.quizzes.types.checks import (
    MAX_CHOICES,
    common_problems,
    id_problems,
    rows_of,
    text_of,
    text_problems,
)
from courses.quizzes.types.survey.answers import checked
from courses.quizzes.types.survey.forms import SurveyForm
from courses.quizzes.types.survey.scales import MAX_ANSWER, places, scale_of, scale_problems
from courses.quizzes.types.values import Mark, Spec, Value

SURVEYS = ("one", "several", "likert", "text")
SAID = 200


class Survey(Kind):
    name = "survey"
    form_class = SurveyForm
    place = 150
    is_scored = False
    label = gettext_lazy("Survey")
    purpose = gettext_lazy("What learners think: nothing is right or wrong, and it has no points.")
    example = gettext_lazy(
        "How far do you agree? I can use this at work · The texts were clear: "
        "Disagree · Neither · Agree"
    )

    # --- What an author writes ----------------------------------------------------------

    def validate(self, spec: Spec) -> list[Problem]:
        found, survey = common_problems(spec), spec.get("survey")
        if survey not in SURVEYS:
            found.append(Problem("survey", _("Choose how it is answered.")))
        if survey in ("one", "several"):
            least = _("Give at least two answers to choose from.")
            found += _row_problems(rows_of(spec, "choices"), "choices", 2, least)
        if survey == "likert":
            least = _("Write at least one statement.")
            found += _row_problems(rows_of(spec, "statements"), "statements", 1, least)
            found += scale_problems(spec)
        return found

    def structure(self, spec: Spec) -> Any:
        rows = [*spec.get("choices", ()), *spec.get("statements", ())]
        return [spec["survey"], [text_of(row, "id") for row in rows], len(scale_of(spec))]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        survey = spec["survey"]
        made = {
            "stem": text_of(spec, "stem"),
            "survey": survey,
            "feedback": text_of(spec, "feedback"),
        }
        if survey in ("one", "several"):
            made["choices"] = _tidy_rows(spec, "choices")
        elif survey == "likert":
            made |= {"statements": _tidy_rows(spec, "statements"), "scale": scale_of(spec)}
        return made

    # --- What a learner answers ---------------------------------------------------------

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        """One value as a text, several as a list; a scale's by its statements' names."""
        ticked = [text for text in data.get(prefix, ()) if text.strip()]
        if ticked:
            return ticked[0] if len(ticked) == 1 else ticked
        start = f"{prefix}-"
        named = {n.removeprefix(start): v[-1] for n, v in data.items() if n.startswith(start) and v}
        return {statement: place for statement, place in named.items() if place} or None

    def is_blank(self, value: Value) -> bool:
        return super().is_blank(value) or (isinstance(value, dict) and not any(value.values()))

    def is_unfinished(self, spec: Spec, value: Value) -> bool:
        return isinstance(value, dict) and len(value) < len(rows_of(spec, "statements"))

    def what_lacks(self, spec: Spec, value: Value) -> str:
        count = len(rows_of(spec, "statements")) - len(value)
        words = ngettext("%(count)d line is open", "%(count)d lines are open", count)
        return words % {"count": count}

    def check_value(self, spec: Spec, value: Value) -> Value:
        return None if self.is_blank(value) else checked(spec, value)

    def in_words(self, spec: Spec, value: Value) -> str:
        if isinstance(value, dict):
            said = [
                f"{row['text']} – {row['label']}" for row in places(spec, value) if row["label"]
            ]
            return "; ".join(said)
        if spec.get("survey") == "text":
            text = " ".join(str(value or "").split())
            return text if len(text) <= SAID else text[: SAID - 1] + "…"
        return super().in_words(spec, value)

    # --- Pages --------------------------------------------------------------------------

    def caution(self, spec: Spec, points: Decimal | None) -> str:
        """Here, that nothing can be lost, and who reads it."""
        return _("It is not graded. Course staff see the answers of all together, without names.")

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        chosen = value if isinstance(value, list) else [value]
        return {
            "choices": [{**c, "chosen": c["id"] in chosen} for c in spec.get("choices", ())],
            "rows": places(spec, value if isinstance(value, dict) else {}),
            "scale": scale_of(spec),
            "typed": value if isinstance(value, str) else "",
            "most": MAX_ANSWER,
        }

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        context = self.question_context(spec, value, order)
        context["chosen"] = [choice for choice in context["choices"] if choice["chosen"]]
        return context


def _row_problems(
    rows: Sequence[Mapping[str, Any]], name: str, least: int, too_few: str
) -> list[Problem]:
    if len(rows) < least:
        return [Problem(name, too_few)]
    if len(rows) > MAX_CHOICES:
        words = _("There are %(count)d of them. A question can have %(most)d at most.")
        return [Problem(name, words % {"count": len(rows), "most": MAX_CHOICES})]
    missing = _("Write this, or leave it empty in every language.")
    same = _("This says the same as number %(number)d.")
    return id_problems(rows, name) + text_problems(rows, name, "text", missing, same)


def _tidy_rows(spec: Spec, name: str) -> list[dict[str, str]]:
    return [{key: text_of(row, key) for key in ("id", "text")} for row in rows_of(spec, name)]


KIND = Survey()
