"""Saving a lesson's text: rendered, its sources resolved, every version kept."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content import markup
from content.planning.sizes import count_words, minutes_for
from courses.catalog.aids.queries import drawn, terms_of
from courses.catalog.errors import EditedElsewhere, TextRefused
from courses.catalog.formulas import what_is_wrong
from courses.catalog.models import Anchor, EditionLesson, Lesson, LessonVersion
from courses.catalog.pictures import show_in_lessons
from courses.catalog.queries import newest_version
from courses.catalog.sources import resolve_sources
from courses.people.models import User

# Autosaves of one person at one sitting leave one version, not one each few seconds.
SITTING = timedelta(minutes=10)
REASONS = {
    "too_long": _("This text is too long. Divide it into two lessons."),
    "too_deep": _("Lists or quotations are nested too deep. Move some of them one step out."),
    "too_slow": _("This text is too intricate to be shown. Look for brackets left open."),
}


def why_not_shown(error: markup.MarkupError) -> str:
    if isinstance(error, markup.BadFormula):
        return what_is_wrong(error)
    return str(REASONS.get(error.code, REASONS["too_slow"]))


def save_lesson(
    lesson: Lesson,
    *,
    language: str,
    title: str,
    body: str,
    author: User | None = None,
    autosaved: bool = False,
    objectives: list[str] | None = None,
    minutes: int | None = None,
    notice: str | None = None,
    base_number: int | None = None,
    keys_of: Sequence[markup.Block] = (),
) -> LessonVersion:
    """The new version; the newest one when nothing changed.

    What is None stays as it was before. `notice` is said before the lesson, in plain text.
    `base_number` is the number of the version that the author started from (0: none yet).
    `keys_of`: the blocks that the text's own were before, where that is not the newest version.
    Raises EditedElsewhere when there is a newer one, TextRefused when it cannot be rendered.
    """
    before = newest_version(lesson, language)
    kept = before or LessonVersion(objectives=[], notice="")
    blocks = _rendered(lesson, language, body, before, author, keys_of=keys_of)
    words = markup.count_words(_read(blocks), language)
    fields: dict[str, Any] = {
        "title": title.strip()[:250],
        "body": body,
        "objectives": kept.objectives if objectives is None else objectives,
        "notice": (kept.notice if notice is None else notice).strip(),
        "minutes": minutes or _minutes_of(blocks, body, before),
    }
    with transaction.atomic():
        Lesson.objects.select_for_update().get(pk=lesson.pk)
        newest = newest_version(lesson, language)
        if newest is not None and _is_same(newest, fields, blocks):
            return _kept_by_hand(newest) if not autosaved else newest
        if newest is not None and base_number is not None and newest.number != base_number:
            raise EditedElsewhere(newest)
        fields |= {"blocks": blocks, "words": words, "author": author, "autosaved": autosaved}
        return _add_version(lesson, language, newest, fields)


def _add_version(
    lesson: Lesson, language: str, newest: LessonVersion | None, fields: dict[str, Any]
) -> LessonVersion:
    version = LessonVersion.objects.create(
        lesson=lesson, language=language, number=newest.number + 1 if newest else 1, **fields
    )
    _write_anchors(version)
    show_in_lessons(lesson.course, version.body)
    _thin_out(newest, version)
    return version


def clear_text(lesson: Lesson, language: str, *, by: User | None) -> None:
    """The draft has no text in a language any more; what it had stays in the history, and what is
    published as it is."""
    newest = newest_version(lesson, language)
    if newest is not None and not is_cleared(newest):
        save_lesson(
            lesson, language=language, title="", body="", objectives=[], notice="", author=by
        )


def is_cleared(version: LessonVersion) -> bool:
    """Whether it says nothing: a translation that was taken out, or one only begun."""
    return not version.title and not version.body.strip()


def restore_version(version: LessonVersion, by: User | None) -> LessonVersion:
    """An earlier text as the newest version; what came between stays in the history."""
    return save_lesson(
        version.lesson,
        language=version.language,
        title=version.title,
        body=version.body,
        objectives=version.objectives,
        minutes=version.minutes,
        notice=version.notice,
        author=by,
    )


def preview_blocks(
    lesson: Lesson, *, language: str, body: str, author: User
) -> list[dict[str, Any]]:
    """Blocks as save_lesson would store them, for a live preview. Raises TextRefused."""
    return _rendered(lesson, language, body, newest_version(lesson, language), author)


def _rendered(
    lesson: Lesson,
    language: str,
    body: str,
    before: LessonVersion | None,
    author: User | None,
    *,
    keys_of: Sequence[markup.Block] = (),
) -> list[dict[str, Any]]:
    try:
        blocks = markup.render_blocks(body, previous=keys_of or _as_blocks(before))
    except markup.MarkupError as error:
        raise TextRefused(why_not_shown(error)) from error
    if before is None and not keys_of:
        blocks = markup.align_keys(blocks, _as_blocks(_translation(lesson, language)))
    blocks = drawn(lesson.course, blocks, language)
    blocks = markup.link_terms(blocks, terms_of(lesson.course, language), language)
    tokens = dict.fromkeys(token for block in blocks for token in block.sources)
    sources = resolve_sources(tokens, lesson.course, language, author=author)
    return [
        {
            "key": block.key,
            "kind": block.kind,
            "html": block.html,
            "text": block.text,
            "sources": [sources[token] for token in block.sources],
            # Only where there is one: a text from before there were any stays the same.
            **({"title": block.title} if block.title else {}),
        }
        for block in blocks
    ]


def _read(blocks: list[dict[str, Any]]) -> str:
    """What a reader reads: not a diagram in words, and a distressing part or what stands in its
    place, not both."""
    apart = ("diagram", "instead")
    return " ".join(block["text"] for block in blocks if block["kind"] not in apart)


def _translation(lesson: Lesson, language: str) -> LessonVersion | None:
    """The newest text in the course's first language that has one, other than `language`."""
    newest = (newest_version(lesson, x) for x in lesson.course.languages if x != language)
    return next((version for version in newest if version), None)


