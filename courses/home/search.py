"""Search over titles and over the texts that a person may read.

Words are cut to their stems and looked for in the stored text: right for some hundred courses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from django.db.models import Q
from django.utils import translation

from courses.catalog.models import Course, EditionLesson, Enrolment
from courses.catalog.queries import Person, courses_for_learner, courses_for_staff
from courses.home.catalogue import plain

STEMMERS = {
    "en": "english", "fr": "french", "es": "spanish", "ar": "arabic", "ru": "russian",
}  # fmt: skip
MAX_HITS = 30
AROUND = 90
WORD = re.compile(r"\w{2,}|[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class LessonHit:
    """A lesson with the place of the first match: before, the match, after."""

    course: Course
    key: str
    title: str
    language: str
    block: str
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class Results:
    """`has_more`: there are lessons beyond the first MAX_HITS."""

    courses: tuple[Course, ...] = ()
    lessons: tuple[LessonHit, ...] = ()
    has_more: bool = False

    def __bool__(self) -> bool:
        return bool(self.courses or self.lessons)


def search(user: Person, text: str) -> Results:
    """At most four queries, however much is found."""
    stems = stems_of(text, translation.get_language() or "en")
    if not stems:
        return Results()
    courses = list(courses_for_learner(user).select_related("current_edition"))
    titled = [course for course in courses if _all_in(stems, course.titles, course.summaries)]
    rows = _lessons(user, courses, stems)
    hits = [hit for row in rows if (hit := _hit(row, stems))]
    return Results(tuple(titled), tuple(hits[:MAX_HITS]), len(hits) > MAX_HITS)


def stems_of(text: str, language: str) -> list[str]:
    """What each word has in common with its stem: "offences" becomes "offenc"."""
    words = WORD.findall(text.casefold())[:8]
    name = STEMMERS.get(language)
    if name is None:
        return words
    import snowballstemmer  # takes long: the rules of thirty languages

    stems = snowballstemmer.stemmer(name).stemWords(words)
    return [_common(word, stem) or word for word, stem in zip(words, stems, strict=True)]


def _common(word: str, stem: str) -> str:
    """A stem is not always the beginning of its word: "community" has "communiti"."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(word, stem, strict=False))
    return "".join(letter for letter, _ in same)


def _all_in(stems: Sequence[str], *texts: dict[str, str]) -> bool:
    whole = plain(" ".join(value for by_language in texts for value in by_language.values()))
    return all(plain(stem) in whole for stem in stems)


def _lessons(user: Person, courses: list[Course], stems: Sequence[str]) -> list[EditionLesson]:
    """Lessons of the courses that the person takes or teaches; nobody else reads them."""
    if not user.is_authenticated:
        return []
    taken = Enrolment.objects.filter(user=user, withdrawn_at=None).values("course")
    editions = [course.current_edition_id for course in courses]
    mine = Q(edition__course__in=taken) | Q(edition__course__in=courses_for_staff(user))
    rows = EditionLesson.objects.filter(mine, edition__in=editions)
    for stem in stems:
        rows = rows.filter(_contains(stem))
    related = rows.select_related("version", "lesson", "edition__course")
    return list(related.order_by("edition", "module_position", "position", "pk")[: MAX_HITS * 3])


def _contains(stem: str) -> Q:
    # SQLite compares letters beyond ASCII exactly, so their capitals are asked for as well.
    found = Q()
    for form in {stem, stem.capitalize(), stem.upper()}:
        found |= Q(version__body__icontains=form) | Q(version__title__icontains=form)
    return found


def _hit(row: EditionLesson, stems: Sequence[str]) -> LessonHit | None:
    version = row.version
    pattern = re.compile("|".join(rf"\b{re.escape(stem)}\w*|{re.escape(stem)}" for stem in stems))
    for block in version.blocks:
        found = pattern.search(block["text"].casefold())
        if found and block["kind"] == "distressing":
            return _excerpt(row, {"key": block["key"], "text": block["title"]}, 0, 0)
        if found:
            return _excerpt(row, block, found.start(), found.end())
    if any(stem in version.title.casefold() for stem in stems):
        first = version.blocks[0] if version.blocks else {"key": "", "text": ""}
        return _excerpt(row, first, 0, 0)
    return None


def _excerpt(row: EditionLesson, block: dict[str, str], start: int, end: int) -> LessonHit:
    text = block["text"]
    first = text.rfind(" ", 0, max(0, start - AROUND)) + 1 if start > AROUND else 0
    last = text.find(" ", end + AROUND)
    return LessonHit(
        course=row.edition.course,
        key=row.lesson.key,
        title=row.version.title,
        language=row.language,
        block=block["key"],
        before=("… " if first else "") + text[first:start],
        match=text[start:end],
        after=text[end:last] + " …" if last > 0 else text[end:],
    )
