"""Where a learner stands in a course, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from courses.catalog.outline import OutlineLesson, OutlineModule
from courses.quizzes.queries import Standing


@dataclass(frozen=True, slots=True)
class LessonState:
    """One lesson for one person. `place` is the key of the block last looked at."""

    lesson: OutlineLesson
    is_read: bool = False
    is_opened: bool = False
    is_changed: bool = False
    is_new: bool = False
    place: str = ""

    @property
    def key(self) -> str:
        return self.lesson.key

    @property
    def title(self) -> str:
        return self.lesson.title

    @property
    def counts(self) -> bool:
        """Every lesson is asked for."""
        return True

    @property
    def state(self) -> str:
        """What its progress segment shows: done, current, new or open."""
        if self.is_read:
            return "done"
        if self.is_opened:
            return "current"
        return "new" if self.is_new else "open"


@dataclass(frozen=True, slots=True)
class QuizState:
    """One quiz of the edition for one person."""

    id: int
    key: str
    title: str
    module_key: str
    pass_mark: int
    attempts_allowed: int | None
    time_limit_minutes: float | None
    is_required: bool
    standing: Standing
    is_before_lessons: bool = False
    is_result_held: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is asked for, and so part of progress."""
        return self.is_required

    @property
    def state(self) -> str:
        if self.is_done:
            return "done"
        return "current" if self.standing.attempts_used else "open"

    @property
    def is_done(self) -> bool:
        """Passed or excused; what does not count, or is held back, once it was handed in, also
        while it is taken again."""
        taken = self.standing.attempts_used > (self.standing.open_attempt is not None)
        if self.is_result_held or not self.is_required:
            return taken or self.standing.excused
        return self.standing.is_done

    @property
    def best_percent(self) -> Decimal | None:
        """None, too, where it may not be told yet."""
        return None if self.is_result_held else self.standing.best_percent

    @property
    def is_passed(self) -> bool:
        """As far as it may be told."""
        return self.standing.passed and not self.is_result_held

    @property
    def attempts_left(self) -> int | None:
        if self.attempts_allowed is None:
            return None
        return max(0, self.attempts_allowed - self.standing.attempts_used)


Step = LessonState | QuizState


@dataclass(frozen=True, slots=True)
class ModuleState:
    """A module with its lessons, the quizzes that follow them and those that come before."""

    module: OutlineModule
    lessons: tuple[LessonState, ...]
    quizzes: tuple[QuizState, ...]
    openers: tuple[QuizState, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """In the order one meets them."""
        return (*self.openers, *self.lessons, *self.quizzes)

    @property
    def states(self) -> list[str]:
        """Of what counts, in the order one meets it."""
        return [item.state for item in self.steps if item.counts]

    @property
    def minutes(self) -> int:
        return sum(item.lesson.minutes for item in self.lessons)


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """A course in its current edition. `last` is the key of the lesson seen last."""

    modules: tuple[ModuleState, ...]
    last: str = ""
    seen_at: datetime | None = None

    @property
    def lessons(self) -> tuple[LessonState, ...]:
        return tuple(item for module in self.modules for item in module.lessons)

    @property
    def quizzes(self) -> tuple[QuizState, ...]:
        return tuple(item for module in self.modules for item in (*module.openers, *module.quizzes))

    @property
    def steps(self) -> tuple[Step, ...]:
        """Lessons and quizzes in the order one meets them."""
        return tuple(item for module in self.modules for item in module.steps)

    def beside(self, key: str, step: int) -> Step | None:
        """What stands `step` places from a lesson; None beyond either end."""
        steps = self.steps
        places = (n for n, x in enumerate(steps) if isinstance(x, LessonState) and x.key == key)
        at = next(places, -1) + step
        return steps[at] if 0 <= at < len(steps) else None

    @property
    def states(self) -> list[str]:
        """One a lesson and quiz that the certificate asks for, in the order one meets them."""
        return [state for module in self.modules for state in module.states]

    @property
    def read(self) -> int:
        return sum(item.is_read for item in self.lessons)

    @property
    def minutes_left(self) -> int:
        return sum(item.lesson.minutes for item in self.lessons if not item.is_read)

    @property
    def is_started(self) -> bool:
        return any(step.state not in ("open", "new") for step in self.steps)

    @property
    def is_complete(self) -> bool:
        """The completion rule: every lesson read, every quiz that counts passed or excused."""
        return (
            bool(self.lessons)
            and all(item.is_read for item in self.lessons)
            and all(item.standing.is_done for item in self.quizzes if item.is_required)
        )

    @property
    def under_way(self) -> list[QuizState]:
        """Quizzes with an attempt that is not handed in; its time may be running."""
        return [quiz for quiz in self.quizzes if quiz.standing.open_attempt]

    @property
    def being_marked(self) -> list[QuizState]:
        """Quizzes with an attempt that is handed in and has no result yet."""
        return [quiz for quiz in self.quizzes if quiz.standing.waiting]

    @property
    def has_news(self) -> bool:
        """A lesson that is new, or has changed since it was read."""
        return any(item.is_new or item.is_changed for item in self.lessons)

    @property
    def next_lesson(self) -> LessonState | None:
        """Where to go on: the lesson seen last if it is unread, else the first unread one."""
        unread = [item for item in self.lessons if not item.is_read]
        return next((item for item in unread if item.lesson.key == self.last), None) or next(
            iter(unread), None
        )

    @property
    def opener(self) -> QuizState | None:
        """A quiz that nobody took yet before a module that nobody opened yet: what one knows
        already shows only before one has read."""
        for module in self.modules:
            for quiz in module.openers:
                if not quiz.standing.attempts_used:
                    is_opened = any(item.is_opened for item in module.lessons)
                    return None if is_opened else quiz
        return None

    @property
    def next_quiz(self) -> QuizState | None:
        """The first quiz to be done whose module is read, or any when nothing is unread."""
        for module in self.modules:
            if all(item.is_read for item in module.lessons):
                for quiz in module.quizzes:
                    if not quiz.is_done and quiz.attempts_left != 0:
                        return quiz
        return None

    def lesson(self, key: str) -> LessonState | None:
        return next((item for item in self.lessons if item.lesson.key == key), None)
