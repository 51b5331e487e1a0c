"""What an import makes, changes, sets aside, refuses; and that a refusal changes nothing."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from content.models import Passage, Report
from courses.authoring.interchange.exporting import export_course
from courses.catalog.models import Course, Edition, LessonVersion, Module, Picture
from courses.quizzes.models import Question
from tests.content.interchange.packs import BODY, FILES, FRONT, changed, packed
from tests.courses.authoring.interchange.test_round_trip import brought_in, contents
from tests.courses.authoring.interchange.whole import picture_bytes, whole_course
from tests.support import make

pytestmark = pytest.mark.django_db


def lines(data: bytes, folder: Path, **how: Any) -> list[str]:
    outcome = brought_in(data, folder, **how)
    assert outcome.course is None
    assert not Course.objects.filter(slug="small").exists()
    return [str(told) for told in outcome.errors]


def test_a_package_becomes_a_draft(tmp_path: Path) -> None:
    outcome = brought_in(packed(), tmp_path)
    assert [str(told) for told in outcome.told] == []
    course = Course.objects.get(slug="small")
    assert (course.status, course.titles["en"], course.editions.count()) == ("draft", "Small", 0)
    assert course.quizzes.get().items.get().question.key == "q-one"
    assert {(one.fate, one.what) for one in outcome.changes if one.what == "lesson"} == {
        ("new", "lesson")
    }


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "course.yaml", "licence:", "license:",
            "course.yaml line 3: “license” is no field here. Did you mean “licence”?",
        ),
        (
            "course.yaml", "block: first", "block: frist",
            "course.yaml line 9, column 29: The lesson has no block “frist”. "
            "Write {: #frist} below the one that is meant. Did you mean “first”?",
        ),
        (
            "en.md", "correct: true", "correct: false",
            "en.md line 12, column 5: Mark the choice that is right.",
        ),
        (
            "en.md", "text: That", "text: This",
            "en.md line 14, column 17: This choice says the same as choice 1.",
        ),
        (
            "en.md", "A sentence.", "A $\\frac{1$.",
            "en.md line 19",
        ),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_words_and_changes_nothing(
    name: str, old: str, new: str, expected: str, tmp_path: Path
) -> None:
    told = lines(changed(name, old, new), tmp_path)
    assert any(line.startswith(expected) for line in told), told


def test_errors_of_all_files_are_told_together(tmp_path: Path) -> None:
    files = {"en.md": (FRONT + BODY).replace("correct: true", "correct: false")}
    files["fr.md"] = (FRONT + BODY).replace("Which?", "''")
    told = lines(packed(dict(files)), tmp_path)
    assert {line.split(" ")[0] for line in told} == {"en.md", "fr.md"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("pictures/a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("pictures/a.png", b"<html>not a picture</html>"),
    ],
)
def test_39_a_picture_that_is_none_is_refused(name: str, data: bytes, tmp_path: Path) -> None:
    course = FILES["course.yaml"] + "diagrams: [{key: a}]\n"
    front = FRONT.replace("quizzes:", "diagrams:\n  a: {title: A, text: A}\nquizzes:")
    body = BODY.replace("A sentence.", "![x](pictures/a.png)")
    whole = {name: data}
    if name.endswith("svg"):
        whole |= {"course.yaml": course.encode(), "en.md": (front + BODY).encode()}
    else:
        whole |= {"en.md": (FRONT + body).encode()}
    told = lines(packed(dict(whole)), tmp_path)
    assert any(line.startswith(f"{name}: ") for line in told), told


def test_39_scripts_in_markdown_are_taken_out_as_everywhere(tmp_path: Path) -> None:
    evil = "A <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    brought_in(changed("en.md", "A sentence.", evil), tmp_path)
    html = json.dumps(LessonVersion.objects.filter(language="en").get().blocks)
    assert not re.search(r"<script|javascript:|onerror", html)


def test_a_dry_run_tells_and_leaves_nothing(tmp_path: Path) -> None:
    data = export_course(whole_course())
    before = (Course.objects.count(), Question.objects.count(), stored())
    outcome = brought_in(data, tmp_path, slug="other", is_trial=True)
    assert outcome.errors == [] and outcome.course is None
    assert ("new", "question", "essay") in {(c.fate, c.what, c.key) for c in outcome.changes}
    assert (Course.objects.count(), Question.objects.count(), stored()) == before


def stored() -> set[str]:
    return set(default_storage.listdir("pictures")[1]) | set(default_storage.listdir("covers")[1])


def test_a_taken_address_is_refused(tmp_path: Path) -> None:
    make.course(slug="small")
    outcome = brought_in(packed(), tmp_path)
    assert [str(told) for told in outcome.errors] == [
        "course.yaml line 1: There is a course with the address “small” already. Choose another "
        "address, or update that course."
    ]


def test_an_update_changes_the_draft_alone_and_sets_aside_what_is_gone(tmp_path: Path) -> None:
    course = whole_course()
    Question.objects.filter(course=course).update(status="ready")
    course.two_person_rule = False
    lesson = course.lessons.get(key="begin")
    before = list(LessonVersion.objects.filter(lesson=lesson).values_list("pk", "body"))
    files: dict[str, str | bytes] = {
        name: text.encode("latin-1") for name, text in contents(export_course(course)).items()
    }
    text = bytes(files["en.md"]).decode().replace("One thing that is so.", "Another thing.")  # type: ignore[arg-type]
    kept = bytes(files["course.yaml"]).decode()  # type: ignore[arg-type]
    kept = kept.replace("lessons: [end, empty]", "lessons: [empty]")
    start = kept.index("  - key: survey\n")
    kept = kept[:start] + kept[kept.index("diagrams:") :]
    kept = kept.replace("      - {question: survey, points: 0}\n", "")
    text = re.sub(r"  end: .*\n", "", text).replace("\n# lesson: end\n\n    code\n\nEnd.\n", "")
    text = _without_question(text, "survey")
    arabic = _without_question(bytes(files["ar.md"]).decode(), "survey")  # type: ignore[arg-type]
    outcome = brought_in(
        packed({**files, "en.md": text, "ar.md": arabic, "course.yaml": kept, "fr.md": ""}),
        tmp_path,
        update=course,
    )
    assert [str(told) for told in outcome.errors] == []
    fates = {(one.what, one.key): one.fate for one in outcome.changes}
    assert fates["lesson", "begin"] == "changed"
    assert fates["lesson", "end"] == "set_aside"
    assert fates["question", "survey"] == "set_aside"
    assert fates["question", "cloze"] == "kept"
    assert course.questions.get(key="survey").status == "retired"
    assert course.lessons.get(key="end").removed_at is not None
    assert list(LessonVersion.objects.filter(pk__in=[pk for pk, _ in before]).values_list(
        "pk", "body"
    )) == before  # fmt: skip
    assert not Edition.objects.exists()


def _without_question(text: str, key: str) -> str:
    return re.sub(rf"\n  {key}:\n(?:    .*\n|\n(?=    ))+", "\n", text)


def test_a_failing_update_takes_everything_back(tmp_path: Path) -> None:
    course = whole_course()
    data = export_course(course)
    files: dict[str, str | bytes] = {n: t.encode("latin-1") for n, t in contents(data).items()}
    text = bytes(files["course.yaml"]).decode()  # type: ignore[arg-type]
    files["course.yaml"] = text.replace(
        "key: essay\n    kind: essay", "key: essay\n    kind: survey"
    )
    before = stored()
    outcome = brought_in(packed({**files, "fr.md": ""}), tmp_path, update=course)
    assert outcome.errors
    assert export_course(course) == data
    assert stored() == before


def test_a_photograph_keeps_its_bytes_from_site_to_site(tmp_path: Path) -> None:
    data = export_course(whole_course())
    outcome = brought_in(data, tmp_path, slug="other")
    assert outcome.course
    first, second = (
        Picture.objects.get(course__slug=slug).file.read() for slug in ("whole", "other")
    )
    assert first == second


def test_a_photograph_with_something_in_it_is_encoded_anew(tmp_path: Path) -> None:
    data = picture_bytes()
    hidden = data[:2] + b"\xff\xfe\x00\x06evil" + data[2:]
    body = BODY.replace("A sentence.", "![x](pictures/a.jpg)")
    brought_in(packed({"pictures/a.jpg": hidden, "en.md": FRONT + body}), tmp_path)
    assert b"evil" not in Picture.objects.get().file.read()


def test_a_report_travels_by_name_and_hash_and_is_found_again(tmp_path: Path) -> None:
    sha = "a" * 64
    report = Report.objects.create(
        slug="a-1", title="A report", symbol="A/1", language="en", sha256=sha, format="txt"
    )
    passage = Passage.objects.create(report=report, position=1, key="2", kind="paragraph", text="x")
    course = whole_course()
    question = course.questions.get(key="cloze")
    version = question.current_version
    assert version
    version.evidence_lesson, version.evidence_block, version.evidence_passage = None, "", passage
    version.save()
    data = export_course(course)
    assert (
        f"a-1:\n    symbol: A/1\n    title: {{en: A report}}\n    sha256: {sha}"
        in contents(data)["course.yaml"]
    )
    outcome = brought_in(data, tmp_path, slug="here")
    assert outcome.course
    there = outcome.course.questions.get(key="cloze").current_version
    assert there and there.evidence_passage == passage
    assert outcome.course.lessons.get(key="begin").versions.get(language="en").anchors.count() == 1


def test_a_report_that_is_not_here_stays_in_name(tmp_path: Path) -> None:
    text = FILES["course.yaml"].replace("{lesson: one, block: first}", "{passage: a-1/2}")
    outcome = brought_in(packed({"course.yaml": text}), tmp_path)
    assert [str(told) for told in outcome.notices] == [
        "course.yaml: The report behind the passage a-1/2 is not on this site: “q-one” keeps it in "
        "name only."
    ]
    assert outcome.course
    assert "evidence: {passage: a-1/2}" in contents(export_course(outcome.course))["course.yaml"]


def test_a_source_below_no_text_is_left_out_and_told_of_by_its_line(tmp_path: Path) -> None:
    text = f'{FRONT}{BODY}\n{{: src="a-1/2"}}\n\nAnother sentence.\n'
    outcome = brought_in(packed({"en.md": text}), tmp_path)
    line = text.split("\n").index('{: src="a-1/2"}') + 1
    assert [str(told) for told in outcome.notices] == [
        f"en.md line {line}: This line stands directly below no text, so its source a-1/2 is left "
        "out. Put it on the line below its text."
    ]
    assert outcome.course
    version = LessonVersion.objects.get(lesson__course=outcome.course, language="en")
    assert not any(block.get("sources") for block in version.blocks)


def test_the_commands_tell_in_json_and_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "small.zip"
    path.write_bytes(packed())
    call_command("import_course", str(path), "--dry-run", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["course"], told["applied"], told["counts"]["new"]["lesson"]) == ("small", False, 1)
    call_command("import_course", str(path))
    out = tmp_path / "out.zip"
    call_command("export_course", "small", "--output", str(out))
    assert contents(out.read_bytes())["course.yaml"].startswith("slug: small\n")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("import_course", str(path))
    assert "course.yaml line 1" in capsys.readouterr().out


def test_nothing_of_people_is_in_an_export() -> None:
    teacher = make.instructor(name="Una Persona", email="una@example.org")
    course = make.course(by=teacher)
    make.lesson(course)
    LessonVersion.objects.update(author=teacher)
    text = "".join(contents(export_course(course)).values())
    assert "una" not in text.lower().replace("unanswered", "")
    assert Module.objects.exists()


@pytest.mark.parametrize(
    ("evidence", "told", "kept"),
    [
        ("{passage: law/18.a}", "keeps it in name only", "law/18.a"),
        ("{lesson: one, block: first, passage: law/18.a}", "keeps its lesson alone", ""),
        (f"{{passage: law/{'x' * 90}}}", "too long to keep", ""),
    ],
)
def test_what_is_kept_of_a_passage_that_is_not_here_is_told_exactly(
    evidence: str, told: str, kept: str, tmp_path: Path
) -> None:
    data = changed("course.yaml", "{lesson: one, block: first}", evidence)
    outcome = brought_in(data, tmp_path)
    assert told in " ".join(str(one) for one in outcome.notices)
    assert outcome.course
    written = contents(export_course(outcome.course))["course.yaml"]
    assert ("passage: law/18.a" in written) == bool(kept)
