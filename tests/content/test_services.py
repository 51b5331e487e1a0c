from pathlib import Path

import pytest

from content.importing.problems import EmptyReport
from content.models import Passage, Report, Section
from content.queries import search_passages, sections_for_planning
from content.services import amend_report, read_report
from tests.support.make_reports import report_text, stored_report
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def test_reading_stores_sections_and_passages_with_their_words(tmp_path: Path) -> None:
    report = stored_report(tmp_path)
    assert report.title == "Report of the Board on asset recovery"
    assert Section.objects.filter(report=report, title__startswith="Section").count() == 4
    passage = Passage.objects.get(report=report, key="5")
    assert passage.text.startswith("Paragraph 5 says this.")
    assert passage.words == len(passage.text.split())


def test_the_same_bytes_give_the_stored_report(tmp_path: Path) -> None:
    first = stored_report(tmp_path)
    stages: list[str] = []
    path = tmp_path / "board.md"
    again = read_report(path, filename="x.md", on_progress=lambda stage, _: stages.append(stage))
    assert (again.pk, stages, Report.objects.count()) == (first.pk, [], 1)


def test_two_reports_of_one_title_have_two_slugs(tmp_path: Path) -> None:
    first = stored_report(tmp_path)
    second = stored_report(tmp_path, report_text(sections=2))
    assert second.slug == f"{first.slug}-2"


def test_a_report_without_a_title_is_called_by_the_words_it_begins_with(tmp_path: Path) -> None:
    path = tmp_path / "004_e60e.txt"
    opening = "This report passes in review what the Office has done in the year for its members"
    path.write_text(
        f"1. {opening}, and with them all the others. More follows.\n\n2. The second paragraph.\n"
    )
    report = read_report(path, filename=path.name)
    assert report.title == f"{opening}, and …"
    assert report.short_name == "This report passes in…"


def test_progress_is_told_by_stage(tmp_path: Path) -> None:
    path = tmp_path / "board.md"
    path.write_text(report_text())
    stages: list[str] = []
    read_report(path, filename="board.md", on_progress=lambda stage, _: stages.append(stage))
    assert list(dict.fromkeys(stages)) == ["read", "clean", "outline", "passages"]


def test_an_empty_file_is_refused_and_nothing_stored(tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.write_bytes(b"")
    with pytest.raises(EmptyReport):
        read_report(path, filename="empty.md")
    assert not Report.objects.exists()


@pytest.mark.parametrize("sections", [2, 40])
def test_planning_asks_two_queries_whatever_the_size(tmp_path: Path, sections: int) -> None:
    report = stored_report(tmp_path, report_text(sections=sections))
    with assert_queries(2):
        found = sections_for_planning(report)
    assert len(found) >= sections


def test_passages_are_found_by_words_and_by_number(tmp_path: Path) -> None:
    report = stored_report(tmp_path)
    assert [one.key for one in search_passages([report.pk], "paragraph 7")] == ["7"]
    assert "3" in [one.key for one in search_passages([report.pk], "3")]
    assert search_passages([], "paragraph") == []


def test_a_person_can_mend_symbol_and_language(tmp_path: Path) -> None:
    report = amend_report(stored_report(tmp_path), symbol="A/1/2")
    assert (report.symbol, report.language) == ("A/1/2", "en")


def test_an_annex_without_a_heading_stands_at_the_end(tmp_path: Path) -> None:
    report = stored_report(tmp_path)
    report.passages.create(
        position=999, key="annex1.p1", kind="text", part="annex", text="A map.", words=2
    )
    last = sections_for_planning(report)[-1]
    assert (last.title, last.part, last.words) == ("Annex", "annex", 2)
