"""What is proposed for a lesson of a plan: its words and its objectives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from content.models import Passage
from content.own_terms import OwnTerms, own_terms
from content.planning.alike import spelled_in
from content.planning.places import is_background, lessons_of
from content.planning.values import (
    PlanLesson,
    PlanSection,
    PlanTerm,
    is_untitled,
    passages_of,
    words_of,
)
from content.spellings import written_alike
from content.terms.key_terms import terms_in
from content.terms.objectives import Objective, objectives_of
from content.terms.our_meanings import our_meaning
from content.topics.tagging import tags
from courses.authoring.models import ImportPlan
from courses.authoring.plans.queries import sections_for
from courses.authoring.proposals.shorts import new_shorts

MOST_TERMS = 6
MOST_SHORTS = 12
OWN_OBJECTIVES = 2


@dataclass(frozen=True, slots=True)
class ProposedWord:
    """`where` is the passage that says what it means, or shows it; `course` has the title of the
    course of ours that says it, where the reports do not. `elsewhere` counts the rest of the
    plan's reports; `times` is 0 where it was not counted."""

    term: PlanTerm
    where: Passage | None
    times: int = 0
    elsewhere: int = 0
    is_taken: bool = False
    is_short: bool = False
    course: str = ""


@dataclass(frozen=True, slots=True)
class ProposedObjective:
    """`where` is the passage that answers it, None for what somebody wrote; `sentence` its words,
    "" where a heading says it."""

    text: str
    is_taken: bool = False
    where: Passage | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class LessonProposals:
    """`passages` are the lesson's own, in its order; `following` is the id of the next lesson of
    the plan, "" for the last."""

    lesson: PlanLesson
    words: tuple[ProposedWord, ...]
    objectives: tuple[ProposedObjective, ...]
    passages: tuple[Passage, ...] = ()
    following: str = ""


def proposals_for(
    plan: ImportPlan,
    lesson_id: str,
    *,
    words: Sequence[PlanTerm] | None = None,
    objectives: Sequence[str] | None = None,
) -> LessonProposals | None:
    """None when the lesson is no longer in the plan. Its queries do not grow with the plan.

    `words` and `objectives` stand in the place of those taken: what was sent and not saved.
    """
    lessons = [one for module in plan.modules for one in module["lessons"]]
    lesson = next((one for one in lessons if one["id"] == lesson_id), None)
    if lesson is None:
        return None
    sections = {section.id: section for section in sections_for(plan)}
    ids = [one.id for one in passages_of(lesson, sections)]
    found = Passage.objects.select_related("report").in_bulk(ids)
    passages = [found[pk] for pk in ids if pk in found]
    taken_elsewhere = {
        term["term"] for one in lessons if one is not lesson for term in one.get("terms", [])
    }
    before, after = _around(plan, lesson_id)
    read = _Lesson(
        plan=plan,
        lesson=lesson,
        sections=sections,
        passages=passages,
        names=_names_of(plan, passages),
        before=[one.id for earlier in before for one in passages_of(earlier, sections)],
        own=own_terms({section.report for section in sections.values() if section.report}),
    )
    return LessonProposals(
        lesson,
        read.words(lesson.get("terms", []) if words is None else words, taken_elsewhere),
        read.objectives(lesson.get("objectives", []) if objectives is None else objectives),
        tuple(read.passages),
        after[0]["id"] if after else "",
    )


def _around(plan: ImportPlan, lesson_id: str) -> tuple[list[PlanLesson], list[PlanLesson]]:
    """The lessons taught before this one and after it; none for what stands apart."""
    taught = lessons_of(module for module in plan.modules if not is_background(module))
    ids = [one["id"] for one in taught]
    if lesson_id not in ids:
        return [], []
    place = ids.index(lesson_id)
    return taught[:place], taught[place + 1 :]


