"""Sections and draws of a quiz of the library; loading again changes nothing."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from courses.catalog.errors import LibraryError
from courses.catalog.library_files import CourseFiles
from courses.quizzes.bank.labels import Labels, label_named
from courses.quizzes.bank.models import Label
from courses.quizzes.errors import BadSettings
from courses.quizzes.library_labels import LabelReader
from courses.quizzes.models import Quiz
from courses.quizzes.sections import services
from courses.quizzes.sections.models import QuizSection


def load_sections(
    quiz: Quiz, entry: Mapping[str, Any], files: CourseFiles
) -> dict[str, QuizSection]:
    """{key: section} of the quiz. `entry` has `sections`, keys in order, or leaves them as they
    are; each language's `quizzes` has their titles and instructions. Raises LibraryError."""
    there = {section.key: section for section in quiz.sections.all()}
    if "sections" not in entry and not files.is_whole:
        return there
    wanted = entry.get("sections") or []
    for key in there.keys() - set(wanted):
        services.remove_section(quiz, key)
    for place, key in enumerate(wanted):
        words = {
            code: _words(front, entry["key"], key, may_lack=files.is_whole)
            for code, front in files.fronts.items()
        }
        titles = {code: str(word.get("title", "")) for code, word in words.items()}
        told = {code: str(word.get("instructions", "")) for code, word in words.items()}
        section = there.get(key)
        try:
            if section is None:
                section = services.add_section(quiz, key=key, titles=titles, instructions=told)
            elif (section.titles, section.instructions) != (titles, told):
                services.update_section(section, titles=titles, instructions=told)
        except BadSettings as error:
            raise LibraryError(f"{entry['key']}: {key}: {error}") from error
        QuizSection.objects.filter(pk=section.pk).update(position=place)
    return {section.key: section for section in quiz.sections.all()}


def _words(front: Mapping[str, Any], quiz: str, key: str, *, may_lack: bool) -> Mapping[str, Any]:
    about = (front.get("quizzes") or {}).get(quiz) or {}
    words = (about.get("sections") or {}).get(key, {} if may_lack else None)
    if words is None:
        raise LibraryError(f"{quiz}: there are no words for the section {key!r}")
    found: Mapping[str, Any] = words
    return found


def section_named(sections: Mapping[str, QuizSection], quiz: str, key: str) -> QuizSection | None:
    """Raises LibraryError for one that the quiz does not have."""
    if key and key not in sections:
        raise LibraryError(f"{quiz}: there is no section {key!r}")
    return sections.get(key)


def load_draws(
    quiz: Quiz,
    entry: Mapping[str, Any],
    sections: Mapping[str, QuizSection],
    labels: LabelReader,
    *,
    is_whole: bool = False,
) -> None:
    """`entry` has `draws`, in order, or leaves them as they are. Raises LibraryError."""
    if "draws" not in entry and not is_whole:
        return
    there = {draw.key: draw for draw in quiz.draws.select_related("section")}
    wanted = entry.get("draws") or []
    asked = {one.get("key") or f"draw-{place}": one for place, one in enumerate(wanted, 1)}
    for key in there.keys() - asked.keys():
        services.remove_draw(quiz, key)
    for key, one in asked.items():
        settings = _settings(quiz, entry["key"], one, sections, labels)
        draw = there.get(key)
        try:
            if draw is None:
                services.add_draw(quiz, key=key, **settings)
            elif any(getattr(draw, name) != value for name, value in settings.items()):
                services.update_draw(draw, **settings)
        except BadSettings as error:
            raise LibraryError(f"{entry['key']}: {key}: {error}") from error
    for place, key in enumerate(asked):
        quiz.draws.filter(key=key).update(position=place)


def _settings(
    quiz: Quiz,
    name: str,
    one: Mapping[str, Any],
    sections: Mapping[str, QuizSection],
    labels: LabelReader,
) -> dict[str, Any]:
    tagged = {**one, "key": name, "tags": [one["tag"]] if one.get("tag") else []}
    found = labels.of(tagged) or Labels()
    wanted = {
        "topic": (Label.Sort.TOPIC, found.topic),
        "objective": (Label.Sort.OBJECTIVE, found.objective),
        "tag": (Label.Sort.TAG, *found.tags[:1], "")[:2],
    }
    known = {place: label_named(quiz.course, sort, text) for place, (sort, text) in wanted.items()}
    filters: dict[str, Any] = {place: label.pk for place, label in known.items() if label}
    filters |= {place: one[place] for place in ("difficulty", "kind") if one.get(place)}
    try:
        points = Decimal(str(one.get("points", 1)))
    except InvalidOperation as error:
        raise LibraryError(f"{name}: {one['points']!r} are no points") from error
    return {
        "take": int(one["take"]),
        "points": points,
        "section": section_named(sections, name, str(one.get("section", ""))),
        "filters": filters,
    }