def _as_blocks(version: LessonVersion | None) -> Sequence[markup.Block]:
    rows = version.blocks if version else []
    return [markup.Block(row["key"], row["kind"], row["html"], row["text"]) for row in rows]


def _minutes_of(blocks: list[dict[str, Any]], body: str, before: LessonVersion | None) -> int:
    """As a plan counts them: neither headings nor footnotes. A text that is the same keeps its."""
    if before is not None and before.body == body:
        return before.minutes
    told = [one for one in blocks if one["kind"] != "heading" and not _is_note(one)]
    return minutes_for(count_words(_read(told)))


def _is_note(block: dict[str, Any]) -> bool:
    sources = block["sources"]
    return bool(sources) and all(str(one.get("locator", "")).startswith("fn") for one in sources)


def _is_same(version: LessonVersion, fields: dict[str, Any], blocks: list[dict[str, Any]]) -> bool:
    same = all(getattr(version, name) == value for name, value in fields.items())
    return same and version.blocks == blocks


def _kept_by_hand(version: LessonVersion) -> LessonVersion:
    if version.autosaved:
        version.autosaved = False
        version.save(update_fields=["autosaved"])
    return version


def _write_anchors(version: LessonVersion) -> None:
    places = {
        (block["key"], source["passage"])
        for block in version.blocks
        for source in block["sources"]
        if source["passage"] is not None
    }
    Anchor.objects.bulk_create(
        Anchor(version=version, block_key=key, passage_id=passage)
        for key, passage in sorted(places)
    )


def _thin_out(older: LessonVersion | None, newer: LessonVersion) -> None:
    if older is None or not older.autosaved or older.author_id != newer.author_id:
        return
    recent = timezone.now() - older.created_at < SITTING
    if recent and not EditionLesson.objects.filter(version=older).exists():
        older.delete()
