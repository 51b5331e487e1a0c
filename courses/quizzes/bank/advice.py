"""The lint's findings in words for the author: what it is, and why it matters."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.quizzes.bank.lint import lint
from courses.quizzes.types.values import Spec

WORDS: dict[str, str | Promise] = {
    "no_key": _("No choice is marked as right."),
    "two_keys": _("More than one choice is marked as right."),
    "all_keys": _("Every choice is right. Add some that are not, or nothing is asked."),
    "longest_is_key": _(
        "The right choice is much the longest. People who guess take the longest; "
        "shorten it, or lengthen the others."
    ),
    "catch_all": _(
        "“All of the above” and its like test reading, not knowledge: who knows two right "
        "choices knows the answer. Name the choices, or make this a multiple choice."
    ),
    "no_feedback": _(
        "Those who answer wrong read nothing but “not right”. "
        "One sentence on why helps them more than the mark."
    ),
}
# What keeps a question from being saved is said by its kind as an error, not as advice.
ERRORS = ("no_key", "two_keys")


@dataclass(frozen=True, slots=True)
class Advice:
    code: str
    field: str
    words: str | Promise


def advice_for(spec: Spec) -> list[Advice]:
    """Advice that does not keep the question from being saved."""
    found = [finding for finding in lint(spec) if finding.code not in ERRORS]
    return [Advice(f.code, f.field, WORDS[f.code]) for f in found]
