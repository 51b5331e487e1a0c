"""Objectives for a lesson, each with the sentence that answers it; none where none does.

A strict teacher's rule: nothing is better than something bad. So an objective is only made of a
sentence that says by itself what a thing is or is for, how, why, or to what end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from content.terms.frames import Frame, Frames, frames_of
from content.terms.sentences import sentences_of
from content.terms.words import content_stems, small_words

MOST = 4
_LONG_FROM = 16
_SAME = 0.6
_ABOUT = 2.0
_LONG = 0.08
# Several headings made one title.
_JOINED = re.compile("[;؛；]")
_LETTER = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Objective:
    """`questions` put the same to a class, each in another way; none where nothing good can be
    asked. `place` is the number of the text that answers, `sentence` its words, "" for what a
    heading says; `weight` how much it is to be preferred."""

    text: str
    questions: tuple[str, ...]
    place: int
    sentence: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class _Found:
    frame: Frame
    what: str
    place: int
    sentence: str
    stems: frozenset[str]
    weight: float

    def as_objective(self) -> Objective:
        text = self.frame.said(self.what)
        asked = self.frame.asked(self.what)
        return Objective(text, asked, self.place, self.sentence, self.weight)


def objectives_of(
    texts: Sequence[str],
    language: str,
    *,
    title: str = "",
    headings: Sequence[tuple[str, int]] = (),
    fits: Callable[[str], bool] = bool,
    most: int = MOST,
) -> list[Objective]:
    """At most `most`, in the order of the texts; those near the title's words come first when
    there are more. `headings` are (heading, number of the first text under it). None is about a
    matter that does not fit: what stands in its sentence beside the course's own."""
    frames = frames_of(language)
    if frames is None:
        return []
    subject = {*content_stems(title, language[:2])}
    for heading, _ in headings:
        subject |= {*content_stems(heading, language[:2])}
    names = _names(texts) - small_words(language[:2]).stop
    found = [*_in_texts(texts, language, frames, names, subject)]
    found += _in_headings(headings, language, frames)
    found = [one for one in found if fits(one.what)]
    chosen = sorted(_chosen(found, most), key=lambda one: one.place)
    return [one.as_objective() for one in chosen]


def questions_about(objective: str, language: str) -> tuple[str, ...]:
    """What can be put to a class about an objective, whoever wrote it; none for most."""
    frames = frames_of(language)
    for frame in frames.frames if frames else ():
        if asked := frame.asked(frame.what_of(objective)) if frame.what_of(objective) else ():
            return asked
    return ()


def _in_texts(
    texts: Sequence[str],
    language: str,
    frames: Frames,
    names: Collection[str],
    subject: Collection[str],
) -> Iterator[_Found]:
    for place, text in enumerate(texts):
        for sentence in sentences_of(text):
            for frame in frames.frames:
                for what in _told(frame, sentence, language):
                    what = _beginning_small(frames.mended(what), names)
                    if frames.can_be(what, frame):
                        yield from _weighed(frame, what, place, sentence, language, subject)


def _told(frame: Frame, sentence: str, language: str) -> Iterator[str]:
    for pattern in () if frame.unless.search(sentence) else frame.find:
        for found in pattern.finditer(sentence):
            parts = found.groupdict()
            what = parts["x"] if "x" in parts else _joined(frame, parts)
            yield what.replace("'", "’" if language[:2] == "fr" else "'")


def _joined(frame: Frame, parts: dict[str, str]) -> str:
    parts["s"] = parts["s"][:1].lower() + parts["s"][1:]
    return frame.join.format(**parts)


def _in_headings(
    headings: Iterable[tuple[str, int]], language: str, frames: Frames
) -> Iterator[_Found]:
    for frame in frames.frames:
        for heading, place in headings:
            if _JOINED.search(heading):
                continue
            for said in _of_heading(frame, heading):
                what = frames.mended(said)
                if frames.can_be(what, frame):
                    yield from _weighed(frame, what, place, "", language, ())


def _of_heading(frame: Frame, heading: str) -> Iterator[str]:
    said = heading[:1].lower() + heading[1:]
    for pattern, made in frame.heads:
        found = pattern.match(heading) or pattern.match(said)
        if found is None:
            continue
        what = found["x"]
        if made != "{x}" and frame.articles:
            before = next((one for one in frame.articles if what.startswith(one)), "")
            if before:
                what = frame.articles[before] + what.removeprefix(before)
            elif re.match("d(?:e |['’])", what):
                continue
        what = what[:1].lower() + what[1:] if made == "{x}" else what
        yield made.replace("{x}", what)
        return


def _weighed(
    frame: Frame, what: str, place: int, sentence: str, language: str, subject: Collection[str]
) -> Iterator[_Found]:
    """None where it is too far from the subject for its frame."""
    stems = frozenset(content_stems(what, language[:2]))
    near = len(stems.intersection(subject)) / (len(stems) or 1)
    if near >= frame.near:
        over = max(len(what.split()) - _LONG_FROM, 0)
        weight = frame.weight + _ABOUT * near - _LONG * over
        yield _Found(frame, what, place, sentence, stems, weight)


def _chosen(found: Sequence[_Found], most: int) -> list[_Found]:
    """The weightiest, no sentence or matter twice, not all of one frame."""
    chosen: list[_Found] = []
    for one in sorted(found, key=lambda row: (-row.weight, row.place)):
        alike = [other for other in chosen if other.frame.kind == one.frame.kind]
        if len(chosen) == most or len(alike) >= one.frame.only:
            continue
        if not any(_is_same(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def _is_same(one: _Found, other: _Found) -> bool:
    if one.sentence and one.sentence == other.sentence:
        return True
    shared = len(one.stems & other.stems)
    return shared > _SAME * min(len(one.stems), len(other.stems) or 1)


def _names(texts: Iterable[str]) -> set[str]:
    """Words that stand with a capital within a sentence, and never without one."""
    large: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for sentence in sentences_of(text):
            rest = _LETTER.findall(sentence)[1:]
            large.update(word for word in rest if word[:1].isupper())
            small.update(word for word in rest if word[:1].islower())
    return {word for word in large if word.lower() not in small}


def _beginning_small(what: str, names: Collection[str]) -> str:
    """A capital that only begins a sentence is none of the phrase."""
    first = _LETTER.match(what)
    if first is None or first[0] in names or first[0][1:] != first[0][1:].lower():
        return what
    return what[:1].lower() + what[1:]
