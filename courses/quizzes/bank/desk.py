"""One question on an author's desk: its forms as they are opened, changed and saved.

The page posts to itself. `action` says what for: "" saves, "preview" and "refresh" show the form
again, "add:choices", "remove:choices:2", "up:choices:2" and "down:choices:2" change its rows;
nothing typed is lost by any of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.markup import BadFormula, MarkupError
from content.models import Passage
from courses.catalog.formulas import what_is_wrong
from courses.catalog.models import Course, Lesson
from courses.people.requests import whole_number
from courses.quizzes.bank.advice import Advice, advice_for
from courses.quizzes.bank.errors import NotValid
from courses.quizzes.bank.forms import WHOLE_LESSON, PlaceForm
from courses.quizzes.bank.forms_bank import LabelForm
from courses.quizzes.bank.labels import Labels, labels_of
from courses.quizzes.bank.proof import own_passage
from courses.quizzes.bank.queries import blocks_of, lesson_titles
from courses.quizzes.bank.services import Evidence
from courses.quizzes.evidence import Source, sources_of
from courses.quizzes.media.pictures import with_pictures
from courses.quizzes.models import Question, QuestionVersion
from courses.quizzes.queries_draft import title_of
from courses.quizzes.stimuli.queries import stimuli_in
from courses.quizzes.types.base import Kind
from courses.quizzes.types.forms import ROWS_SUFFIX, QuestionForm

Data = Mapping[str, Any]
MOST_PREVIEWED = 60_000  # characters of a question in one language


@dataclass(frozen=True, slots=True)
class Preview:
    """A question in one language as learners see it, and what could be better."""

    language: str
    html: SafeString | str
    advice: list[Advice]


@dataclass(frozen=True, slots=True)
class Desk:
    """The forms of a question's page: the question, its place in the course, its labels."""

    course: Course
    kind: Kind
    question_form: QuestionForm
    place_form: PlaceForm
    label_form: LabelForm
    blocks: list[dict[str, Any]]

    def is_valid(self) -> bool:
        """All are asked, so that all errors are shown at once."""
        checked = [
            form.is_valid() for form in (self.question_form, self.place_form, self.label_form)
        ]
        return all(checked)

    @property
    def evidence(self) -> Evidence:
        """As chosen: a lesson's block, the report's passage that the question has, both or none."""
        data = self.place_form.cleaned_data
        passage = None if data["drop_passage"] else self.passage
        if not data["evidence_lesson"]:
            return Evidence(passage=passage)
        lesson = Lesson.objects.get(course=self.course, key=data["evidence_lesson"])
        return Evidence(lesson, self.place_form.block, passage)

    @property
    def passage(self) -> Passage | None:
        """The passage of a report that the question has of its own."""
        return own_passage(self.course, self.place_form["evidence_passage"].value())

    def status(self, before: str = Question.Status.DRAFT) -> str:
        """The state asked for: a draft, in review, or out of a draft. One in review, or retired,
        stays so."""
        asks_for_review = self.place_form.data.get("after") == "review"
        if asks_for_review and before == Question.Status.DRAFT:
            return Question.Status.REVIEW
        if self.place_form.cleaned_data["is_draft"]:
            return Question.Status.DRAFT
        kept = (Question.Status.REVIEW, Question.Status.RETIRED)
        return before if before in kept else Question.Status.READY

    @property
    def labels(self) -> Labels:
        data = self.label_form.cleaned_data
        return Labels(
            tags=tuple(data[field.name] for field in self.label_form.tags if data[field.name]),
            topic=data["topic"],
            objective=data["objective"],
            difficulty=int(data["difficulty"]) if data["difficulty"] else None,
        )

    @property
    def chosen_block(self) -> dict[str, Any] | None:
        """The passage whose text the page shows."""
        key = self.place_form["evidence_block"].value()
        return next((block for block in self.blocks if block["key"] == key), None)

    @property
    def chosen_sources(self) -> tuple[Source, ...]:
        return sources_of(self.chosen_block) if self.chosen_block else ()

    @property
    def previews(self) -> list[Preview]:
        return previews_of(self.course, self.kind, self.question_form)


def opened_desk(course: Course, kind: Kind, initial: Data) -> Desk:
    """The forms with `initial`, unchecked."""
    return _desk(course, kind, None, initial)


def posted_desk(course: Course, kind: Kind, data: QueryDict) -> Desk:
    """The forms as posted: to be saved, or changed as `action` says and shown again."""
    action = data.get("action", "")
    if not action:
        return _desk(course, kind, data, {})
    desk = _desk(course, kind, None, kind.form_class.acted(kept(data, action), action))
    verb, group, number = _parts(action)
    if verb in ("add", "remove"):
        desk.question_form.start_at(group, number)
    elif verb in ("up", "down") and number is not None:
        desk.question_form.start_at(group, max(number + (1 if verb == "down" else -1), 0))
    return desk


