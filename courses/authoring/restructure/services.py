"""Lessons of a draft split, merged, and put back. Learners see nothing of it before publishing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from content import markup
from content.lessons.parting import CannotJoin, joined
from courses.authoring.restructure.acts import MERGE, SPLIT, Act, digests
from courses.authoring.restructure.cuts import Draft, Part, Row, stored
from courses.authoring.restructure.errors import (
    LessonMoved,
    NoPlace,
    NothingBelow,
    NotTogether,
    label_clashes,
)
from courses.authoring.restructure.naming import new_title
from courses.authoring.restructure.resting import moved_marks, moved_questions, questions_on
from courses.catalog.errors import EditedElsewhere, TextRefused
from courses.catalog.models import Course, Lesson, LessonVersion
from courses.catalog.queries import newest_versions
from courses.catalog.services import add_lesson_below, remove_lesson, save_lesson
from courses.people.models import User

Texts = dict[str, LessonVersion]
Keys = dict[tuple[str, str], str]
"""{(language, key of a block in the one lesson): its key in the other}"""


@transaction.atomic
def split_lesson(
    lesson: Lesson, *, language: str, block: str, seen: int, title: str, by: User, stays: str = ""
) -> Act:
    """A lesson of its own from this block of its text in `language` on, right behind it.

    `seen` is the number of the text that the person chose in. Each other language is cut where the
    same blocks stand; a text that has none of them stays whole. `stays` is a new title for what is
    left of it. Raises NoPlace, LessonMoved, TooManyQuestions, NotTogether.
    """
    _lock(lesson)
    texts = _texts(lesson)
    own = texts.get(language)
    if own is None or own.number != seen:
        raise LessonMoved
    resting = questions_on(lesson.pk)
    kept = {one.block for one in resting}
    titles = " ".join(stays.split()), " ".join(title.split())
    parts = _parts(texts, language, block, titles, kept)
    other = add_lesson_below(lesson, parts[language][1].title)
    moved: Keys = {}
    versions = []
    for code, (staying, going) in parts.items():
        first = _saved(lesson, texts[code], staying, by)
        second = _saved(other, texts[code], going, by, is_new=True)
        versions += [first, second]
        gone = _keys(second) - _keys(first)
        moved |= {(code, key): key for key in gone}
    spots = {
        one.question.pk: (other.pk, one.block) for one in resting if (language, one.block) in moved
    }
    return Act(
        SPLIT,
        lesson.course_id,
        own.title,
        lesson.pk,
        other.pk,
        before={code: version.pk for code, version in texts.items()},
        after=digests([*versions, *(texts[code] for code in texts if code not in parts)]),
        questions=moved_questions(resting, spots),
        marks=moved_marks(lesson.pk, other.pk, moved),
        aims=len(parts[language][1].objectives) if own.objectives else None,
    )


@transaction.atomic
def merge_below(lesson: Lesson, *, by: User) -> Act:
    """The next lesson of the module at the end of this one, which keeps its title; the other is
    taken out of the draft. Raises NothingBelow, NotTogether, TooManyQuestions, LessonMoved."""
    _lock(lesson)
    below = _below(lesson)
    texts, others = _texts(lesson), _texts(below)
    resting = questions_on(below.pk)
    versions: list[LessonVersion] = []
    keys: Keys = {}
    said = {code: text for code, text in others.items() if text.title or text.body.strip()}
    for code, other in said.items():
        first = texts.get(code)
        made = _merged(lesson, first, other, by)
        versions.append(made)
        keys |= {
            (code, old): new
            for old, new in _new_keys(made, first.blocks if first else (), other.blocks)
        }
    by_key = {key: new for (_code, key), new in reversed(keys.items())} | {"": ""}
    spots = {one.question.pk: (lesson.pk, by_key.get(one.block, one.block)) for one in resting}
    remove_lesson(below)
    return Act(
        MERGE,
        lesson.course_id,
        next((version.title for version in texts.values()), lesson.key),
        lesson.pk,
        below.pk,
        before={code: version.pk for code, version in texts.items()},
        after=digests([*versions, *(texts[code] for code in texts if code not in others)]),
        questions=moved_questions(resting, spots),
        marks=moved_marks(below.pk, lesson.pk, keys),
    )


def _lock(lesson: Lesson) -> None:
    Course.objects.select_for_update().only("pk").get(pk=lesson.course_id)


def _texts(lesson: Lesson) -> Texts:
    """The newest in each language, of a course that is locked, its first language first; what was
    kept while somebody typed counts as saved from now on, so that the way back leads to it."""
    rows = newest_versions(Lesson.objects.filter(pk=lesson.pk)).order_by("language")
    found = {version.language: version for version in rows.select_related("lesson__course")}
    typed = [version for version in found.values() if version.autosaved]
    if typed:
        LessonVersion.objects.filter(pk__in=[one.pk for one in typed]).update(autosaved=False)
    for code in reversed(lesson.course.languages):
        if code in found:
            found = {code: found[code], **found}
    return found


def _parts(
    texts: Texts, language: str, block: str, titles: tuple[str, str], kept: Iterable[str]
) -> dict[str, tuple[Part, Part]]:
    """`titles` of both parts in `language`, as far as they were typed."""
    own = _draft(texts[language])
    at = own.place_of(block)
    if at is None:
        raise NoPlace
    stays, title = titles
    stays = "" if stays == own.version.title else stays
    parts = {language: own.parts(at, title=title or new_title(own, at), kept=kept, stays=stays)}
    going = own.keys_from(at)
    for code, version in texts.items():
        draft = _draft(version)
        place = draft.place_like(going) if code != language else None
        if place is not None:
            parts[code] = draft.parts(place, title=new_title(draft, place), kept=kept)
    return parts


def _draft(version: LessonVersion) -> Draft:
    try:
        return Draft(version)
    except TextRefused as error:
        raise NotTogether(error.message) from error


def _saved(
    lesson: Lesson, was: LessonVersion, part: Part, by: User, *, is_new: bool = False
) -> LessonVersion:
    return _written(
        lesson,
        language=was.language,
        title=part.title,
        body=part.body,
        objectives=part.objectives,
        notice=was.notice,
        base_number=0 if is_new else was.number,
        keys_of=part.keys_of,
        author=by,
    )


def _written(lesson: Lesson, **text: Any) -> LessonVersion:
    try:
        return save_lesson(lesson, **text)
    except EditedElsewhere as error:
        raise LessonMoved from error
    except TextRefused as error:
        raise NotTogether(error.message) from error


def _below(lesson: Lesson) -> Lesson:
    rows = Lesson.objects.filter(module=lesson.module_id, removed_at=None)
    live = list(rows.select_related("course").order_by("position", "pk"))
    at = live.index(lesson) + 1 if lesson in live else len(live)
    if at >= len(live):
        raise NothingBelow
    return live[at]


def _merged(
    lesson: Lesson, first: LessonVersion | None, other: LessonVersion, by: User
) -> LessonVersion:
    notices = [one.notice for one in (first, other) if one and one.notice]
    aims = [aim for one in (first, other) if one for aim in one.objectives]
    rows = first.blocks if first else []
    try:
        body = joined(first.body if first else "", other.body, title=other.title if rows else "")
    except CannotJoin as error:
        raise label_clashes(error.label) from error
    return _written(
        lesson,
        language=other.language,
        title=(first.title if first else "") or other.title,
        body=body,
        objectives=list(dict.fromkeys(aims)),
        notice="\n\n".join(dict.fromkeys(notices)),
        base_number=first.number if first else 0,
        keys_of=_both(rows, other.blocks),
        author=by,
    )


def _both(first: Sequence[Row], second: Sequence[Row]) -> list[markup.Block]:
    """The blocks of both under keys that differ."""
    taken = {row["key"] for row in first}
    blocks = [stored(row, row["key"]) for row in first]
    for row in second:
        key, number = row["key"], 2
        while key in taken:
            key, number = f"{row['key']}-{number}", number + 1
        taken.add(key)
        blocks.append(stored(row, key))
    return blocks


def _new_keys(
    made: LessonVersion, first: Sequence[Row], second: Sequence[Row]
) -> Iterable[tuple[str, str]]:
    """(key before, key now) of the blocks that came in: told by their texts, in order."""
    stayed = {row["key"] for row in first}
    pool = [row for row in made.blocks if row["key"] not in stayed]
    for row in second:
        same = [one for one in pool if (one["kind"], one["text"]) == (row["kind"], row["text"])]
        if same:
            pool.remove(same[0])
            yield row["key"], same[0]["key"]


def _keys(version: LessonVersion) -> set[str]:
    return {row["key"] for row in version.blocks}