def _names_of(plan: ImportPlan, passages: Sequence[Passage]) -> dict[str, str]:
    """Ways in which the reports write a name, and the right one of them."""
    reports = {one.report_id: one.report for one in passages}
    rows = [row for report in reports.values() for row in report.spellings]
    return {other: row["right"] for row in rows for other in row["others"]} | spelled_in(
        plan.modules
    )


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A lesson of a plan with all that its proposals are made of; `before` are the ids of the
    passages that learners have read when they come to it."""

    plan: ImportPlan
    lesson: PlanLesson
    sections: Mapping[int, PlanSection]
    passages: Sequence[Passage]
    own: OwnTerms
    names: Mapping[str, str]
    before: Sequence[int]

    def texts(self) -> list[str]:
        """With each name written in one way."""
        return [written_alike(one.text, self.names)[0] for one in self.passages]

    def words(
        self, taken: Sequence[PlanTerm], taken_elsewhere: set[str]
    ) -> tuple[ProposedWord, ...]:
        """Those taken first."""
        known = {term["term"] for term in taken} | taken_elsewhere
        rows = [
            *(ProposedWord(term, None, is_taken=True) for term in taken),
            *(row for row in self._shorts() if row.term["term"] not in known),
            *(row for row in self._terms() if row.term["term"] not in known),
        ]
        wanted = {row.term["passage"] for row in rows} - {0}
        told = Passage.objects.select_related("report").in_bulk(list(wanted))
        return tuple(replace(row, where=told.get(row.term["passage"])) for row in rows)

    def _shorts(self) -> list[ProposedWord]:
        """The abbreviations that the lesson's passages use, in the order in which they do; those
        of earlier lessons were offered there."""
        text = "\n".join(self.texts())
        new = new_shorts(self.own.abbreviations, text, self.before, self.names)
        terms: list[PlanTerm] = [
            {"term": one.short, "text": one.long, "passage": one.place} for one in new[:MOST_SHORTS]
        ]
        return [ProposedWord(term, None, is_short=True) for term in terms]

    def _terms(self) -> Iterator[ProposedWord]:
        """Of the field, defined, or met often; none that an abbreviation stands in."""
        meanings = dict(self.own.definitions)
        shorts = {one.short for one in self.own.abbreviations}
        terms = [one for one in self.own.terms if shorts.isdisjoint(one.form.split())]
        whole = sum(section.words for section in self.sections.values()) or 1
        found = terms_in(
            terms,
            [one.pk for one in self.passages],
            share=max(words_of(self.lesson, dict(self.sections)) / whole, 0.001),
            told=set(meanings),
            most=MOST_TERMS,
        )
        for one in found:
            meaning = meanings.get(one.form)
            ours = None if meaning else our_meaning(one.form, self.plan.text_language)
            word: PlanTerm = {
                "term": one.form,
                "text": meaning.text if meaning else ours.text if ours else "",
                "passage": meaning.place if meaning else 0 if ours else one.place,
            }
            course = ours.course if ours else ""
            yield ProposedWord(word, None, one.times, one.elsewhere, course=course)

    def objectives(self, taken: Sequence[str]) -> tuple[ProposedObjective, ...]:
        found = objectives_of(
            self.texts(),
            self.plan.text_language,
            title=self.lesson["title"],
            headings=self._headings(),
            fits=self._fits,
        )
        elsewhere = {
            one
            for module in self.plan.modules
            for lesson in module["lessons"]
            if lesson["id"] != self.lesson["id"]
            for one in lesson.get("objectives", [])
        }
        known = {*taken, *elsewhere}
        new = [self._proposed(one) for one in found if one.text not in known]
        return tuple([ProposedObjective(one, is_taken=True) for one in taken] + new)

    def _fits(self, what: str) -> bool:
        """In a course on a topic: not what speaks of other topics and not of this one."""
        said = {tag.topic for tag in tags(what, self.plan.text_language)}
        return not self.plan.topic or not said or self.plan.topic in said

    def _proposed(self, one: Objective) -> ProposedObjective:
        return ProposedObjective(one.text, where=self.passages[one.place], sentence=one.sentence)

    def _headings(self) -> list[tuple[str, int]]:
        """Those that text of the lesson stands under, with the number of its first passage; none
        of a plan by topic, whose passages are but a part of what their headings speak of."""
        if self.plan.report is None:
            return []
        order = {one.pk: number for number, one in enumerate(self.passages)}
        found = []
        for section_id in self.lesson["sections"]:
            section = self.sections.get(section_id)
            if section is None or not section.title or is_untitled(section_id):
                continue
            under = [order[one.id] for one in section.passages if one.id in order]
            if under:
                found.append((section.title, min(under)))
        return found
