"""What a question kind is. Each kind is a folder beside this file; see docs/question-kinds.md.

A spec is what an author writes in one language. `prepare` adds what is stored beside it: the
rendered HTML (`…_html`) and the language; a version of a question keeps prepared specs only.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, override

from courses.quizzes.errors import BadAnswer
from courses.quizzes.types.graders import grader
from courses.quizzes.types.kept import draw, draw_once
from courses.quizzes.types.outcomes import HINT_PENALTY, OUTCOME_FEEDBACKS, with_outcome
from courses.quizzes.types.rendering import block_html, line_html
from courses.quizzes.types.values import Mark, Spec, Value
from courses.quizzes.types.words import in_words

if TYPE_CHECKING:
    from courses.quizzes.types.forms import QuestionForm

HTML = "_html"


class MalformedAnswer(BadAnswer):
    """An answer that its question cannot take; the message says how to write it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a spec cannot be used. `field` is a path into it: "stem", "choices.2.text".

    `may_wait`: a draft can be saved with it (Kind.has_unfinished_drafts).
    """

    field: str
    message: str
    may_wait: bool = part(default=False, compare=False)


class Kind(ABC):
    """One question kind. Stateless: the registry keeps one of each."""

    name: ClassVar[str]
    place: ClassVar[int]  # in lists of kinds
    label: ClassVar[str | Promise]
    purpose: ClassVar[str | Promise]
    example: ClassVar[str | Promise]
    form_class: ClassVar["type[QuestionForm]"]
    is_answered: ClassVar[bool] = True  # False: something to read that its questions share
    is_scored: ClassVar[bool] = True  # False: it has no points, wherever it stands
    is_marked_by_person: ClassVar[bool] = False  # grading says "waiting"
    takes_files: ClassVar[bool] = False  # its value names files (quizzes.files)
    is_walked: ClassVar[bool] = False  # an answer is a step on a way: `follow`
    has_unfinished_drafts: ClassVar[bool] = False  # some of its problems may wait

    @property
    def has_key(self) -> bool:
        """Whether there is a right answer that could be given away."""
        return self.is_scored and not (self.is_marked_by_person or self.is_walked)

    @property
    def has_outcomes(self) -> bool:
        """Whether an author can say something to each outcome, and give hints."""
        return self.is_answered and self.is_scored

    # --- What an author writes ----------------------------------------------------------

    @abstractmethod
    def validate(self, spec: Spec) -> list[Problem]:
        """Everything that keeps this spec from being used; empty when it is well."""

    @abstractmethod
    def structure(self, spec: Spec) -> Any:
        """What the language variants of a question must share: ids, keys, numbers."""

    def shared(self, spec: Spec) -> Any:
        """All that the variants must share: the kind's own, and that of every kind."""
        return [self.structure(spec), len(spec.get("hints", ())), spec.get("hint_penalty")]

    def prepare(self, spec: Spec, *, language: str, salt: str = "") -> dict[str, Any]:
        """The spec as it is stored. Takes a spec without problems, or one prepared before.

        `salt` differs from question to question, where a kind makes ids nobody can guess.
        """
        written = authored(spec)
        plain = self.tidy(written, salt=salt)
        if self.has_outcomes:
            plain |= _outcome_parts(written)
        return {**_with_html(plain), "language": language}

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        """The authored spec with its defaults filled in; overridden where there are some."""
        return spec

    # --- What a learner answers ---------------------------------------------------------

    def choice_ids(self, spec: Spec) -> list[str] | None:
        """The ids of what may be shuffled, or None."""
        return None

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        """The answer in a posted form ({name: [values]}), or None. Checks nothing."""
        values = [text for text in data.get(prefix, ()) if text.strip()]
        return values[-1] if values else None

    @abstractmethod
    def check_value(self, spec: Spec, value: Value) -> Value:
        """The answer in its one canonical form, None when blank. Raises MalformedAnswer."""

    def is_unfinished(self, spec: Spec, value: Value) -> bool:
        """Whether an answer that was given leaves something open: a line, a gap, an ending."""
        return False

    def what_lacks(self, spec: Spec, value: Value) -> str:
        """Of an unfinished answer, what is open, in words; "" where the kind cannot tell."""
        return ""

    def is_blank(self, value: Value) -> bool:
        return value in (None, "", [], {}) or (isinstance(value, str) and not value.strip())

    def follow(self, spec: Spec, standing: Value, step: Value, now: datetime | None) -> Value:
        """The way so far with one step more, of a kind that is walked: its value is a list of
        {…, "at": time}, and a step, as `check_value` gives it ({"from": how many came before,
        …}), appends one. `now` None: no time is recorded.

        Raises OutOfStep for a step that does not start where the way stands, and MalformedAnswer.
        """
        raise NotImplementedError

    def read_played(self, spec: Spec, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        """The answer in a form behind which nothing is stored: a preview. Raises
        MalformedAnswer."""
        value = self.read_value(data, prefix)
        return None if value is None else self.check_value(spec, value)

    def grade(self, spec: Spec, value: Value) -> Mark:
        return with_outcome(spec, grader(self.name)(spec, value))

    def how_read(self, spec: Spec, value: Value, prefix: str) -> dict[str, str]:
        """While answering: {name of an input: what was understood}, where that is spelled otherwise
        than what was typed. It tells nothing that only a result may tell."""
        return {}

    def in_words(self, spec: Spec, value: Value) -> str:
        """The answer in one line, as a person would say it; "" for none."""
        return in_words(spec, value)

    # --- Pages --------------------------------------------------------------------------

    @abstractmethod
    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        """What `<kind>/question.html` and `<kind>/print.html` need besides the common names."""

    def caution(self, spec: Spec, points: Decimal | None) -> str:
        """What an answer can cost, in a sentence for who is about to give it; "" if nothing."""
        return ""

    @abstractmethod
    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        """What `<kind>/review.html` needs besides the common names; "feedback" where some of the
        mark's stands elsewhere than under the verdict."""

    def render(
        self,
        spec: Spec,
        *,
        prefix: str,
        value: Value = None,
        order: Sequence[str] | None = None,
        disabled: bool = False,
        error: str = "",
        points: Decimal | None = None,
    ) -> SafeString:
        """Stem and native inputs named `prefix` (or `prefix-…`); `error` stands at the field.

        `points`: what the question is worth where it is asked, if it is known.
        """
        with override(words_language(spec)):
            context = self.question_context(spec, value, order)
            context["caution"] = self.caution(spec, points)
        context |= {"prefix": prefix, "disabled": disabled, "error": error, "value": value}
        return self._render("question", spec, context)

    def render_print(self, spec: Spec, *, order: Sequence[str] | None = None) -> SafeString:
        """The question on paper: boxes to tick and lines to write on."""
        with override(words_language(spec)):
            context = self.question_context(spec, None, order) | {"value": None}
            context["caution"] = self.caution(spec, None)
        return self._render("print", spec, context)

    def render_review(
        self,
        spec: Spec,
        *,
        value: Value,
        mark: Mark,
        order: Sequence[str] | None = None,
        reveal: bool = True,
    ) -> SafeString:
        """What was answered and how it fared, in words and shapes, with its feedback.

        Without `reveal` the right answer is not shown where it was missed.
        """
        with override(words_language(spec)):
            context: dict[str, Any] = {"feedback": mark.feedback}
            context |= self.review_context(spec, value, mark, order)
        context |= {"mark": mark, "value": value, "reveal": reveal}
        return self._render("review", spec, context)

    def _render(self, page: str, spec: Spec, context: dict[str, Any]) -> SafeString:
        """In `words_language`: hints and buttons in as few languages as can be.

        Without a request: what a page knows of the site and the person is no question's business,
        and costs as much again at every question of a page.
        """
        language = spec["language"]
        context |= {"spec": spec, "language": language, "direction": direction_of(language)}
        # Plain data, so that what is drawn can be kept.
        # A way and an essay are not right or wrong, they earn points.
        context["kind"] = {"is_told_in_points": self.is_marked_by_person or self.is_walked}
        # What somebody wrote is not kept.
        is_chosen = (
            context.get("value", "") in (None, True, False) or self.choice_ids(spec) is not None
        )
        made = draw_once if is_chosen else draw
        return made(f"{self.name}/{page}.html", context, language=words_language(spec))


def words_language(spec: Spec) -> str:
    """Of what the site says in a question: the question's, so that languages do not mix; where
    the interface is not translated into that, the reader's."""
    language: str = spec["language"]
    if language in settings.INTERFACE_LANGUAGES:
        return language
    return get_language() or settings.LANGUAGE_CODE


def direction_of(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"


def authored(spec: Spec) -> dict[str, Any]:
    """A stored spec as its author wrote it: without rendered HTML and language."""
    return {k: _authored(v) for k, v in spec.items() if not k.endswith(HTML) and k != "language"}


def _outcome_parts(spec: Spec) -> dict[str, Any]:
    """Only what was written: a question from before there was such a thing stays the same."""
    texts = {name: str(spec.get(name) or "").strip() for name in OUTCOME_FEEDBACKS}
    parts: dict[str, Any] = {name: text for name, text in texts.items() if text}
    rows = spec.get("hints")
    listed = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    hints = [text for row in listed if (text := str(row.get("text") or "").strip())]
    if not hints:
        return parts
    penalty = str(spec.get("hint_penalty", "")).strip()
    cost = int(penalty) if penalty.isdecimal() else HINT_PENALTY
    return {**parts, "hints": [{"text": text} for text in hints], "hint_penalty": cost}


def _authored(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _authored(v) for k, v in value.items() if not k.endswith(HTML)}
    return [_authored(v) for v in value] if isinstance(value, list) else value


# Texts that may be several paragraphs; the others stand in one line of a tile or a list.
_BLOCKS = (
    *("stem", "feedback", "sample", "feedback_true", "feedback_false", "scene", "outcome"),
    *OUTCOME_FEEDBACKS,
)
_LINES = ("text", "left")


def _with_html(spec: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in spec.items():
        made[name] = _with_html_inside(value) if isinstance(value, list) else value
        if name in _BLOCKS:
            made[name + HTML] = block_html(value)
        elif name in _LINES:
            made[name + HTML] = line_html(value)
    return made


def _with_html_inside(values: list[Any]) -> list[Any]:
    return [_with_html(value) if isinstance(value, dict) else value for value in values]


def in_order(items: Iterable[dict[str, Any]], order: Sequence[str] | None) -> list[dict[str, Any]]:
    """Items by `order` of their ids; what the order does not name stands at the end."""
    if order is None:
        return list(items)
    place = {item_id: index for index, item_id in enumerate(order)}
    return sorted(items, key=lambda item: place.get(item["id"], len(place)))
