"""Whether the documents of a course fit each other: every name that is used must be there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from content.interchange.problems import Found
from content.interchange.shapes import nearest

if TYPE_CHECKING:
    from content.interchange.reading import Package

COURSE = "course.yaml"
PLACE = re.compile(r"([\w-]+)/(\d{1,4})", re.ASCII)
IN_TEXT = re.compile(r"!\[[^\]]*\]\(pictures/([\w.-]+)")
Path = tuple[str | int, ...]


def cross_check(package: Package, found: Found) -> None:
    """Of documents that have the right shape each."""
    check = _Check(package, found)
    check.languages()
    check.keys()
    check.lessons()
    check.texts()
    check.questions()
    check.quizzes()
    check.pictures()


class _Check:
    def __init__(self, package: Package, found: Found) -> None:
        self.package, self.found = package, found
        self.data = package.data
        self.modules = [row["key"] for row in self.data["modules"]]
        self.lesson_keys = [key for row in self.data["modules"] for key in row.get("lessons", ())]
        self.questions_by_key = {row["key"]: row for row in self.data.get("questions", ())}
        self.quiz_keys = [row["key"] for row in self.data.get("quizzes", ())]

    def say(self, code: str, file: str, path: Path, **details: object) -> None:
        self.found.add(code, file, *self.package.at(file, path), **details)

    def _known(self, name: str, known: Iterable[str], what: str, file: str, path: Path) -> bool:
        """Whether there is such a thing; else it is said, with the name that was meant."""
        known = list(known)
        if name in known:
            return True
        self.say(f"no_{what}", file, path, key=name, hint=nearest(name, known))
        return False

    def languages(self) -> None:
        wanted = self.data["languages"]
        if not wanted:
            self.say("is_empty", COURSE, ("languages",), name="languages")
        for at, code in enumerate(wanted):
            if wanted.count(code) > 1 and wanted.index(code) != at:
                self.say("twice", COURSE, ("languages", at), key=code)
            if code not in self.package.texts:
                self.say("no_language_file", COURSE, ("languages", at), language=code)
        for code in self.package.texts:
            if code not in wanted:
                self.found.add("language_not_named", f"{code}.md", 1, 1, language=code)

    def keys(self) -> None:
        for part in ("modules", "questions", "quizzes", "diagrams"):
            keys = [row["key"] for row in self.data.get(part, ())]
            for at, key in _again(keys):
                self.say("twice", COURSE, (part, at, "key"), key=key)
        seen: Counter[str] = Counter()
        for at, row in enumerate(self.data["modules"]):
            for place, key in enumerate(row.get("lessons", ())):
                seen[key] += 1
                if seen[key] > 1:
                    self.say("twice", COURSE, ("modules", at, "lessons", place), key=key)

    def lessons(self) -> None:
        for code, text in self.package.texts.items():
            file, titles = f"{code}.md", text.front.get("lessons", {})
            for key, line in text.lines.items():
                if key not in self.lesson_keys:
                    hint = nearest(key, self.lesson_keys)
                    self.found.add("no_lesson", file, line, 1, key=key, hint=hint)
                elif key not in titles:
                    self.found.add("lesson_without_title", file, line, 1, lesson=key)
            for key in titles:
                at = ("lessons", key)
                if self._known(key, self.lesson_keys, "lesson", file, at) and (
                    key not in text.lessons
                ):
                    self.say("lesson_without_text", file, at, lesson=key)
            for key in self.lesson_keys:
                if key not in titles and key not in text.lessons:
                    self.found.notice("not_in_language", file, what=key, language=code)

    def texts(self) -> None:
        """What the front matters name is in course.yaml."""
        parts = {
            "modules": ("module", self.modules),
            "quizzes": ("quiz", self.quiz_keys),
            "questions": ("question", list(self.questions_by_key)),
            "diagrams": ("diagram", [row["key"] for row in self.data.get("diagrams", ())]),
        }
        for code, text in self.package.texts.items():
            file = f"{code}.md"
            for part, (what, known) in parts.items():
                named = text.front.get(part, {})
                for key in named:
                    self._known(key, known, what, file, (part, key))
                for key in known:
                    if key not in named:
                        self.found.notice("not_in_language", file, what=key, language=code)
            for quiz in self.data.get("quizzes", ()):
                words = text.front.get("quizzes", {}).get(quiz["key"], {})
                for key in words.get("sections", {}):
                    path = ("quizzes", quiz["key"], "sections", key)
                    self._known(key, quiz.get("sections", ()), "section", file, path)

    def questions(self) -> None:
        for at, row in enumerate(self.data.get("questions", ())):
            path: Path = ("questions", at)
            evidence = row.get("evidence") or {}
            if evidence.get("lesson"):
                place = (*path, "evidence", "lesson")
                self._known(evidence["lesson"], self.lesson_keys, "lesson", COURSE, place)
            elif evidence.get("block"):
                self.say("block_without_lesson", COURSE, (*path, "evidence"))
            self._objective(row, path)
            if stimulus := row.get("stimulus"):
                stimuli = [
                    k for k, one in self.questions_by_key.items() if one["kind"] == "stimulus"
                ]
                self._known(stimulus, stimuli, "stimulus", COURSE, (*path, "stimulus"))
            if not any(
                row["key"] in text.front.get("questions", {})
                for text in self.package.texts.values()
            ):
                self.say("question_without_text", COURSE, (*path, "key"), key=row["key"])

    def _objective(self, row: Mapping[str, Any], path: Path) -> None:
        place = row.get("objective")
        found = PLACE.fullmatch(place) if isinstance(place, str) else None
        if not found or not self.data["languages"]:
            return
        if not self._known(found[1], self.lesson_keys, "lesson", COURSE, (*path, "objective")):
            return
        first = self.package.texts.get(self.data["languages"][0])
        about = first.front.get("lessons", {}).get(found[1], {}) if first else {}
        count = len(about.get("objectives", ()))
        if not 1 <= int(found[2]) <= count:
            details = {"lesson": found[1], "number": found[2], "count": count}
            self.say("no_objective", COURSE, (*path, "objective"), **details)

    def quizzes(self) -> None:
        for at, row in enumerate(self.data.get("quizzes", ())):
            path: Path = ("quizzes", at)
            if "before" in row and "after" in row:
                self.say("before_and_after", COURSE, (*path, "before"), key=row["key"])
            for name in ("before", "after"):
                if row.get(name):
                    self._known(row[name], self.modules, "module", COURSE, (*path, name))
            if row.get("parallel"):
                self._known(row["parallel"], self.quiz_keys, "quiz", COURSE, (*path, "parallel"))
            self._items(row, path)
            for place, one in enumerate(row.get("draws", ())):
                self._section(row, one, (*path, "draws", place))
                self._objective(one, (*path, "draws", place))
            for place, one in enumerate(row.get("requires", ())):
                self._requirement(one, (*path, "requires", place))
            for place, key in _again(list(row.get("sections", ()))):
                self.say("twice", COURSE, (*path, "sections", place), key=key)

    def _items(self, row: Mapping[str, Any], path: Path) -> None:
        names = [item["question"] for item in row.get("items", ())]
        for place, item in enumerate(row.get("items", ())):
            inside = (*path, "items", place)
            self._section(row, item, inside)
            where = (*inside, "question")
            known = self._known(item["question"], self.questions_by_key, "question", COURSE, where)
            if known and self.questions_by_key[item["question"]]["kind"] == "stimulus":
                self.say("stimulus_in_quiz", COURSE, where, key=item["question"])
        for place, key in _again(names):
            self.say("twice", COURSE, (*path, "items", place, "question"), key=key)

    def _section(self, row: Mapping[str, Any], one: Mapping[str, Any], path: Path) -> None:
        if one.get("section"):
            where = (*path, "section")
            self._known(one["section"], row.get("sections", ()), "section", COURSE, where)

    def _requirement(self, one: Mapping[str, str], path: Path) -> None:
        if len(one) != 1:
            self.say("requires_one", COURSE, path)
        for name, key in one.items():
            known, what = (self.quiz_keys, "quiz") if name == "quiz" else (self.modules, "module")
            self._known(key, known, what, COURSE, (*path, name))

    def pictures(self) -> None:
        there = {name.removeprefix("pictures/") for name in self.package.files}
        used = set()
        for file, path, name in self._named_pictures():
            used.add(name)
            self._known(name, there, "picture", file, path)
        for code, text in self.package.texts.items():
            for key, body in text.lessons.items():
                for number, line in enumerate(body.split("\n")):
                    for name in IN_TEXT.findall(line):
                        used.add(name)
                        if name not in there:
                            hint, at = nearest(name, there), text.starts[key] + number
                            self.found.add("no_picture", f"{code}.md", at, 1, key=name, hint=hint)
        for name in sorted(there - used):
            self.found.notice("picture_not_used", f"pictures/{name}", key=name)

    def _named_pictures(self) -> Iterator[tuple[str, Path, str]]:
        if cover := self.data.get("cover"):
            yield COURSE, ("cover", "file"), cover["file"]
        for at, row in enumerate(self.data.get("diagrams", ())):
            yield COURSE, ("diagrams", at), row.get("file") or f"{row['key']}.svg"
        for at, row in enumerate(self.data.get("questions", ())):
            if row.get("picture"):
                yield COURSE, ("questions", at, "picture"), row["picture"]
        for name in self.data.get("pictures", {}):
            yield COURSE, ("pictures", name), name
        for code, text in self.package.texts.items():
            for key, spec in text.front.get("questions", {}).items():
                for path, value in _texts(spec, ("questions", key)):
                    for name in IN_TEXT.findall(value):
                        yield f"{code}.md", path, name


def _again(keys: list[str]) -> Iterator[tuple[int, str]]:
    """(place, key) of those that stood there before."""
    seen = set()
    for at, key in enumerate(keys):
        if key in seen:
            yield at, key
        seen.add(key)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _texts(inner, (*path, at))
