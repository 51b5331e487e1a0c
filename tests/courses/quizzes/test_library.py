from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from courses.catalog.errors import LibraryError
from courses.catalog.models import Course
from courses.quizzes.bank.labels import Labels, labels_of
from courses.quizzes.library import load_bank
from courses.quizzes.models import Question, QuestionVersion, Quiz
from tests.support import make

pytestmark = pytest.mark.django_db
FIRST_STEPS = Path(settings.BASE_DIR) / "content/library/organised-crime-first-steps"


def first_steps() -> Course:
    """The course with its lessons, as the catalogue would have loaded it, without their texts."""
    course = make.course(languages=["en", "fr"], slug="organised-crime-first-steps")
    within = make.module(course)
    within.key = "m1"
    within.save()
    for key in ("what-it-is", "follow-the-money", "working-together"):
        make.lesson(within, key=key)
    return course


def small(folder: Path, stem: str = "Is it so?", *, answer: str = "true") -> Path:
    (folder / "course.yaml").write_text(
        "languages: [en]\n"
        "questions: [{key: q-1, kind: true_false}]\n"
        "quizzes: [{key: final, items: [{question: q-1, points: 2}]}]\n"
    )
    (folder / "en.md").write_text(
        f"---\nquestions: {{q-1: {{stem: '{stem}', answer: {answer}}}}}\n"
        "quizzes: {final: {title: Final}}\n---\n"
    )
    return folder


def test_first_steps_are_loaded_whole() -> None:
    course = first_steps()
    load_bank(course, FIRST_STEPS)
    assert Question.objects.filter(course=course, status="ready").count() == 12
    quiz = Quiz.objects.get(course=course)
    assert (quiz.key, quiz.pass_mark, quiz.attempts_allowed) == ("final", 70, 3)
    assert (quiz.time_limit_minutes, quiz.shuffle_questions, quiz.shuffle_choices) == (
        20,
        True,
        True,
    )
    assert quiz.module is not None and quiz.module.key == "m1"
    assert quiz.items.count() == 12
    assert quiz.titles["fr"] and quiz.instructions["fr"]


def test_every_question_is_in_both_languages_with_its_evidence() -> None:
    course = first_steps()
    load_bank(course, FIRST_STEPS)
    for version in QuestionVersion.objects.filter(question__course=course):
        assert sorted(version.specs) == ["en", "fr"]
        assert version.evidence_lesson is not None and version.evidence_block


def test_loading_again_changes_nothing() -> None:
    course = first_steps()
    load_bank(course, FIRST_STEPS)
    items = list(Quiz.objects.get(course=course).items.values_list("pk", flat=True))
    load_bank(course, FIRST_STEPS)
    assert QuestionVersion.objects.filter(number__gt=1).count() == 0
    assert list(Quiz.objects.get(course=course).items.values_list("pk", flat=True)) == items


def test_changed_text_makes_a_version_of_that_question(tmp_path: Path) -> None:
    course = make.course()
    load_bank(course, small(tmp_path))
    load_bank(course, small(tmp_path, "Is it really so?"))
    versions = QuestionVersion.objects.values_list("number", "specs__en__stem")
    assert list(versions.order_by("number")) == [(1, "Is it so?"), (2, "Is it really so?")]


def test_broken_question_is_named_and_nothing_is_kept(tmp_path: Path) -> None:
    course = make.course()
    with pytest.raises(LibraryError) as caught:
        load_bank(course, small(tmp_path, answer="perhaps"))
    assert "q-1: Say whether the statement is true or false." in str(caught.value)
    assert not Question.objects.exists()


def test_evidence_in_a_lesson_that_is_not_there(tmp_path: Path) -> None:
    folder = small(tmp_path)
    text = (folder / "course.yaml").read_text()
    known = text.replace("true_false}", "true_false, evidence: {lesson: none, block: b}}")
    (folder / "course.yaml").write_text(known)
    with pytest.raises(LibraryError, match="q-1: there is no lesson 'none'"):
        load_bank(make.course(), folder)


# What a whole course has besides


WHOLE = """\
languages: [en]
topics: {banks: {en: Banks}}
questions:
  - {key: q-case, kind: stimulus}
  - key: q-1
    kind: true_false
    stimulus: q-case
    objective: l1/2
    topic: banks
    difficulty: 2
    tags: [cash, banks]
  - {key: q-2, kind: hotspot, picture: seal.png}
  - {key: q-3, kind: survey}
quizzes:
  - {key: pre, before: m1, required: false, items: [{question: q-1}, {question: q-3, points: 0}]}
  - {key: final, after: m1, items: [{question: q-2, points: 2}]}
"""
TEXT = """\
---
lessons: {l1: {objectives: ["Tell one.", "Tell the other."]}}
quizzes: {pre: {title: Before}, final: {title: Final}}
questions:
  q-case: {title: A case, stem: "Look. ![a seal](pictures/seal.png)"}
  q-1: {stem: "Is it so?", answer: true}
  q-2:
    stem: Where is it?
    alt: a seal
    regions:
      - {id: a, text: top, shape: rectangle, place: [0, 0, 0.5, 0.5], correct: true}
      - {id: b, text: bottom, shape: rectangle, place: [0, 0.5, 0.5, 0.5], correct: false}
  q-3: {stem: "How was it?", survey: text}
---
"""


