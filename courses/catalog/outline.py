"""A course's outline as plain values: the same shape for the draft and for an edition."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OutlineLesson:
    """A lesson in one language. `versions` is {language: id of the version shown}."""

    id: int
    key: str
    title: str
    language: str
    minutes: int
    version_id: int | None
    number: int
    words: int = 0
    versions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OutlineModule:
    """`id` is the draft's module, or None in an edition."""

    key: str
    title: str
    summary: str
    lessons: tuple[OutlineLesson, ...]
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """Modules in order, with what one language has (else the course's first)."""

    language: str
    modules: tuple[OutlineModule, ...]

    @property
    def lessons(self) -> tuple[OutlineLesson, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    def lesson(self, key: str) -> OutlineLesson | None:
        return next((lesson for lesson in self.lessons if lesson.key == key), None)

    def module_of(self, key: str) -> OutlineModule | None:
        return next((m for m in self.modules if any(x.key == key for x in m.lessons)), None)

    def beside(self, key: str, step: int) -> OutlineLesson | None:
        """The lesson `step` places further on; None beyond either end."""
        keys = [lesson.key for lesson in self.lessons]
        at = keys.index(key) + step if key in keys else -1
        return self.lessons[at] if 0 <= at < len(keys) else None
