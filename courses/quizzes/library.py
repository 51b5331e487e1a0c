"""Loads the questions and quizzes of a course of the library; loading again changes nothing."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.catalog.errors import LibraryError
from courses.catalog.library_files import CourseFiles, read_folder
from courses.catalog.library_pictures import LibraryPictures
from courses.catalog.models import Course, Lesson
from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.bank.errors import NotValid
from courses.quizzes.bank.services import Evidence, create_question, edit_question
from courses.quizzes.bank.states import locked, move
from courses.quizzes.library_evidence import EvidenceReader
from courses.quizzes.library_labels import LabelReader
from courses.quizzes.library_quizzes import load_quiz, load_requires
from courses.quizzes.models import Question, Quiz
from courses.quizzes.sections.library import load_draws, load_sections, section_named
from courses.quizzes.sections.models import QuizSection
from courses.quizzes.services.drafts import points_of
from courses.quizzes.stimuli.referring import set_stimulus
from courses.quizzes.stimuli.services import NoStimulus

LONGEST_NAME = 80  # as QuestionVersion keeps it


@transaction.atomic
def load_bank(course: Course, folder: Path) -> None:
    """Questions, then quizzes, of content/library/<slug>/ (format: content/library/README.md).

    The lessons that prove the keys must be there already. Raises LibraryError, which names the
    question, and then nothing was changed.
    """
    fill_bank(course, read_folder(folder), by=None)


@transaction.atomic
def fill_bank(course: Course, files: CourseFiles, *, by: User | None) -> None:
    """As load_bank, of files. Questions and quizzes that they do not name stay. Raises
    LibraryError."""
    lessons = {lesson.key: lesson for lesson in course.lessons.all()}
    pictures = LibraryPictures(course, files)
    labels = LabelReader(course, files)
    known = {question.key: question for question in course.questions.all()}
    for entry in files.data.get("questions", ()):
        content = {
            "specs": _specs(entry, files, pictures),
            "evidence": _evidence(entry, lessons, EvidenceReader(course, by)),
            "labels": labels.of(entry),
            "author": by,
        }
        known[entry["key"]] = _load_question(course, entry, content, known)
    for entry in files.data.get("questions", ()):
        _refer(course, entry, known, by)
    quizzes = [
        (load_quiz(course, entry, position, files), entry)
        for position, entry in enumerate(files.data.get("quizzes", ()))
    ]
    for quiz, entry in quizzes:
        sections = load_sections(quiz, entry, files)
        _load_items(quiz, entry, known, sections)
        load_draws(quiz, entry, sections, labels, is_whole=files.is_whole)
        load_requires(quiz, entry, is_whole=files.is_whole)


def _specs(
    entry: Mapping[str, Any], files: CourseFiles, pictures: LibraryPictures
) -> dict[str, Any]:
    """{language: spec}, its pictures by their keys."""
    specs = {
        code: front.get("questions", {}).get(entry["key"]) for code, front in files.fronts.items()
    }
    missing = [code for code, spec in specs.items() if spec is None]
    if missing and not files.is_whole:
        raise LibraryError(f"{entry['key']}: no text in {', '.join(missing)}")
    made = {code: pictures.in_spec(spec) for code, spec in specs.items() if spec is not None}
    if name := entry.get("picture"):
        alt = str(next(iter(made.values())).get("alt", ""))
        made = {code: {**spec, "picture": pictures.key(name, alt)} for code, spec in made.items()}
    return made


def _load_question(
    course: Course,
    entry: Mapping[str, Any],
    content: Mapping[str, Any],
    known: Mapping[str, Question],
) -> Question:
    question, state = known.get(entry["key"]), entry.get("state", Question.Status.READY)
    # What is not finished may be retired: it is checked as the draft that it was.
    written = Question.Status.DRAFT if state == Question.Status.RETIRED else state
    try:
        if question is None:
            made = {"kind": entry["kind"], "key": entry["key"], "status": written}
            question = create_question(course, **made, **content)
        elif question.kind != entry["kind"]:
            words = _(
                "it was of the kind %(kind)s before; a question of another kind needs a new key"
            )
            raise LookupError(words % {"kind": question.kind})
        else:
            was = question.status == Question.Status.RETIRED == state
            edit_question(question, status=state if was else written, **content)
            question.refresh_from_db()
    except (NotValid, LookupError) as error:
        raise LibraryError(f"{course.slug}: {entry['key']}: {error}") from error
    if state == Question.Status.RETIRED != question.status:
        question = move(locked(question), state, by=content["author"])
    return question


def _refer(
    course: Course, entry: Mapping[str, Any], known: Mapping[str, Question], by: User | None
) -> None:
    """To the stimulus it names, if any."""
    name = entry.get("stimulus")
    question, stimulus = known[entry["key"]], known.get(name or "")
    if name and stimulus is None:
        raise LibraryError(f"{course.slug}: {entry['key']}: there is no stimulus {name!r}")
    try:
        known_as = set_stimulus(question, stimulus, by=by)
    except NoStimulus as error:
        raise LibraryError(f"{course.slug}: {entry['key']}: {error}") from error
    question.stimulus_id = known_as.stimulus_id


def _evidence(
    entry: Mapping[str, Any], lessons: Mapping[str, Lesson], reader: EvidenceReader
) -> Evidence:
    place = entry.get("evidence")
    if not place:
        return Evidence()
    lesson, block = None, place.get("block", "")
    if name := place.get("lesson"):
        if name not in lessons:
            raise LibraryError(f"{entry['key']}: there is no lesson {name!r}")
        lesson = lessons[name]
    passage = reader.passage(place.get("passage", ""))
    if passage is None and lesson is None:
        # A report that this site does not hold; half a name would name another passage.
        token = place.get("passage", "")
        block = token if len(token) <= LONGEST_NAME else ""
    return Evidence(lesson, block, passage)


def _load_items(
    quiz: Quiz,
    entry: Mapping[str, Any],
    questions: Mapping[str, Question],
    sections: Mapping[str, QuizSection],
) -> None:
    items, places = [], {}
    for item in entry.get("items", ()):
        question = questions[item["question"]]
        items.append((question, points_of(question, Decimal(str(item.get("points", 1))))))
        section = section_named(sections, entry["key"], item.get("section", ""))
        places[question.pk] = section.pk if section else None
    wanted = [(question.pk, points, places[question.pk]) for question, points in items]
    if wanted != list(quiz.items.values_list("question_id", "points", "section_id")):
        services.set_items(quiz, items, sections=places)