def whole(folder: Path, colour: str = "red") -> tuple[Course, Path]:
    (folder / "pictures").mkdir(exist_ok=True)
    Image.new("RGB", (40, 20), colour).save(folder / "pictures" / "seal.png")
    (folder / "course.yaml").write_text(WHOLE)
    (folder / "en.md").write_text(TEXT)
    course = Course.objects.filter(slug="whole").first() or make.course(slug="whole")
    if not course.modules.exists():
        within = make.module(course)
        within.key = "m1"
        within.save()
        make.lesson(within, key="l1")
    return course, folder


def test_a_question_has_its_labels_and_its_stimulus(tmp_path: Path) -> None:
    course, folder = whole(tmp_path)
    load_bank(course, folder)
    question = course.questions.get(key="q-1")
    assert labels_of(question) == Labels(("banks", "cash"), "Banks", "Tell the other.", 2)
    assert question.stimulus is not None and question.stimulus.key == "q-case"


def test_pictures_are_the_courses_own_in_texts_and_hotspots(tmp_path: Path) -> None:
    course, folder = whole(tmp_path)
    load_bank(course, folder)
    picture = course.pictures.get()
    specs = dict(QuestionVersion.objects.values_list("question__key", "specs__en"))
    assert specs["q-2"]["picture"] == str(picture.key)
    assert (specs["q-2"]["width"], specs["q-2"]["height"]) == (40, 20)
    assert f"/pictures/{picture.key}" in specs["q-case"]["stem_html"]


def test_a_quiz_may_stand_before_a_module_and_not_count(tmp_path: Path) -> None:
    course, folder = whole(tmp_path)
    load_bank(course, folder)
    kinds = Quiz.objects.order_by("position").values_list(
        "key", "module__key", "before_lessons", "required"
    )
    assert list(kinds) == [("pre", "m1", True, False), ("final", "m1", False, True)]


def test_loading_a_whole_course_again_changes_nothing(tmp_path: Path) -> None:
    course, folder = whole(tmp_path)
    load_bank(course, folder)
    load_bank(course, folder)
    assert course.pictures.count() == 1
    assert not QuestionVersion.objects.filter(number__gt=1).exists()


def test_a_changed_picture_is_another_one_and_older_versions_keep_theirs(tmp_path: Path) -> None:
    course, folder = whole(tmp_path)
    load_bank(course, folder)
    load_bank(*whole(tmp_path, "blue"))
    versions = QuestionVersion.objects.filter(question__key="q-2").order_by("number")
    assert len({version.specs["en"]["picture"] for version in versions}) == 2
    assert course.pictures.count() == 2


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("l1/2", "l1/3", "q-1: there is no objective 'l1/3'"),
        ("stimulus: q-case", "stimulus: q-none", "q-1: there is no stimulus 'q-none'"),
        ("picture: seal.png", "picture: none.png", "there is no picture pictures/none.png"),
        ("before: m1", "before: m9", "pre: there is no module 'm9'"),
    ],
)
def test_what_is_not_there_is_named(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    course, folder = whole(tmp_path)
    (folder / "course.yaml").write_text(WHOLE.replace(was, becomes))
    with pytest.raises(LibraryError, match=said):
        load_bank(course, folder)
    assert not Question.objects.exists()


# Sections and draws

PARTED = """\
languages: [en]
topics: {banks: {en: Banks}}
questions:
  - {key: q-1, kind: true_false}
  - {key: q-2, kind: true_false, topic: banks}
  - {key: q-3, kind: true_false, topic: banks}
quizzes:
  - key: final
    attempts: 2
    wait_minutes: 60
    feedback: immediate
    sections: [one, two]
    items: [{question: q-1, section: two}]
    draws: [{take: 1, points: 2, topic: banks, section: one}]
"""
PARTED_TEXT = """\
---
questions:
  q-1: {stem: "Is it so?", answer: true}
  q-2: {stem: "Is it otherwise?", answer: true}
  q-3: {stem: "Is it again?", answer: false}
quizzes:
  final: {title: Final, sections: {one: {title: Part one, instructions: Read.}, two: {title: Two}}}
---
"""


def parted(folder: Path, data: str = PARTED) -> Path:
    (folder / "course.yaml").write_text(data)
    (folder / "en.md").write_text(PARTED_TEXT)
    return folder


def test_sections_and_draws_are_loaded_and_again_change_nothing(tmp_path: Path) -> None:
    course = make.course()
    for _ in range(2):
        load_bank(course, parted(tmp_path))
        quiz = Quiz.objects.get(course=course)
        assert (quiz.wait_minutes, quiz.feedback) == (60, "immediate")
        sections = [(one.key, one.title(), one.instructions["en"]) for one in quiz.sections.all()]
        assert sections == [("one", "Part one", "Read."), ("two", "Two", "")]
        assert quiz.items.get().section == quiz.sections.get(key="two")
        draw = quiz.draws.get()
        topic = Question.objects.get(key="q-2").topic_id
        assert (draw.key, draw.take, draw.filters) == ("draw-1", 1, {"topic": topic})
        assert draw.points == 2 and draw.section == quiz.sections.get(key="one")
    before = list(quiz.items.values_list("pk", flat=True))
    load_bank(course, parted(tmp_path))
    assert list(quiz.items.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("section: two}", "section: none}", "there is no section 'none'"),
        ("[one, two]", "[one, two, three]", "no words for the section 'three'"),
        ("take: 1", "take: 0", "Take between 1 and 200"),
        ("points: 2", "points: two", "'two' are no points"),
        ("attempts: 2", "attempts: 1", "nothing to wait for"),
    ],
)
def test_what_is_wrong_with_a_quiz_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(LibraryError, match=words):
        load_bank(make.course(), parted(tmp_path, PARTED.replace(old, new)))
    assert not Quiz.objects.exists()
