"""What a lesson's blocks are tied to, sources and questions, kept through an edit of its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from content import markup
from content.editions.keeping import Doubt, Held, Kept, Written, keep
from content.editions.lone import lone_sources, set_apart
from content.editions.rewrite import block_at, described, with_block
from courses.authoring.editions.drafts import stored_blocks
from courses.authoring.editor.lines import LineAnswers, LineAsk, settle_lines
from courses.catalog.models import Lesson, LessonVersion
from courses.people.models import User
from courses.quizzes.bank.states import locked, move
from courses.quizzes.models import Question

Answers = Mapping[str, int | None]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """One block of which it cannot be told what became of it: its old `text`, the `sources` as a
    reader knows them, the `questions` it proves, and (place, text) of each candidate."""

    key: str
    text: str
    sources: tuple[Row, ...]
    questions: tuple[Question, ...]
    candidates: tuple[tuple[int, str], ...]
    is_bare: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """The Markdown with every source that was plainly kept; what has to be asked before it is
    saved, first of `lines` that stand alone; and the questions that lose the block that proves
    them."""

    body: str
    asks: tuple[Ask, ...] = ()
    orphans: tuple[Question, ...] = ()
    lines: tuple[LineAsk, ...] = ()


def settle(
    lesson: Lesson,
    *,
    language: str,
    body: str,
    answers: Answers,
    line_answers: LineAnswers,
    author: User,
) -> Settled:
    """Against the newest text that somebody saved by hand. Five queries at most."""
    last = _last_by_hand(lesson, language)
    before = stored_blocks(last) if last else []
    try:
        written = markup.render_blocks(body, previous=before)
        lines = settle_lines(
            lesson,
            body,
            written,
            line_answers,
            before=_tied(last),
            body_before=last.body if last else "",
            language=language,
            author=author,
        )
        if lines.asks:
            return Settled(body, lines=lines.asks)
        if lines.body != body:
            written = markup.render_blocks(lines.body, previous=before)
    except markup.MarkupError:
        # Saving says what is wrong with it.
        return Settled(body)
    if last is None or last.body == lines.body:
        return Settled(lines.body)
    return _Settling(lesson, last, written).settled(lines.body, answers)


def kept_apart(lesson: Lesson, *, language: str, body: str) -> str:
    """The text as it is kept and shown before anybody was asked: a source line that `settle` would
    ask about describes none of it. One query."""
    last = _last_by_hand(lesson, language)
    if last is None or last.body == body:
        return body
    try:
        written = markup.render_blocks(body, previous=stored_blocks(last))
    except markup.MarkupError:
        return body
    return set_apart(body, lone_sources(body, written, _tied(last), last.body))


def _last_by_hand(lesson: Lesson, language: str) -> LessonVersion | None:
    versions = lesson.versions.filter(language=language, autosaved=False)
    return versions.order_by("-number").first()


def _tied(version: LessonVersion | None) -> list[Held]:
    """Every block as it was."""
    rows = version.blocks if version else []
    return [Held(row["key"], row["text"], tuple(_tokens(row))) for row in rows]


class _Settling:
    def __init__(
        self, lesson: Lesson, last: LessonVersion, written: Sequence[markup.Block]
    ) -> None:
        self.rows: dict[str, Row] = {row["key"]: row for row in last.blocks}
        self.written = written
        self.questions = _questions_on(lesson)
        self.held = [
            Held(key, row["text"], sources, row["kind"] == "heading")
            for key, row in self.rows.items()
            if (sources := tuple(_tokens(row))) or key in self.questions
        ]

    def settled(self, body: str, answers: Answers) -> Settled:
        kept = keep(
            self.held,
            [Written(block.text, block.sources, block.kind == "heading") for block in self.written],
            [row["text"] for row in self.rows.values()],
            answers,
        )
        homes = self._homes(kept)
        lost = [one.key for one in self.held if one.key not in homes.values()]
        doubted = {doubt.key for doubt in kept.doubts}
        lost = [key for key in lost if key in self.questions and key not in doubted]
        asks = [self._ask(doubt) for doubt in kept.doubts]
        asks += [self._ask(Doubt(key, ())) for key in lost if answers.get(key, -1) is not None]
        orphans = [question for key in lost for question in self.questions[key]]
        return Settled(self._body(body, kept, homes), tuple(asks), tuple(orphans))

    def _homes(self, kept: Kept) -> dict[int, str]:
        """{place: the key that the block there has}: one that questions point at goes first."""
        homes: dict[int, str] = {}
        asked_first = sorted(kept.places.items(), key=lambda one: one[0] not in self.questions)
        for key, place in asked_first:
            homes.setdefault(place, key)
        return homes

    def _ask(self, doubt: Doubt) -> Ask:
        row = self.rows[doubt.key]
        return Ask(
            doubt.key,
            row["text"],
            tuple(row["sources"]),
            tuple(self.questions.get(doubt.key, ())),
            tuple((at, self.written[at].text) for at in doubt.candidates),
            doubt.is_bare,
        )

    def _body(self, body: str, kept: Kept, homes: Mapping[int, str]) -> str:
        """From the end, so that the lines of those before stay what they are."""
        for at, block in reversed(list(enumerate(self.written))):
            added = kept.sources.get(at, ())
            key = homes.get(at, block.key)
            if added or key != block.key:
                text = block_at(body, block.lines)
                key = "" if key == block.key else key
                told = described(text, sources=[*block.sources, *added], key=key)
                body = with_block(body, block.lines, told)
        return body


def _tokens(row: Row) -> Iterable[str]:
    """The sources of a stored block as its author writes them."""
    for source in row["sources"]:
        name = source["source"] or source["report"]
        if name:
            yield f"{name}/{source['locator']}"


def _questions_on(lesson: Lesson) -> dict[str, list[Question]]:
    rows = Question.objects.filter(current_version__evidence_lesson=lesson)
    rows = rows.exclude(status=Question.Status.RETIRED).exclude(current_version__evidence_block="")
    found: dict[str, list[Question]] = defaultdict(list)
    for question in rows.select_related("current_version", "course").order_by("pk"):
        assert question.current_version is not None
        found[question.current_version.evidence_block].append(question)
    return dict(found)


def send_to_review(orphans: Iterable[Question], by: User) -> None:
    """Questions whose block was taken out of its lesson, and that were ready. In the transaction
    of the caller."""
    for orphan in orphans:
        question = locked(orphan)
        if question.status == Question.Status.READY:
            remark = _("The passage that proves it was taken out of its lesson: choose another.")
            move(question, Question.Status.REVIEW, by=by, remark=remark)
