"""Things to put together. The value is {pair id: option id}, of the pairs that were answered.

Spec: {"stem", "pairs": [{"id", "left", "right", "option"}], "distractors": [{"text", "option"}],
"feedback"}. `option` is an id that gives nothing away: a learner sees it in the page. A file
may leave it out, and may give a distractor as a text.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem, in_order
from courses.quizzes.types.checks import (
    MAX_CHOICES,
    as_read,
    common_problems,
    id_problems,
    rows_of,
    text_of,
    text_problems,
    too_long,
)
from courses.quizzes.types.lettering import letter
from courses.quizzes.types.matching.forms import MatchingForm
from courses.quizzes.types.values import Mark, Spec, Value


class Matching(Kind):
    name = "matching"
    form_class = MatchingForm
    place = 60
    label = gettext_lazy("Matching")
    purpose = gettext_lazy("Two lists; the learner chooses what belongs together.")
    example = gettext_lazy(
        "A suspect fled abroad → Extradition · A witness lives abroad → Legal assistance · "
        "left over: Confiscation"
    )

    def validate(self, spec: Spec) -> list[Problem]:
        pairs, found = rows_of(spec, "pairs"), common_problems(spec)
        if len(pairs) < 2:
            found.append(Problem("pairs", _("Give at least two pairs.")))
        if len(pairs) + len(_distractors(spec)) > MAX_CHOICES:
            words = _("There are more than %(most)d things to choose from. Shorten the list.")
            found.append(Problem("pairs", words % {"most": MAX_CHOICES}))
        found += id_problems(pairs, "pairs")
        missing = _("Write this side of the pair, or leave all of its fields empty.")
        same = _("This says the same as pair %(number)d.")
        found += text_problems(pairs, "pairs", "left", missing, same)
        return found + self._right_problems(pairs, missing) + _distractor_problems(spec, pairs)

    def _right_problems(self, pairs: Sequence[Mapping[str, Any]], missing: str) -> list[Problem]:
        """Two things on the left may belong to the same on the right."""
        found = []
        for index, pair in enumerate(pairs):
            field = f"pairs.{index}.right"
            if not text_of(pair, "right"):
                found.append(Problem(field, missing))
            found += too_long(pair, "right", field)
        return found

    def structure(self, spec: Spec) -> Any:
        rights = [as_read(text_of(pair, "right")) for pair in spec["pairs"]]
        return [
            [
                [text_of(p, "id"), rights.index(r)]
                for p, r in zip(spec["pairs"], rights, strict=True)
            ],
            len(_distractors(spec)),
        ]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        pairs = _with_options(spec["pairs"], salt)
        distractors = [
            {"text": row["text"], "option": row.get("option") or _opaque(f"-{index}", salt)}
            for index, row in enumerate(_distractors(spec))
        ]
        return {
            "stem": text_of(spec, "stem"),
            "pairs": pairs,
            "distractors": distractors,
            "feedback": text_of(spec, "feedback"),
        }

    def choice_ids(self, spec: Spec) -> list[str] | None:
        """In the order of the opaque ids: the author's order would give the answers away."""
        return sorted(_options(spec))

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        start = f"{prefix}-"
        given = {n.removeprefix(start): v[-1] for n, v in data.items() if n.startswith(start) and v}
        return {pair: option for pair, option in given.items() if option} or None

    def is_blank(self, value: Value) -> bool:
        return super().is_blank(value) or (isinstance(value, dict) and not any(value.values()))

    def is_unfinished(self, spec: Spec, value: Value) -> bool:
        return isinstance(value, dict) and len(value) < len(spec["pairs"])

    def what_lacks(self, spec: Spec, value: Value) -> str:
        count = len(spec["pairs"]) - len(value)
        words = ngettext("%(count)d line is open", "%(count)d lines are open", count)
        return words % {"count": count}

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, dict):
            raise MalformedAnswer(_("Choose an answer for each line."))
        pairs, options = [pair["id"] for pair in spec["pairs"]], _options(spec)
        given = {pair: option for pair, option in value.items() if option}
        known = all(pair in pairs for pair in given)
        if not known or any(not isinstance(o, str) or o not in options for o in given.values()):
            raise MalformedAnswer(_("This is not one of the choices. Choose again from the list."))
        return {pair: given[pair] for pair in pairs if pair in given}

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        given = value if isinstance(value, dict) else {}
        texts = _options(spec)
        rows = [{"id": option, "text": texts[option]} for option in self.choice_ids(spec) or []]
        options = in_order(rows, order)
        for index, option in enumerate(options):
            option["letter"] = letter(index)
        pairs = [{**pair, "chosen": given.get(pair["id"], "")} for pair in spec["pairs"]]
        return {"pairs": pairs, "options": options}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        context, texts = self.question_context(spec, value, order), _options(spec)
        for pair in context["pairs"]:
            pair["state"] = mark.parts.get(pair["id"], "missed")
            pair["given"] = texts.get(pair["chosen"], "")
        return context


def _distractors(spec: Spec) -> list[dict[str, str]]:
    """As documents, whether written as texts or as documents."""
    listed = spec.get("distractors")
    rows = listed if isinstance(listed, list) else []
    found = [row if isinstance(row, Mapping) else {"text": row} for row in rows]
    return [{name: text_of(row, name) for name in ("text", "option")} for row in found]


def _distractor_problems(spec: Spec, pairs: Sequence[Mapping[str, Any]]) -> list[Problem]:
    taken = {as_read(text_of(pair, "right")) for pair in pairs}
    found = []
    for index, row in enumerate(_distractors(spec)):
        field, seen = f"distractors.{index}.text", as_read(row["text"])
        if not seen:
            found.append(Problem(field, _("Write this, or leave all of its fields empty.")))
        elif seen in taken:
            found.append(Problem(field, _("This is on the list already. Write something else.")))
        taken.add(seen)
        found += too_long(row, "text", field)
    return found


def _with_options(pairs: Sequence[Mapping[str, Any]], salt: str) -> list[dict[str, str]]:
    """Each pair with its option id; equal right sides share one, for they look the same."""
    made: list[dict[str, str]] = []
    for pair in pairs:
        row = {name: text_of(pair, name) for name in ("id", "left", "right")}
        like = [p["option"] for p in made if as_read(p["right"]) == as_read(row["right"])]
        own = text_of(pair, "option") or _opaque(row["id"], salt)
        made.append({**row, "option": like[0] if like else own})
    return made


def _opaque(name: str, salt: str) -> str:
    return salted_hmac("quizzes.matching", f"{salt}/{name}").hexdigest()[:10]


def _options(spec: Spec) -> dict[str, str]:
    """{option id: text} of all that can be chosen."""
    pairs = {pair["option"]: pair["right"] for pair in reversed(spec["pairs"])}
    return pairs | {row["option"]: row["text"] for row in spec["distractors"]}


KIND = Matching()
