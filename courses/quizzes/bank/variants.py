"""A question's specs in all its languages: checked together, prepared together."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from content.markup import BadFormula, MarkupError
from courses.catalog.formulas import what_is_wrong
from courses.catalog.models import Course
from courses.quizzes.bank.errors import NotValid
from courses.quizzes.media.pictures import with_pictures
from courses.quizzes.media.texts import place_of
from courses.quizzes.types.base import Kind, Problem
from courses.quizzes.types.form_parts import name_of
from courses.quizzes.types.values import Spec

Specs = Mapping[str, Spec]


def prepared_specs(
    kind: Kind, specs: Specs, *, course: Course, salt: str, is_draft: bool = False
) -> dict[str, dict[str, Any]]:
    """{language: spec as it is stored}. Raises NotValid with every problem found, but those that
    may wait in a draft."""
    return with_pictures(course, check_specs(kind, specs, salt=salt, is_draft=is_draft))


def check_specs(
    kind: Kind, specs: Specs, *, salt: str, is_draft: bool = False
) -> dict[str, dict[str, Any]]:
    """As prepared_specs, but for the pictures: without a course."""
    problems = {language: kind.validate(spec) for language, spec in specs.items()}
    if is_draft and kind.has_unfinished_drafts:
        problems = {
            language: [problem for problem in found if not problem.may_wait]
            for language, found in problems.items()
        }
    if not specs:
        problems = {"": [Problem("stem", _("Write the question."))]}
    if any(problems.values()):
        raise NotValid({language: found for language, found in problems.items() if found})
    prepared = {code: _prepared(kind, spec, code, salt) for code, spec in specs.items()}
    _check_shared(kind, prepared)
    return prepared


def _prepared(kind: Kind, spec: Spec, language: str, salt: str) -> dict[str, Any]:
    try:
        prepared = kind.prepare(spec, language=language, salt=salt)
    except BadFormula as error:
        place = place_of(spec, error.formula)
        raise NotValid({language: [Problem(place, what_is_wrong(error))]}) from error
    except MarkupError as error:
        words = _("This text cannot be shown: it is nested too deep or too long. Make it simpler.")
        raise NotValid({language: [Problem("stem", words)]}) from error
    if not prepared["stem_html"]:
        words = _("Nothing of this text can be shown. Write the question as plain text.")
        raise NotValid({language: [Problem("stem", words)]})
    return prepared


def _check_shared(kind: Kind, prepared: Specs) -> None:
    """The languages are one question: the same ids, keys and numbers."""
    first, *others = prepared
    wanted = kind.shared(prepared[first])
    for language in others:
        if kind.shared(prepared[language]) != wanted:
            words = _(
                "%(language)s and %(first)s are not the same question: the choices, their order "
                "and what is right must agree."
            )
            names = {"language": name_of(language), "first": name_of(first)}
            raise NotValid({language: [Problem("stem", words % names)]})
