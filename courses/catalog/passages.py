"""A passage in its context: the headings above it and its neighbours."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.models import Passage, Report, Section
from courses.catalog.queries import Person, reports_for_user

NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class PassageInContext:
    """`headings` from the highest level down; `before` and `after` at most NEIGHBOURS each;
    `footnotes` those that the passage calls."""

    passage: Passage
    headings: tuple[Section, ...]
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    footnotes: tuple[Passage, ...] = ()

    @property
    def report(self) -> Report:
        return self.passage.report

    @property
    def nearest_after(self) -> tuple[Passage, ...]:
        """What the panel beside a text has room for."""
        return self.after[:1]

    @property
    def place(self) -> str:
        return place_of(self.passage)


def place_of(passage: Passage) -> str:
    """ "¶18", or what stands for it where passages have no number."""
    if passage.kind == "footnote":
        return f"n. {passage.number or passage.key}"
    if passage.number:
        return f"¶{passage.number}"
    return f"p. {passage.page}" if passage.page else f"¶{passage.key}"


def passage_in_context(user: Person, report: str, key: str) -> PassageInContext | None:
    """Three queries, one more where footnotes are called; None when there is no such passage for
    this person."""
    rows = Passage.objects.filter(report__in=reports_for_user(user), report__slug=report, key=key)
    passage = rows.select_related("report__withdrawal", "section").first()
    if passage is None:
        return None
    around = Passage.objects.filter(
        report=passage.report_id,
        part=passage.part,
        position__range=(passage.position - NEIGHBOURS, passage.position + NEIGHBOURS),
    ).order_by("position")
    neighbours = list(around)
    return PassageInContext(
        passage,
        _headings(passage),
        tuple(row for row in neighbours if row.position < passage.position),
        tuple(row for row in neighbours if row.position > passage.position),
        _footnotes(passage),
    )


def _footnotes(passage: Passage) -> tuple[Passage, ...]:
    """Those that its text calls, in that order; the first where a number stands twice."""
    if not passage.calls:
        return ()
    rows = Passage.objects.filter(
        report=passage.report_id, kind="footnote", number__in=passage.calls
    )
    by_number = {row.number: row for row in rows.order_by("-position")}
    return tuple(by_number[number] for number in passage.calls if number in by_number)


def _headings(passage: Passage) -> tuple[Section, ...]:
    section = passage.section
    if section is None:
        return ()
    rows = Section.objects.filter(report=section.report_id, position__lte=section.position)
    return tuple(_ancestors(rows.order_by("-position").only("level", "label", "title")))[::-1]


def _ancestors(upwards: Iterable[Section]) -> Iterable[Section]:
    level = None
    for section in upwards:
        if level is None or section.level < level:
            level = section.level
            yield section
        if level == 1:
            return
