"""What an instructor asks for before a quiz may be started, as fields of its settings."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.models import Module
from courses.quizzes.gates.requirements import LESSONS, QUIZ, read_requirements
from courses.quizzes.models import Quiz

NAMES = ("requires", "access_code")


def gate_fields(quiz: Quiz) -> dict[str, forms.Field]:
    """{name: field} of a quiz's draft; the statement once for each language of the course."""
    return {
        "requires": _requires(quiz),
        "access_code": forms.CharField(
            label=_("Access code"),
            max_length=60,
            required=False,
            initial=quiz.access_code,
            help_text=_(
                "Whoever starts the quiz types it in. Tell it when it is time, in the room or by "
                "mail. Capitals do not matter."
            ),
            widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input-short"}),
        ),
    } | {f"honour_{code}": _honour(quiz, code) for code in quiz.course.languages}


def honour_names(quiz: Quiz) -> tuple[str, ...]:
    return tuple(f"honour_{code}" for code in quiz.course.languages)


def gate_settings(quiz: Quiz, data: Mapping[str, Any]) -> dict[str, Any]:
    """For create_quiz and update_quiz, from a form's cleaned data."""
    chosen = (name.partition(":")[::2] for name in data["requires"])
    return {
        "requires": [{kind: key} for kind, key in chosen],
        "access_code": data["access_code"],
        "honour": {code: data[f"honour_{code}"] for code in quiz.course.languages},
    }


def _requires(quiz: Quiz) -> forms.MultipleChoiceField:
    """Modules and the other quizzes of the course, in their order."""
    modules = Module.objects.filter(course=quiz.course, removed_at=None)
    quizzes = Quiz.objects.filter(course=quiz.course, removed_at=None).exclude(pk=quiz.pk)
    return forms.MultipleChoiceField(
        label=_("What comes first"),
        required=False,
        choices=[*map(_module_choice, modules), *map(_quiz_choice, quizzes)],
        initial=[one.name for one in read_requirements(quiz.requires)],
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Nothing ticked: anybody who takes the course may start."),
    )


def _module_choice(module: Module) -> tuple[str, str]:
    words = _("The lessons of “%(title)s” are read")
    return f"{LESSONS}:{module.key}", words % {"title": module.title() or module.key}


def _quiz_choice(quiz: Quiz) -> tuple[str, str]:
    words = _("“%(title)s” is passed")
    return f"{QUIZ}:{quiz.key}", words % {"title": quiz.title() or quiz.key}


def _honour(quiz: Quiz, code: str) -> forms.CharField:
    name = {"language": dict(settings.LANGUAGES).get(code, code)}
    is_alone = len(quiz.course.languages) == 1
    return forms.CharField(
        label=_("Statement to agree to")
        if is_alone
        else _("Statement to agree to (%(language)s)") % name,
        max_length=2000,
        required=False,
        initial=quiz.honour.get(code, ""),
        help_text=_("Such as: I answer by myself and pass nothing on. Empty: none.")
        if is_alone
        else _(
            "Such as: I answer by myself and pass nothing on. In every language of the course, or "
            "empty in all: none."
        ),
        widget=forms.Textarea(attrs={"rows": 2, "lang": code, "dir": "auto"}),
    )


def told_of_gates(quiz: Quiz) -> list[str]:
    """What is set, one short text for each thing."""
    told = []
    number = len(read_requirements(quiz.requires))
    if number:
        words = ngettext("%(count)d thing comes first", "%(count)d things come first", number)
        told.append(words % {"count": number})
    if quiz.access_code:
        told.append(_("access code"))
    if any(text.strip() for text in quiz.honour.values()):
        told.append(_("a statement to agree to"))
    return told or [_("nothing")]


def gate_errors(quiz: Quiz, others: Iterable[Quiz]) -> dict[str, str]:
    """{field: sentence}: a way that leads back to the quiz itself, a statement that is missing in
    a language. `others` are the quizzes of the course."""
    errors = {}
    if _leads_back(quiz, others):
        errors["requires"] = _(
            "Each of these quizzes would wait for the other, and nobody could start: take away "
            "one of the ticks."
        )
    written = [code for code in quiz.course.languages if quiz.honour.get(code, "").strip()]
    missing = [code for code in quiz.course.languages if code not in written]
    if written and missing:
        errors[f"honour_{missing[0]}"] = _(
            "Write the statement in every language of the course, or in none."
        )
    return errors


def _leads_back(quiz: Quiz, others: Iterable[Quiz]) -> bool:
    asks = {other.key: _quizzes_before(other) for other in others} | {
        quiz.key: _quizzes_before(quiz)
    }
    ahead, seen = list(asks[quiz.key]), set[str]()
    while ahead:
        key = ahead.pop()
        if key == quiz.key:
            return True
        if key not in seen:
            seen.add(key)
            ahead += asks.get(key, [])
    return False


def _quizzes_before(quiz: Quiz) -> list[str]:
    return [one.key for one in read_requirements(quiz.requires) if one.kind == QUIZ]
