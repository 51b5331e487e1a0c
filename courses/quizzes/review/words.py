"""What is held back of a result, in sentences: what, and when it will show."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.review.matrix import Later, Part
from courses.quizzes.review.queries import Seen
from courses.templatetags.widgets import exact_time

NAMES = {
    Part.RESPONSE: gettext_lazy("your answers"),
    Part.CORRECTNESS: gettext_lazy("what was right and wrong"),
    Part.POINTS: gettext_lazy("the points, and whether you passed"),
    Part.FEEDBACK: gettext_lazy("what is said to your answers"),
    Part.KEY: gettext_lazy("the right answers"),
    Part.PASSAGE: gettext_lazy("the passages"),
}


def later_sentences(seen: Seen, *, left: int | None) -> list[str]:
    """`left` None: as many attempts as one likes."""
    if not seen.is_automatic:
        return [_sentence(later) for later in seen.later]
    if seen.shows.key:
        return []
    if left is None:
        return [_("Right answers, and why they are right, are shown once you have passed.")]
    return [
        _(
            "Right answers, and why they are right, are shown once you have passed or used your "
            "last attempt."
        )
    ]


def _sentence(later: Later) -> str:
    names = get_text_list([str(NAMES[part]) for part in later.parts], _("and"))
    what = {"parts": names}
    if later.at is None:
        return _("Not shown for this quiz: %(parts)s.") % what
    what["moment"] = exact_time(later.at)
    if later.is_closing:
        return _("Shown after the quiz closes, %(moment)s: %(parts)s.") % what
    return _("Shown later, from %(moment)s on: %(parts)s.") % what
