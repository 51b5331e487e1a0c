"""What falls out of PDFs made by others: numbers on lines of their own, notes without a rule."""

from __future__ import annotations

from content.importing.pipeline import read
from content.importing.readers.raised_numbers import with_raised_numbers

LONG = "the stations measured the water of the river twice a day in all of the districts"
PAGES = f"""I. Introduction
1. In the year under review {LONG}
and sent their figures.
1 At the end of it {LONG}
were counted.
2. The Commission read the figures of the stations and thanked all of those who
had measured them.
2
II. Findings
3. The figures that were published in the spring came from the north and from the
south alike.
1 See the yearbook.
2 Ibid.
1/2\fIII. Next steps
4. The stations will go on, and {LONG}
will be measured.
2/2
"""


def test_a_raised_number_goes_back_behind_its_words_with_the_rest_of_its_line() -> None:
    rows = [("as was said.", 1, 0), (f"1 Then {LONG} ended.", 1, 0), ("1 See above.", 1, 0)]
    assert with_raised_numbers(rows)[0][0] == f"as was said.1 Then {LONG} ended."


def test_a_title_that_begins_with_a_number_is_no_call() -> None:
    text = [(LONG, 1, 0)] * 4
    rows = [*text, ("Contents", 1, 0), ("1 Trade", 1, 0), *text, ("1 See above.", 1, 0)]
    assert with_raised_numbers(rows) == rows


def test_notes_without_a_rule_are_known_by_the_calls_above_them() -> None:
    reading = read(PAGES.encode(), filename="r.txt")
    assert reading.footnotes == 2
    assert {n: p.key for p in reading.passages for n in p.calls} == {"1": "1", "2": "2"}


def test_a_form_feed_within_a_line_ends_it() -> None:
    reading = read(PAGES.encode(), filename="r.txt")
    assert [h.title for h in reading.headings] == ["Introduction", "Findings", "Next steps"]
    assert reading.paragraphs.last == 4


QUOTED = """I. Background

The Council adopted its resolution in spring. All of its members spoke in the debate.

The operative part of the resolution reads:

"Recalling its earlier resolution,

1. Decides to remain seized of the matter;

2. Requests a report."

II. Outlook

The report will be ready by the end of the year. It will be short.

The members will read it at once. They will speak about it in the spring.

The stations will go on measuring. Their figures will be published.

A last meeting is planned for May. Its place is not known.

The minutes of the meeting will be kept. They will be sent to all.

The minutes are short. They are read by few.

The next report is due in two years. It will be longer.

Annexe I

Members of the Council

North, South and Coast.
"""


def test_a_quoted_resolution_does_not_number_a_report_without_numbers() -> None:
    assert read(QUOTED.encode()).paragraphs.count == 0


def test_an_annexe_by_its_french_name_is_a_part() -> None:
    assert [p.title for p in read(QUOTED.encode()).parts if p.kind == "annex"] == [
        "Annexe I — Members of the Council"
    ]
