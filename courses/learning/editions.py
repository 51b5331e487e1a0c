"""An edition's outline kept in this process: it never changes, so no lesson page pays for it."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from courses.catalog.models import Edition, EditionLesson
from courses.quizzes.models import QuizEdition

KEPT = 64


@dataclass(frozen=True, slots=True)
class EditionContents:
    """Rows without texts; read only, since threads share them."""

    lessons: tuple[EditionLesson, ...]
    quizzes: tuple[QuizEdition, ...]


_kept: OrderedDict[tuple[int, datetime], EditionContents] = OrderedDict()
_lock = Lock()


def contents_of(edition: Edition) -> EditionContents:
    """Two queries the first time, none afterwards."""
    # The moment is part of the key: an identity may come back after a restore.
    key = (edition.pk, edition.published_at)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    lessons = EditionLesson.objects.filter(edition=edition).select_related("lesson", "version")
    contents = EditionContents(
        lessons=tuple(lessons.defer("version__body", "version__blocks")),
        quizzes=tuple(QuizEdition.objects.filter(edition=edition).select_related("quiz")),
    )
    with _lock:
        _kept[key] = contents
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return contents
