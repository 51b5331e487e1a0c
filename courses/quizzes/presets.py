"""What a new quiz may begin as: settings that go together, all of them free to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course
from courses.quizzes.models import Quiz
from courses.quizzes.quiz_settings import Feedback


@dataclass(frozen=True, slots=True)
class Preset:
    name: str
    label: Promise
    told: Promise
    settings: Mapping[str, Any]


SHUFFLED = {"shuffle_questions": True, "shuffle_choices": True}
PRESETS = (
    Preset(
        "practice",
        _("Practice"),
        _("counts for nothing, one question at a time, with further tries at once"),
        {
            "is_practice": True,
            "required": False,
            "feedback": Feedback.ADAPTIVE,
            "per_page": 1,
            **SHUFFLED,
        },
    ),
    Preset(
        "exam",
        _("Exam"),
        _("one attempt of an hour, shuffled, results after it is handed in"),
        {"attempts_allowed": 1, "time_limit_minutes": 60, **SHUFFLED},
    ),
    Preset(
        "before",
        _("Check before the lessons"),
        _("one attempt, to see what is known already; it does not count"),
        {"before_lessons": True, "required": False, "attempts_allowed": 1},
    ),
)
SET = frozenset(name for preset in PRESETS for name in preset.settings)


def new_quiz(course: Course, name: str) -> Quiz:
    """Not stored. As Django's defaults have it, where no preset has that name."""
    found = next((preset.settings for preset in PRESETS if preset.name == name), {})
    return Quiz(course=course, **found)
