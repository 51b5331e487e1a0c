import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from content.models import Report
from content.planning.places import is_background
from content.planning.sizes import minutes_for
from content.planning.values import PlanModule, words_of
from courses.authoring.models import ImportPlan
from courses.authoring.plans.importing import import_file
from courses.authoring.plans.queries import sections_for
from courses.catalog.models import Anchor, Course, LessonVersion
from courses.catalog.services import problems_before_publishing
from tests.support.library import REPORTS
from tests.support.make_reports import report_text

pytestmark = pytest.mark.django_db

NAMED = (
    "004_e60e9522a1c4985f.txt",
    "002_1e75629eda0036f5.txt",
    "en_pdf_S_2025_72.pdf",
    "ar_docx_CRC_C_GC_20.docx",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "board.md"
    made.write_text(report_text(words=260))
    return made


def run(path: Path, **options: object) -> str:
    out = StringIO()
    call_command("import_report", str(path), stdout=out, **options)
    return out.getvalue().strip()


def test_a_report_becomes_a_draft_course(path: Path) -> None:
    told = json.loads(run(path, json=True))
    course = Course.objects.get(slug=told["course"])
    assert (course.status, told["new"], told["lessons"]) == ("draft", True, 4)


def test_the_same_bytes_again_change_nothing_and_say_so(path: Path) -> None:
    run(path)
    versions = LessonVersion.objects.count()
    assert run(path).endswith("nothing changed.")
    assert (Course.objects.count(), LessonVersion.objects.count()) == (1, versions)


def test_slug_symbol_and_language_can_be_given(path: Path) -> None:
    run(path, course="recovery", symbol="A/9/9", language="fr")
    course, report = Course.objects.get(), Report.objects.get()
    assert (course.slug, course.languages) == ("recovery", ["fr"])
    assert (report.symbol, report.language) == ("A/9/9", "fr")


def test_another_report_adds_modules_to_the_course_named(path: Path, tmp_path: Path) -> None:
    run(path, course="recovery")
    second = tmp_path / "second.md"
    second.write_text(report_text(sections=2))
    run(second, course="recovery")
    assert Course.objects.get().import_plans.count() == 2


@pytest.mark.parametrize("name", ["missing.pdf", "empty.txt"])
def test_what_cannot_be_read_is_one_line_and_no_course(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(CommandError) as raised:
        run(tmp_path / name)
    assert len(str(raised.value).splitlines()) == 1
    assert not Course.objects.exists()


def test_a_language_without_courses_is_refused_before_anything_is_made(path: Path) -> None:
    with pytest.raises(CommandError, match="no courses in this language"):
        run(path, language="xx")
    assert not Report.objects.exists()


def read_in(module: PlanModule) -> list[int]:
    return [section for lesson in module["lessons"] for section in lesson["sections"]]


@pytest.mark.parametrize("name", NAMED)
def test_a_real_report_gives_a_course_that_could_be_published(name: str) -> None:
    if not (REPORTS / name).exists():
        pytest.skip(f"{name} is not here")
    done = import_file(REPORTS / name)
    assert problems_before_publishing(done.course) == []
    versions = LessonVersion.objects.filter(lesson__course=done.course)
    assert 2 <= done.course.modules.count() <= 12
    assert 4 <= versions.count() <= 40
    body = done.report.passages.filter(part="body").exclude(kind="footnote")
    cited = Anchor.objects.filter(version__in=versions).values("passage")
    plan = ImportPlan.objects.get(course=done.course)
    sections = {section.id: section for section in sections_for(plan)}
    taught = [
        one for module in plan.modules if not is_background(module) for one in module["lessons"]
    ]
    planned = [minutes_for(words_of(one, sections)) for one in taught]
    assert [one.minutes for one in versions.order_by("lesson")] == planned
    assert max(planned) <= 12
    aside = [section for one in plan.modules if one.get("background") for section in read_in(one)]
    assert not body.exclude(pk__in=cited).exclude(section=None).exclude(section__in=aside).exists()
    assert ImportPlan.objects.get().owner is None
