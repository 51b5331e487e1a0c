"""Loads the questions and quizzes of a course of the library; loading again changes nothing."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from courses.catalog.errors import LibraryError
from courses.catalog.library_pictures import LibraryPictures
from courses.catalog.models import Course, Lesson, Module
from courses.quizzes import services
from courses.quizzes.bank.errors import NotValid
from courses.quizzes.bank.services import (
    Evidence,
    create_question,
    edit_question,
)
from courses.quizzes.library_labels import LabelReader
from courses.quizzes.models import Question, Quiz
from courses.quizzes.services.drafts import points_of
from courses.quizzes.stimuli.referring import set_stimulus
from courses.quizzes.stimuli.services import NoStimulus

FRONT = "---\n"
SETTINGS = (
    "pass_mark",
    "time_limit_minutes",
    "shuffle_questions",
    "shuffle_choices",
    "required",
)


@transaction.atomic
def load_bank(course: Course, folder: Path) -> None:
    """Questions, then quizzes, of content/library/<slug>/ (format: content/library/README.md).

    The lessons that prove the keys must be there already. Raises LibraryError, which names the
    question, and then nothing was changed.
    """
    data = _yaml(folder / "course.yaml")
    texts = {code: _front_matter(folder / f"{code}.md") for code in data["languages"]}
    lessons = {lesson.key: lesson for lesson in course.lessons.all()}
    pictures = LibraryPictures(course, folder)
    labels = LabelReader(course, data, texts)
    known = {question.key: question for question in course.questions.all()}
    for entry in data.get("questions", ()):
        content = {
            "specs": _specs(entry, texts, pictures),
            "evidence": _evidence(entry, lessons),
            "labels": labels.of(entry),
        }
        known[entry["key"]] = _load_question(course, entry, content, known)
    for entry in data.get("questions", ()):
        _refer(course, entry, known)
    for position, entry in enumerate(data.get("quizzes", ())):
        _load_quiz(course, entry, position, texts, known)


def _specs(
    entry: Mapping[str, Any], texts: Mapping[str, Any], pictures: LibraryPictures
) -> dict[str, Any]:
    """{language: spec}, its pictures by their keys."""
    specs = {code: text.get("questions", {}).get(entry["key"]) for code, text in texts.items()}
    missing = [code for code, spec in specs.items() if spec is None]
    if missing:
        raise LibraryError(f"{entry['key']}: no text in {', '.join(missing)}")
    made = {code: pictures.in_spec(spec) for code, spec in specs.items()}
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
    question = known.get(entry["key"])
    try:
        if question is None:
            return create_question(course, kind=entry["kind"], key=entry["key"], **content)
        if question.kind != entry["kind"]:
            words = _(
                "it was of the kind %(kind)s before; a question of another kind needs a new key"
            )
            raise LookupError(words % {"kind": question.kind})
        edit_question(question, status=Question.Status.READY, **content)
    except (NotValid, LookupError) as error:
        raise LibraryError(f"{course.slug}: {entry['key']}: {error}") from error
    return question


def _refer(course: Course, entry: Mapping[str, Any], known: Mapping[str, Question]) -> None:
    """To the stimulus it names, if any."""
    name = entry.get("stimulus")
    question, stimulus = known[entry["key"]], known.get(name or "")
    if name and stimulus is None:
        raise LibraryError(f"{course.slug}: {entry['key']}: there is no stimulus {name!r}")
    try:
        known_as = set_stimulus(question, stimulus, by=None)
    except NoStimulus as error:
        raise LibraryError(f"{course.slug}: {entry['key']}: {error}") from error
    question.stimulus_id = known_as.stimulus_id


def _evidence(entry: Mapping[str, Any], lessons: Mapping[str, Lesson]) -> Evidence:
    place = entry.get("evidence")
    if not place:
        return Evidence()
    if place["lesson"] not in lessons:
        raise LibraryError(f"{entry['key']}: there is no lesson {place['lesson']!r}")
    return Evidence(lessons[place["lesson"]], place.get("block", ""))


def _load_quiz(
    course: Course,
    entry: Mapping[str, Any],
    position: int,
    texts: Mapping[str, Any],
    questions: Mapping[str, Question],
) -> None:
    settings = {name: entry[name] for name in SETTINGS if name in entry}
    settings |= {
        "titles": _texts_of(texts, entry["key"], "title"),
        "instructions": _texts_of(texts, entry["key"], "instructions"),
        "position": position,
        "attempts_allowed": entry.get("attempts"),
        "before_lessons": "before" in entry,
        "module": _module(course, entry),
    }
    quiz = Quiz.objects.filter(course=course, key=entry["key"]).first()
    if quiz is None:
        quiz = services.create_quiz(course, key=entry["key"], **settings)
    else:
        services.update_quiz(quiz, **settings)
    asked = [(questions[item["question"]], item.get("points", 1)) for item in entry["items"]]
    items = [(question, points_of(question, Decimal(str(points)))) for question, points in asked]
    if items != [(item.question, item.points) for item in quiz.items.select_related("question")]:
        services.set_items(quiz, items)


def _module(course: Course, entry: Mapping[str, Any]) -> Module | None:
    key = entry.get("before", entry.get("after", ""))
    module = course.modules.filter(key=key, removed_at=None).first()
    if key and module is None:
        raise LibraryError(f"{course.slug}: {entry['key']}: there is no module {key!r}")
    return module


def _texts_of(texts: Mapping[str, Any], quiz: str, name: str) -> dict[str, str]:
    return {code: text["quizzes"][quiz].get(name, "") for code, text in texts.items()}


def _yaml(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise LibraryError(f"{path.name}: {error}") from error
    return data


def _front_matter(path: Path) -> dict[str, Any]:
    try:
        _, front, _ = path.read_text("utf-8").split(FRONT, 2)
        data: dict[str, Any] = yaml.safe_load(front)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise LibraryError(f"{path.name}: {error}") from error
    return data
