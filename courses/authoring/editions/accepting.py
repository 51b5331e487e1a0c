"""What a person decides about a block or a question for a new edition. Drafts alone change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from content.editions.compare import CHANGED, GONE, MOVED, MOVED_CHANGED, SAME
from content.editions.rewrite import described, is_as_drafted, passages_as_block, renamed
from content.models import Passage
from content.planning.alike import names_of_draft, passage_alike
from content.planning.bodies import SourcePassage
from content.queries import source_passage
from courses.authoring.editions.drafts import (
    DraftBlock,
    blocks_of,
    body_with,
    digest_of,
    draft_of,
)
from courses.authoring.editions.errors import BlockMoved, InAnotherLanguage, NothingRestsHere
from courses.authoring.editions.models import Comparison, EditionAct, EditionMark, PassageChange
from courses.authoring.editions.questions import (
    Followed,
    changes_of,
    follow,
    following,
    resting_on_block,
    send_to_review,
)
from courses.authoring.editions.resting import same_language
from courses.catalog.errors import EditedElsewhere
from courses.catalog.models import Anchor, Course, Lesson, LessonVersion
from courses.catalog.queries import draft_lessons, newest_versions
from courses.catalog.services import save_lesson
from courses.people.models import User
from courses.quizzes.models import Question

What = EditionAct.What
DIFFERS = (CHANGED, MOVED_CHANGED, GONE)
SAYS_THE_SAME = (SAME, MOVED)


@dataclass(frozen=True, slots=True)
class Spot:
    """A block of a lesson's draft as the person saw it; `number` is the version's."""

    lesson: Lesson
    language: str
    key: str
    number: int


@dataclass(frozen=True, slots=True)
class Fresh:
    """What the new edition makes of a block: its `text` ("": nothing is left of it), the changes
    of its passages, and whether the draft's is still word for word the older report's."""

    block: DraftBlock
    text: str
    changes: tuple[PassageChange, ...]
    is_untouched: bool
    differs: bool


def take_new_text(
    comparison: Comparison, spot: Spot, *, by: User, with_questions: bool = False
) -> EditionAct:
    """The block says what the new edition says, or goes with what it rested on. `with_questions`:
    those that rest on the same passages by themselves follow into the new edition, to be reviewed.

    Raises BlockMoved, NothingRestsHere, catalog's TextRefused; InAnotherLanguage for a block that
    is a translation of the report.
    """
    version = draft_of(spot.lesson, spot.language, spot.number)
    fresh = _fresh(comparison, version, spot.key)
    if fresh.text and not same_language(version, comparison):
        raise InAnotherLanguage
    with transaction.atomic():
        act = _act(comparison, spot.lesson.course, What.TAKE, by)
        _rewrite(act, version, [fresh], by)
        _mark_behind(act, version, spot.key)
        send_to_review(act, resting_on_block(version, spot.key), by)
        if with_questions:
            follow(act, following(comparison, act.course, fresh.changes), by)
    return act


def keep_text(
    comparison: Comparison, spot: Spot, *, by: User, with_questions: bool = False
) -> EditionAct:
    """The block keeps its words and cites the new edition, as far as the passages are in it;
    `with_questions` as for take_new_text."""
    version = draft_of(spot.lesson, spot.language, spot.number)
    fresh = _fresh(comparison, version, spot.key)
    with transaction.atomic():
        act = _act(comparison, spot.lesson.course, What.KEEP, by)
        _rewrite(act, version, [_with_own_words(comparison, fresh)], by)
        EditionMark.objects.create(
            act=act,
            kind=EditionMark.Kind.CHECKED,
            lesson=spot.lesson,
            language=spot.language,
            block_key=spot.key,
        )
        if with_questions:
            follow(act, following(comparison, act.course, fresh.changes), by)
    return act


@transaction.atomic
def settle_question(
    comparison: Comparison, question: Question, *, is_right: bool, by: User
) -> EditionAct:
    """Looked at and still right, or sent to review as one whose passage changed. A passage of the
    older edition that it has of its own becomes that of the newer one, where there is one; by the
    two-person rule somebody else looks at that."""
    act = _act(comparison, question.course, What.RIGHT if is_right else What.REVIEW, by)
    changes = changes_of(comparison, [question])
    looked_at = DIFFERS if is_right and not question.course.two_person_rule else ()
    own = [(question, change) for change in changes if change.new_id]
    follow(act, own, by, looked_at=looked_at)
    if is_right:
        EditionMark.objects.create(act=act, kind=EditionMark.Kind.CHECKED, question=question)
    elif not own:
        send_to_review(act, [question], by)
    return act


def untouched(comparison: Comparison, course: Course) -> list[tuple[LessonVersion, list[Fresh]]]:
    """The draft's lessons with the blocks that could be brought up to date without a loss: those
    whose words nobody changed since they were drafted, and those whose passages say the same in
    the new edition. Three queries."""
    cites = Anchor.objects.filter(
        passage__report=comparison.older_id, version__lesson__course=course
    )
    citing = set(cites.values_list("version_id", flat=True))
    versions = newest_versions(draft_lessons(course)).select_related("lesson__course")
    blocks = {
        version: blocks_of(version).values()
        for version in versions.order_by("lesson_id", "language")
        if version.pk in citing
    }
    known = _changes(comparison, (one for own in blocks.values() for one in own))
    found = []
    for version, own in blocks.items():
        every = (_fresh_of(comparison, block, known) for block in own)
        ready = [one for one in every if one and (one.is_untouched or not one.differs)]
        # What would leave the lesson is for a person to decide, block by block.
        ready = [one for one in ready if one.text]
        if ready:
            found.append((version, ready))
    return found


def take_all_untouched(
    comparison: Comparison, course: Course, *, seen: str, by: User
) -> EditionAct:
    """What the preview showed, at once, and the questions that follow. `seen` is its
    `fingerprint`; raises BlockMoved."""
    found, questions = untouched(comparison, course), following(comparison, course)
    if not found and not questions:
        raise NothingRestsHere
    if fingerprint(found, questions) != seen:
        raise BlockMoved
    with transaction.atomic():
        act = _act(comparison, course, What.ALL, by)
        for version, blocks in found:
            whole = [one if one.differs else _with_own_words(comparison, one) for one in blocks]
            _rewrite(act, version, whole, by)
            for one in blocks:
                if one.differs:
                    _mark_behind(act, version, one.block.key)
                    send_to_review(act, resting_on_block(version, one.block.key), by)
        follow(act, questions, by, looked_at=SAYS_THE_SAME)
    return act


def fingerprint(
    found: Iterable[tuple[LessonVersion, Sequence[Fresh]]], questions: Iterable[Followed] = ()
) -> str:
    """Of what a preview showed: other versions, blocks or questions are another one."""
    blocks = [f"{version.pk}:{len(blocks)}" for version, blocks in found]
    return ",".join([*blocks, *(f"q{one.current_version_id}" for one, _change in questions)])


def _fresh(comparison: Comparison, version: LessonVersion, key: str) -> Fresh:
    block = blocks_of(version).get(key)
    fresh = block and _fresh_of(comparison, block, _changes(comparison, [block]))
    if not fresh:
        raise NothingRestsHere
    return fresh


def _fresh_of(
    comparison: Comparison, block: DraftBlock, known: Mapping[int, PassageChange]
) -> Fresh | None:
    """None for a block that rests on nothing of the older edition."""
    changes = [known[pk] for pk in block.passages.values() if pk in known]
    if not changes:
        return None
    old, new = (
        [one for change in changes if (one := getattr(change, side)) is not None]
        for side in ("old", "new")
    )
    spellings = [*comparison.older.spellings, *comparison.newer.spellings]
    names = names_of_draft(spellings, block.text)
    was = [_source(one, names) for one in old]
    text = passages_as_block([_source(one, names) for one in new], comparison.newer.slug)
    if text:
        others = [token for token in block.tokens if token not in _of(changes, block)]
        cited = [f"{comparison.newer.slug}/{one.key}" for one in new]
        # The key stands in the text from now on: the words may be too different to tell it by.
        text = described(text, sources=[*cited, *others], key=block.key)
    return Fresh(
        block,
        text,
        tuple(changes),
        is_untouched=is_as_drafted(
            block.text, was, comparison.older.slug, language=comparison.older.language
        ),
        differs=any(change.kind in DIFFERS for change in changes),
    )


def _changes(comparison: Comparison, blocks: Iterable[DraftBlock]) -> dict[int, PassageChange]:
    """{id of a passage that these blocks cite: what became of it}. One query."""
    ids = {passage for block in blocks for passage in block.passages.values()}
    rows = PassageChange.objects.filter(comparison=comparison, old__in=ids)
    return {row.old_id: row for row in rows.select_related("old", "new") if row.old_id}


def _of(changes: Iterable[PassageChange], block: DraftBlock) -> set[str]:
    ids = {change.old_id for change in changes}
    return {token for token, passage in block.passages.items() if passage in ids}


def _source(passage: Passage, names: Mapping[str, str]) -> tuple[SourcePassage, str]:
    return passage_alike(source_passage(passage), names), passage.number


def _with_own_words(comparison: Comparison, fresh: Fresh) -> Fresh:
    new = {change.old_id: change.new for change in fresh.changes}
    names = {
        token: f"{comparison.newer.slug}/{found.key}"
        for token, passage in fresh.block.passages.items()
        if (found := new.get(passage)) is not None
    }
    text = described(
        fresh.block.text, sources=renamed(fresh.block.tokens, names), key=fresh.block.key
    )
    return Fresh(fresh.block, text, fresh.changes, fresh.is_untouched, fresh.differs)


def _act(comparison: Comparison, course: Course, what: str, by: User) -> EditionAct:
    return EditionAct.objects.create(comparison=comparison, course=course, what=what, by=by)


def _rewrite(act: EditionAct, version: LessonVersion, blocks: Sequence[Fresh], by: User) -> None:
    """One version of the lesson more. Raises BlockMoved when somebody was faster."""
    try:
        made = save_lesson(
            version.lesson,
            language=version.language,
            title=version.title,
            body=body_with(version, [(one.block, one.text) for one in blocks]),
            author=by,
            base_number=version.number,
        )
    except EditedElsewhere as error:
        raise BlockMoved from error
    act.blocks += [
        {
            "lesson": version.lesson_id,
            "language": version.language,
            "key": one.block.key,
            "before": one.block.text,
            "after": one.text,
            "made": made.number,
        }
        for one in blocks
    ]
    act.save(update_fields=["blocks"])


def _mark_behind(act: EditionAct, version: LessonVersion, key: str) -> None:
    """The other languages' texts of the block say what it said before."""
    others = newest_versions(Lesson.objects.filter(pk=version.lesson_id))
    for text in others.exclude(language=version.language).defer("body"):
        digest = digest_of(text, key)
        if digest:
            EditionMark.objects.create(
                act=act,
                kind=EditionMark.Kind.BEHIND,
                lesson_id=version.lesson_id,
                language=text.language,
                block_key=key,
                digest=digest,
            )
