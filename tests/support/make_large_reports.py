"""Reports of a size that nobody would put into a test's file, as rows."""

from content.models import Passage, Report, Section

WORDS = "Cases were traced across borders and the money was returned to its owners. "
WORDS_A_PAGE = 450


def large_report(*, pages: int, headings: int, words: int = 90) -> Report:
    """So many pages of paragraphs of `words`, spread over the headings; 0 is a report without.

    Every tenth heading is a chapter; none has the text of another.
    """
    report = Report.objects.create(
        slug=f"large-{pages}-{headings}",
        title=f"Report of {pages} pages",
        language="en",
        sha256=f"{pages:032}{headings:032}",
        format="pdf",
        pages=pages,
    )
    count = pages * WORDS_A_PAGE // words
    sections = Section.objects.bulk_create(
        Section(
            report=report,
            position=number,
            level=1 if number % 10 == 0 else 2,
            title=f"Section {number + 1} on the work of the Board in the field of asset recovery",
            page=1 + number * pages // headings,
        )
        for number in range(headings)
    )
    Passage.objects.bulk_create(
        Passage(
            report=report,
            section=sections[number * headings // count] if sections else None,
            position=number,
            key=str(number + 1),
            number=str(number + 1),
            kind="paragraph",
            page=1 + number * pages // count,
            text=f"Paragraph {number + 1}. {WORDS * (words // 13)}",
            words=words,
        )
        for number in range(count)
    )
    return report
