"""What the pages of the question bank need: {% load bank %}."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from math import ceil
from typing import Any

from django import template
from django.template.context import Context
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.catalog.models import Course
from courses.quizzes.bank.advice import WORDS
from courses.quizzes.bank.looking import needs_evidence
from courses.quizzes.bank.queries import KnownLabel, blocks_of, lesson_titles
from courses.quizzes.models import Question
from courses.quizzes.queries_draft import stem_of, title_of
from courses.quizzes.stimuli.queries import sharers_of, stimuli_in
from courses.quizzes.types.form_parts import name_of
from courses.quizzes.types.registry import kinds_by_name

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language's name in itself."""
    return name_of(code)


@register.inclusion_tag("quizzes/bank/refers_to.html", takes_context=True)
def refers_to(context: Context, course: Course, question: Question) -> dict[str, Any]:
    """What a question refers to, to be chosen; of a stimulus, the questions that refer to it."""
    is_stimulus = not kinds_by_name()[question.kind].is_answered
    stimuli = [] if is_stimulus else [(one, title_of(one)) for one in stimuli_in(course)]
    return {
        "course": course,
        "question": question,
        "is_stimulus": is_stimulus,
        "sharers": sharers_of(question) if is_stimulus else [],
        "stimuli": stimuli,
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def counted(points: Decimal | None) -> int:
    """For the plural: 1.5 points are said as 2 are."""
    return ceil(points or 0)


@register.filter
def kind_label(name: str) -> str | Promise:
    found = kinds_by_name().get(name)
    return found.label if found else name


@register.filter
def lacks_evidence(question: Question) -> bool:
    """Whether a passage should prove its answer, and none is chosen."""
    version = question.current_version
    return version is not None and needs_evidence(version)


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as a row of the bank names it: its text, and a shorter one for its buttons."""

    language: str
    title: str
    short: str


@register.filter
def shown_in(specs: Mapping[str, Any], languages: Sequence[str]) -> Shown:
    """A question in the first of `languages` that it has, else in any: plain text, without the
    marks of Markdown; of a stimulus, its title. Worked out once a row: it was a tenth of the page.
    """
    code = next((code for code in languages if code in specs), next(iter(specs)))
    spec = specs[code]
    title = str(spec.get("title") or "") or " ".join(
        unescape(strip_tags(spec["stem_html"])).split()
    )
    return Shown(str(spec.get("language", code)), _cut(title, 140), _cut(title, 60))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


@register.filter
def bank_stem(question: Question) -> str:
    """The beginning of a question's text, in the language that comes first."""
    return stem_of(question)


@register.simple_tag
def label_list(sort: str, known: Iterable[KnownLabel]) -> SafeString:
    """The course's labels of one sort, for completion; without a template's cost for each."""
    options = format_html_join("", '<option value="{}"></option>', ((one.name,) for one in known))
    return format_html('<datalist id="known-{}">{}</datalist>', sort, options)


@register.filter
def finding_title(code: str) -> str | Promise:
    return WORDS[code].title if code in WORDS else code


@register.filter
def finding_why(code: str) -> str | Promise:
    return WORDS[code].why if code in WORDS else ""


@register.filter
def evidence_named(step: Mapping[str, str], course: Course) -> str:
    """What a change of many asks for: the lesson's title, and the passage's beginning."""
    lesson = next((one for one in lesson_titles(course) if one.key == step["lesson"]), None)
    blocks = blocks_of(lesson, course.languages) if step["block"] else []
    passage = next((block["text"] for block in blocks if block["key"] == step["block"]), "")
    title = lesson.title if lesson else step["lesson"]
    return f"{title}: {_cut(passage, 80)}" if passage else title


@register.filter
def status_label(status: str) -> str:
    return str(dict(Question.Status.choices).get(status, status))


@register.filter
def difficulty_label(difficulty: int) -> str:
    return str(dict(Question.Difficulty.choices).get(difficulty, difficulty))


@register.filter
def rule_words(remark: str) -> str:
    """A change of the bank's rules, as bank.course_rules records it, in words."""
    return {
        "evidence_required: on": _("Evidence is asked for before publication."),
        "evidence_required: off": _("Evidence is no longer asked for before publication."),
        "two_person_rule: on": _("Two people make a question ready."),
        "two_person_rule: off": _("One person makes a question ready."),
    }.get(remark, remark)


@register.filter
def spec_path(path: Sequence[str], specs: Mapping[str, Any]) -> str:
    """Where in a question a text stands: ("choices", "x2", "text") → "Choice 2"."""
    names = {
        "stem": _("Question"),
        "feedback": _("Feedback"),
        "choices": _("Choice"),
        "pairs": _("Pair"),
        "correct": _("right"),
        "answer": _("Answer"),
        "accepted": _("Answer"),
        "value": _("Number"),
        "tolerance": _("Tolerance"),
        "unit": _("Unit"),
        "left": _("left"),
        "right": _("right side"),
    }
    said = [names.get(path[0], path[0].replace("_", " "))]
    for part in path[1:]:
        place = _place(path[0], part, specs)
        said.append(str(place) if place else names.get(part, part.replace("_", " ")))
    return " ".join(word for word in said if word != "text")


def _place(name: str, row_id: str, specs: Mapping[str, Any]) -> int:
    """The number of a row among its kind, 0 where there is none of that id."""
    rows: list[Any] = next(
        (spec[name] for spec in specs.values() if isinstance(spec.get(name), list)), []
    )
    ids = [row.get("id") if isinstance(row, Mapping) else None for row in rows]
    return ids.index(row_id) + 1 if row_id in ids else 0
