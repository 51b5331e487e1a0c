"""The courses that ship are whole, and the same in every language."""

import re

import pytest

from tests.content.library.telling import blocks, tell
from tests.support.library import DIAGRAM, Course, Unreadable, read_course, slugs, words

LONGEST_LESSON = {"organised-crime-first-steps": 700}


@pytest.mark.parametrize("slug", slugs())
def test_its_files_can_be_read(slug: str) -> None:
    try:
        read_course(slug)
    except Unreadable as error:
        tell([str(error)])


def test_folder_is_named_after_the_slug(course: Course) -> None:
    assert course.data["slug"] == course.slug


def test_there_is_a_file_for_each_language(course: Course) -> None:
    tell(f"{code}.md is missing" for code in course.missing)


def test_lessons_are_those_of_the_modules_in_order(course: Course) -> None:
    modules = [module["key"] for module in course.rows("modules")]
    planned = [key for module in course.rows("modules") for key in module["lessons"]]
    for text in course.texts.values():
        there = {
            "bodies": (list(text.lessons), planned),
            "front matter, lessons": (list(text.front.get("lessons") or {}), planned),
            "front matter, modules": (list(text.front.get("modules") or {}), modules),
        }
        tell(
            f"{text.language} {what}: {found}, but course.yaml has {wanted}"
            for what, (found, wanted) in there.items()
            if found != wanted
        )


def test_each_lesson_has_title_minutes_and_objectives(course: Course) -> None:
    tell(
        f"{text.language} lessons.{key}: no {name}"
        for text in course.texts.values()
        for key, about in text.front["lessons"].items()
        for name in ("title", "minutes", "objectives")
        if not about.get(name)
    )


def test_lessons_have_as_many_objectives_in_every_language(course: Course) -> None:
    tell(
        f"{text.language} lessons.{key}: not as many objectives as {course.first.language}"
        for text in course.texts.values()
        for key, about in text.front["lessons"].items()
        if len(about["objectives"]) != len(course.first.front["lessons"][key]["objectives"])
    )


def test_blocks_are_aligned_in_all_languages(course: Course) -> None:
    for text in course.texts.values():
        for key, lesson in course.first.lessons.items():
            other = text.lessons.get(key, [])
            pairs = zip(lesson, other, strict=False)
            tell(
                f"{text.language} {key}#{two.key or two.text[:40]}: {what} is not that of "
                f"{course.first.language} #{one.key or one.text[:40]}"
                for one, two in pairs
                for what, mine, its in (
                    ("key", one.key, two.key),
                    ("kind", one.kind, two.kind),
                    ("src", one.sources, two.sources),
                    ("number of lines", one.text.count("\n"), two.text.count("\n")),
                )
                if mine != its
            )
            if len(lesson) != len(other):
                tell([f"{text.language} {key}: {len(other)} blocks instead of {len(lesson)}"])


def test_block_keys_are_there_and_unique_in_their_lesson(course: Course) -> None:
    for text in course.texts.values():
        for key, lesson in text.lessons.items():
            named = [block for block in lesson if not block.kind.startswith("#")]
            keys = [block.key for block in named]
            tell(f"{text.language} {key}: no key: {b.text[:60]}" for b in named if not b.key)
            tell(f"{text.language} {key}: twice: {k}" for k in keys if keys.count(k) > 1)


def test_lessons_are_neither_too_short_nor_too_long(course: Course) -> None:
    longest = LONGEST_LESSON.get(course.slug, 900)
    counts = {
        f"{text.language} {key}": words(lesson)
        for text in course.texts.values()
        for key, lesson in text.lessons.items()
    }
    tell(f"{key}: {n} words, not 450–{longest}" for key, n in counts.items() if n > longest)
    tell(f"{key}: {n} words, not 450–{longest}" for key, n in counts.items() if n < 450)


def test_call_outs_are_closed_and_of_a_known_kind(course: Course) -> None:
    tell(f"{at}: not a call-out: {b.text[:60]}" for at, b in blocks(course) if _is_broken(b.text))


def _is_broken(text: str) -> bool:
    lines = text.split("\n")
    opened = re.match(r"::: (note|example|warning|key|distressing|instead) .+", lines[0])
    if not opened:
        return any(line.startswith(":::") for line in lines)
    return lines[-1] != ":::" or any(line.startswith(":::") for line in lines[1:-1])


# What may distress


def test_a_distressing_part_is_followed_by_what_stands_in_its_place(course: Course) -> None:
    for text in course.texts.values():
        for key, lesson in text.lessons.items():
            kinds = [block.kind for block in lesson] + [""]
            tell(
                f"{text.language} {key}#{lesson[at].key}: no ::: instead right behind it"
                for at, kind in enumerate(kinds)
                if kind == "distressing" and kinds[at + 1] != "instead"
            )
            tell(
                f"{text.language} {key}#{lesson[at].key}: no ::: distressing right before it"
                for at, kind in enumerate(kinds)
                if kind == "instead" and (at == 0 or kinds[at - 1] != "distressing")
            )


def test_a_lesson_that_may_distress_says_so_before_it(course: Course) -> None:
    for text in course.texts.values():
        tell(
            f"{text.language} lessons.{key}.notice is missing"
            for key, lesson in text.lessons.items()
            if any(block.kind == "distressing" for block in lesson)
            and not text.front["lessons"][key].get("notice")
        )


# Words


def test_the_glossary_has_the_same_terms_in_every_language(course: Course) -> None:
    first = course.first.front.get("glossary") or {}
    for text in course.texts.values():
        terms = text.front.get("glossary") or {}
        tell(f"{text.language} glossary: {key}" for key in first.keys() ^ terms.keys())
        tell(
            f"{text.language} glossary.{key}: {name} is missing"
            for key, entry in terms.items()
            for name in ("term", "text")
            if not entry.get(name)
        )


def test_diagrams_in_lessons_are_declared_and_each_is_shown(course: Course) -> None:
    declared = {row["key"] for row in course.rows("diagrams")}
    shown = {m[1] for _, b in blocks(course) if (m := DIAGRAM.fullmatch(b.text))}
    tell(f"!diagram {key} is not in course.yaml" for key in shown - declared)
    tell(f"the diagram {key} stands in no lesson" for key in declared - shown)
