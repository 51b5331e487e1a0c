"""The lint's findings in words for the author: what it is, and why it matters."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.quizzes.bank.lint.linting import lint
from courses.quizzes.types.values import Spec

NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True, slots=True)
class Words:
    """`title` names a finding in a list; `why` says what is wrong, why, and what to do."""

    title: str | Promise
    why: str | Promise


WORDS: dict[str, Words] = {
    "no_key": Words(_("No right choice"), _("No choice is marked as right.")),
    "two_keys": Words(_("Two right choices"), _("More than one choice is marked as right.")),
    "all_keys": Words(
        _("Every choice is right"),
        _("Every choice is right. Add some that are not, or nothing is asked."),
    ),
    "longest_is_key": Words(
        _("The longest choice is the right one"),
        _(
            "The right choice is much the longest. People who guess take the longest; "
            "shorten it, or lengthen the others."
        ),
    ),
    "catch_all": Words(
        _("“All of the above”"),
        _(
            "“All of the above” and its like test reading, not knowledge: who knows two right "
            "choices knows the answer. Name the choices, or make this a multiple choice."
        ),
    ),
    "negative_stem": Words(
        _("Asked in the negative"),
        _(
            "It asks for what is not. Read in haste, “not” is overlooked, and who knows the matter "
            "answers wrong. Ask for what is so."
        ),
    ),
    "no_feedback": Words(
        _("No feedback for a wrong answer"),
        _(
            "Those who answer wrong read nothing but “not right”. "
            "One sentence on why helps them more than the mark."
        ),
    ),
    "missing_alt": Words(
        _("A picture without a text"),
        _(
            "A picture has no text in its place. Who cannot see it cannot answer: say in a few "
            "words what it shows, as far as the question needs it."
        ),
    ),
    "grammar": Words(
        _("Grammar gives a choice away"),
        _(
            "A wrong choice does not fit the grammar of the question: it falls out without "
            "knowing. Give all choices the same article, gender and number."
        ),
    ),
    "repeats_stem": Words(
        _("The right choice repeats the question"),
        _(
            "Only the right choice repeats a word of the question, so it is found by its sound. "
            "Use the word in none of the choices, or in all."
        ),
    ),
    "overlapping_ranges": Words(
        _("Ranges overlap"),
        _(
            "Two ranges of numbers overlap, so one number stands in both. "
            "End each before the next begins."
        ),
    ),
    "key_in_one_place": Words(
        _("The right choice is always in one place"),
        _(
            "In most questions of this quiz the right choice stands in the same place. People who "
            "guess notice. Move it about, or let the quiz shuffle the choices."
        ),
    ),
    NO_EVIDENCE: Words(
        _("No evidence"),
        _(
            "No passage of the course proves the answer: who answers wrong is led nowhere, and "
            "nobody can check the key. Choose the passage that is the evidence."
        ),
    ),
}
# What keeps a question from being saved is said by its kind as an error, not as advice.
ERRORS = ("no_key", "two_keys")


@dataclass(frozen=True, slots=True)
class Advice:
    code: str
    field: str
    words: str | Promise


def advice_for(kind: str, spec: Spec, language: str) -> list[Advice]:
    """Advice that does not keep the question from being saved; each rule once."""
    found = {f.code: f for f in lint(kind, spec, language) if f.code not in ERRORS}
    return [Advice(f.code, f.field, WORDS[f.code].why) for f in found.values()]
