import pytest

from courses.cohorts.importing.reading import MAX_BYTES, Row, read_csv

TEXT = (
    "email,name,language,external_id\nAna@Example.org,Ana Ruiz,es,A-17\nli@example.org,李明,zh,\n"
)
ROWS = (
    Row(2, "ana@example.org", "Ana Ruiz", "es", "A-17"),
    Row(3, "li@example.org", "李明", "zh-hans", ""),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_save_is_read(encoding: str, delimiter: str) -> None:
    reading = read_csv(TEXT.replace(",", delimiter).encode(encoding))
    assert (reading.rows, reading.problems) == (ROWS, ())


def test_columns_stand_in_any_order_and_french() -> None:
    reading = read_csv(b"nom;courriel\r\nAna;ana@example.org\r\n")
    assert reading.rows == (Row(2, "ana@example.org", "Ana"),)


def test_empty_lines_and_unknown_columns_are_passed_over() -> None:
    reading = read_csv(b"email,shoe size\n\nana@example.org,38\n,\n")
    assert reading.rows == (Row(3, "ana@example.org"),)


def test_a_quoted_name_may_hold_a_comma_and_a_line() -> None:
    reading = read_csv(b'email,name\nana@example.org,"Ruiz,\nAna"\nbo@example.org,Bo\n')
    assert [(row.line, row.name) for row in reading.rows] == [(3, "Ruiz, Ana"), (4, "Bo")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ana,Ana,es,1", "not an e-mail address"),
        (",Ana,es,1", "address is missing"),
        ("ana@example.org,Ana,klingon,1", "klingon"),
        (f"ana@example.org,{'A' * 151},es,1", "over 150 characters"),
        ("ana@example.org,Ruiz, Ana,es,1", "more cells than columns"),
        ("bo@example.org,Bo,es,1", "stands in line 2 already"),
    ],
)
def test_a_bad_row_is_told_with_its_line(line: str, words: str) -> None:
    text = f"email,name,language,external_id\nbo@example.org,Bo,,\n{line}\n"
    (problem,) = read_csv(text.encode()).problems
    assert problem.line == 3
    assert words in str(problem)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"name\nAna\n", "“email”"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        (b"email\nan\xe9@example.org\n", "not a text file"),
        (b"e" * (MAX_BYTES + 1), "over 2 MB"),
    ],
)
def test_a_bad_file_is_told_as_a_whole(data: bytes, words: str) -> None:
    reading = read_csv(data)
    assert reading.rows == ()
    assert words in str(reading.problems[0])
