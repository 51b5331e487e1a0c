"""What an instructor may choose of the matrix: named choices, and what contradicts what."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.quiz_settings import Feedback, QuizSettings
from courses.quizzes.review.matrix import (
    JUST_AFTER_MINUTES,
    TELL_TALES,
    Moment,
    Part,
    Review,
    what_shows,
)

ALL = [part.value for part in Part]
AFTER = (Moment.JUST_AFTER, Moment.OPEN, Moment.CLOSED)


class Preset(StrEnum):
    AUTOMATIC = "automatic"
    EVERYTHING = "everything"
    SCORE = "score"
    NOTHING = "nothing"
    OWN = "own"


# During the attempt each of them is automatic.
REVIEWS: Mapping[Preset, Review] = {
    Preset.AUTOMATIC: {},
    Preset.EVERYTHING: {moment.value: ALL for moment in AFTER},
    Preset.SCORE: {"just_after": [Part.POINTS], "open": [Part.POINTS], "closed": ALL},
    Preset.NOTHING: {"just_after": [], "open": [], "closed": ALL},
}
LABELS: Mapping[Preset, Promise] = {
    Preset.AUTOMATIC: gettext_lazy(
        "Automatic: everything at once, but the right answers only to those who passed or have no "
        "attempt left"
    ),
    Preset.EVERYTHING: gettext_lazy("Everything at once, also the right answers"),
    Preset.SCORE: gettext_lazy("Only the score until the quiz closes"),
    Preset.NOTHING: gettext_lazy("Nothing until the quiz closes"),
    Preset.OWN: gettext_lazy("As ticked in this table"),
}
MOMENTS: Mapping[Moment, Promise] = {
    Moment.DURING: gettext_lazy("During"),
    Moment.JUST_AFTER: gettext_lazy("Just after"),
    Moment.OPEN: gettext_lazy("Later, open"),
    Moment.CLOSED: gettext_lazy("Closed"),
}
PARTS: Mapping[Part, Promise] = {
    Part.RESPONSE: gettext_lazy("Their answer"),
    Part.CORRECTNESS: gettext_lazy("Right or wrong"),
    Part.POINTS: gettext_lazy("Points and passing"),
    Part.FEEDBACK: gettext_lazy("What is said to it"),
    Part.KEY: gettext_lazy("Right answer, and why"),
    Part.PASSAGE: gettext_lazy("Passage to read"),
}


def preset_of(review: Review) -> Preset:
    for preset, same in REVIEWS.items():
        if {name: set(parts) for name, parts in same.items()} == {
            name: set(parts) for name, parts in review.items()
        }:
            return preset
    return Preset.OWN


def ticked(review: Review) -> dict[str, list[str]]:
    """What the table has ticked: of a moment that is automatic, what shows to everybody; when all
    is over nothing is left to gain from the key."""
    shown = {
        moment: what_shows(review, moment=moment, is_settled=moment == Moment.CLOSED).parts
        for moment in Moment
    }
    return {
        moment.value: [part.value for part in Part if part in parts]
        for moment, parts in shown.items()
    }


def review_errors(quiz: QuizSettings) -> dict[str, str]:
    """What of the choice cannot be as it is: {"review": sentence}."""
    review = quiz.review
    if any(_needs_correctness(parts) for parts in review.values()):
        sentence = _(
            "What is said to an answer, and the right answer, tell whether it was right: tick "
            "“Right or wrong” at the same moment, too."
        )
        return {"review": sentence}
    during = review.get(Moment.DURING.value)
    tells = quiz.feedback != Feedback.DEFERRED
    if tells and during is not None and Part.CORRECTNESS not in during:
        sentence = _(
            "Feedback at each question has to tell right or wrong: tick it for “During”, or give "
            "feedback after the quiz is handed in."
        )
        return {"review": sentence}
    if quiz.closes_at is None and preset_of(review) in (Preset.SCORE, Preset.NOTHING):
        sentence = _(
            "The quiz never closes, so what shows only after closing would never show: say when it "
            "closes, or choose something else."
        )
        return {"review": sentence}
    return {}


def _needs_correctness(parts: object) -> bool:
    chosen = set(parts) if isinstance(parts, list) else set()
    return Part.CORRECTNESS.value not in chosen and bool(chosen & {p.value for p in TELL_TALES})


def _waits_for_closing(review: Review) -> bool:
    if not review:
        return False
    before = what_shows(review, moment=Moment.OPEN, is_settled=True).parts
    before |= what_shows(review, moment=Moment.JUST_AFTER, is_settled=True).parts
    return bool(what_shows(review, moment=Moment.CLOSED, is_settled=True).parts - before)


def review_warnings(quiz: QuizSettings) -> list[str]:
    """What can be as it is, and should be meant so."""
    warnings = []
    moments = _tells_key_early(quiz)
    if moments:
        words = _(
            "The right answers show (%(moments)s) while there are attempts left: whoever tries "
            "again knows them."
        )
        warnings.append(words % {"moments": get_text_list(moments, _("and"))})
    if quiz.closes_at is None and _waits_for_closing(quiz.review):
        warnings.append(_("The quiz never closes: what is ticked for “Closed” alone never shows."))
    return warnings


def _tells_key_early(quiz: QuizSettings) -> list[str]:
    """The moments in which a key shows that may help at a further attempt."""
    if quiz.attempts_allowed == 1 or quiz.is_practice:
        return []
    checks = () if quiz.feedback == Feedback.DEFERRED else (Moment.DURING,)
    return [
        str(MOMENTS[moment])
        for moment in (*checks, Moment.JUST_AFTER, Moment.OPEN)
        if Part.KEY.value in quiz.review.get(moment.value, ())
    ]


def told_of(review: Review) -> str:
    """The choice in a few words, for the head of its group of settings."""
    return {
        Preset.AUTOMATIC: "",
        Preset.EVERYTHING: _("everything shown at once"),
        Preset.SCORE: _("only the score until it closes"),
        Preset.NOTHING: _("nothing shown until it closes"),
        Preset.OWN: _("shown as chosen in the table"),
    }[preset_of(review)]


def explanation() -> str:
    return _(
        "“During” is what a check of an answer shows; “just after” are the first %(minutes)d "
        "minutes after handing in; what a person marks later shows as “later”. Staff always see "
        "all."
    ) % {"minutes": JUST_AFTER_MINUTES}