def _desk(course: Course, kind: Kind, data: QueryDict | None, initial: Data) -> Desk:
    lessons = lesson_titles(course)
    key = (initial if data is None else data).get("evidence_lesson")
    lesson = next((lesson for lesson in lessons if lesson.key == key), None)
    blocks = blocks_of(lesson, course.languages)
    question = kind.form_class(data, kind=kind, languages=course.languages, initial=initial)
    place = PlaceForm(
        data,
        lessons=lessons,
        blocks=blocks,
        stimuli=_stimuli(course) if kind.is_answered else [],
        initial=initial,
        two_people=course.two_person_rule,
    )
    labels = LabelForm(data, initial=initial)
    return Desk(course, kind, question, place, labels, blocks)


def _stimuli(course: Course) -> list[tuple[str, str]]:
    return [(one.key, title_of(one)) for one in stimuli_in(course)]


def initial_of(kind: Kind, version: QuestionVersion, question: Question) -> dict[str, Any]:
    """What the forms hold for a stored question; `version` may be an older one."""
    current = question.current_version
    return {
        **kind.form_class.initial_from(version.specs),
        "evidence_lesson": version.evidence_lesson.key if version.evidence_lesson else "",
        "evidence_block": version.evidence_block
        or (WHOLE_LESSON if version.evidence_lesson else ""),
        "evidence_passage": version.evidence_passage_id,
        "is_draft": question.status == Question.Status.DRAFT,
        "seen": current.number if current else None,
        **_labels(labels_of(question)),
    }


def _labels(labels: Labels) -> dict[str, Any]:
    tags = {f"tag-{number}": tag for number, tag in enumerate(labels.tags)}
    shown = {"topic": labels.topic, "objective": labels.objective}
    return {**tags, **shown, "difficulty": labels.difficulty}


def kept(data: QueryDict, action: str = "") -> dict[str, Any]:
    """Everything that was posted, as initial values, after a change of rows.

    Empty values are left out, so that new rows get their ids.
    """
    verb, group, number = _parts(action)
    values: dict[str, Any] = {name: data[name] for name in data if data[name]}
    count = whole_number(values.get(group + ROWS_SUFFIX, ""))
    if verb == "add" and count is not None:
        values[group + ROWS_SUFFIX] = str(count + 1)
    if verb == "remove" and number is not None and count is not None:
        values = _without_row(values, group, number)
        values[group + ROWS_SUFFIX] = str(max(count - 1, 1))
    if verb in ("up", "down") and number is not None and count is not None:
        other = number + (1 if verb == "down" else -1)
        values = _swapped(values, group, number, other) if 0 <= other < count else values
    return values


def _parts(action: str) -> tuple[str, str, int | None]:
    """ "remove:choices:2" → ("remove", "choices", 2)."""
    verb, group, number = [*action.split(":"), "", ""][:3]
    return verb, group, int(number) if number.isdecimal() and len(number) < 5 else None


def _without_row(values: dict[str, Any], group: str, removed: int) -> dict[str, Any]:
    """The rows behind the removed one move up."""
    moved: dict[str, Any] = {}
    for name, value in values.items():
        found = re.fullmatch(rf"{re.escape(group)}-(\d+)-(.+)", name)
        index = int(found[1]) if found else -1
        if found and index > removed:
            moved[f"{group}-{index - 1}-{found[2]}"] = value
        elif index != removed:
            moved[name] = value
    return moved


def _swapped(values: dict[str, Any], group: str, one: int, other: int) -> dict[str, Any]:
    """Two rows change places, with all that they hold."""
    place = {str(one): other, str(other): one}
    moved: dict[str, Any] = {}
    for name, value in values.items():
        found = re.fullmatch(rf"{re.escape(group)}-(\d+)-(.+)", name)
        index = place.get(found[1]) if found else None
        moved[f"{group}-{index}-{found[2]}" if found and index is not None else name] = value
    return moved


def previews_of(course: Course, kind: Kind, form: QuestionForm) -> list[Preview]:
    """Each language that has text, whether or not the question could be saved."""
    specs = form.preview_specs()
    return [_preview(course, kind, code, spec) for code, spec in specs.items()]


def _preview(course: Course, kind: Kind, language: str, spec: dict[str, Any]) -> Preview:
    """A preview is asked for at every pause in typing: what is too long to save costs nothing."""
    too_long = _("This text is too long or too deep to be shown.")
    if len(repr(spec)) > MOST_PREVIEWED:
        return Preview(language, too_long, [])
    try:
        prepared = kind.prepare(spec, language=language, salt="preview")
        prepared = with_pictures(course, {language: prepared})[language]
    except BadFormula as error:
        return Preview(language, what_is_wrong(error), [])
    except NotValid as error:
        return Preview(language, str(error), [])
    except MarkupError:
        return Preview(language, too_long, [])
    html = kind.render(prepared, prefix=f"preview-{language}", order=kind.choice_ids(prepared))
    if not kind.is_answered:
        title = spec.get("title", "")
        html = format_html('<p dir="auto"><strong>{}</strong></p>{}', title, html)
    return Preview(language, html, advice_for(kind.name, spec, language))
