"""A learner who takes quiz after quiz over a bad line, and writes down what was promised."""

import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.chaos.ledger import Ledger, Operation
from tests.chaos.line import Line, NoAnswer, Reply

# Neither yes nor no: ask again with the same operation id.
NOT_NOW = frozenset({429, 500, 502, 503, 504, 507})
LONGEST_PAUSE = 1.0
THINK_SECONDS = (0.0, 0.08)
# How long a learner whose time is up goes on sending, and how often.
LINGER_SECONDS = 4.0
NEAR_SECONDS = 5.0


@dataclass(slots=True)
class Person:
    """A row of world.json, and what its browser remembers."""

    id: int
    cookies: dict[str, str]
    skew: float
    sequences: dict[str, int] = field(default_factory=dict)
    # {quiz: the attempts it was told of}; the last one's number is their count.
    attempts: dict[str, set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Shared:
    """What all learners of a run have in common. `until`: no new attempt; `give_up`: no retry."""

    port: int
    course: str
    quizzes: list[dict[str, Any]]
    people: list[Person]
    until: threading.Event = field(default_factory=threading.Event)
    give_up: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def borrow(self) -> Person:
        with self.lock:
            return self.people.pop(0)

    def give_back(self, person: Person) -> None:
        with self.lock:
            self.people.append(person)


class Learner:
    """One thread: borrows a person, takes a quiz, gives the person back."""

    def __init__(self, shared: Shared, ledger: Ledger, seed: int) -> None:
        self.shared, self.ledger = shared, ledger
        self.dice = random.Random(seed)

    def live(self) -> None:
        while not self.shared.until.is_set():
            person = self.shared.borrow()
            line = Line(self.shared.port, person.cookies, person.skew)
            try:
                Taking(self, person, line, self._choose_quiz()).take()
            finally:
                line.close()
                self.shared.give_back(person)

    def _choose_quiz(self) -> dict[str, Any]:
        """Often one that will close, most often when it does so within seconds."""
        now = time.time()
        timed = [q for q in self.shared.quizzes if q["closes_at"] and q["closes_at"] > now]
        limited = [q for q in self.shared.quizzes if q["limit"]]
        if timed:
            is_near = timed[0]["closes_at"] - now < NEAR_SECONDS
            if self.dice.random() < (0.7 if is_near else 0.3):
                return timed[0]
        if limited and self.dice.random() < 0.2:
            return limited[0]
        return next(q for q in self.shared.quizzes if not q["closes_at"] and not q["limit"])

    def perform(self, line: Line, operation: Operation, send: Callable[[Line], Reply]) -> Reply:
        """Sends until the answer is yes or no; both it and every sending are in the ledger."""
        while True:
            self.ledger.sent(operation)
            try:
                reply = send(line)
            except NoAnswer as error:
                self.ledger.outcome(operation, "unknown", why=str(error))
                pause = self.dice.uniform(0.05, 0.4)
            else:
                if reply.status not in NOT_NOW:
                    self._note(operation, reply)
                    return reply
                self.ledger.outcome(operation, "unknown", status=reply.status)
                pause = min(max(reply.retry_after, 0.2), LONGEST_PAUSE)
            if self.shared.give_up.wait(pause):
                raise NoAnswer("The run is over.")

    def _note(self, operation: Operation, reply: Reply) -> None:
        facts: dict[str, Any] = {"status": reply.status}
        if operation.kind == "save":
            told = read_json(reply.body)
            facts |= {key: told[key] for key in ("already", "late") if key in told}
            done = reply.status == 200
        else:
            # Anything else would be the sign-in page.
            done = reply.status == 302 and reply.location.startswith("/quizzes/attempts/")
            facts["location"] = reply.location
            if done:
                facts["attempt"] = reply.location.split("/")[3]
        self.ledger.outcome(operation, "ok" if done else "fail", **facts)


def read_json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


class Taking:
    """One person at one quiz, from start to submission, closed browser or the clock."""

    def __init__(self, learner: Learner, person: Person, line: Line, quiz: dict[str, Any]) -> None:
        self.learner, self.person, self.line, self.quiz = learner, person, line, quiz
        self.dice, self.shared = learner.dice, learner.shared
        self.attempt = ""
        self.deadline = float(quiz["closes_at"] or 0)

    def take(self) -> None:
        try:
            if not self._start():
                return
            for slot in self.quiz["slots"]:
                if self._is_far_too_late() or self.shared.give_up.is_set():
                    break
                self._answer(slot)
                time.sleep(self.dice.uniform(*THINK_SECONDS))
            self._finish()
        except NoAnswer:
            return  # the ledger has it as unknown

    def _is_timed(self) -> bool:
        return bool(self.quiz["closes_at"] or self.quiz["limit"])

    def _is_far_too_late(self) -> bool:
        end = self.deadline + self.quiz["grace"] + LINGER_SECONDS
        return bool(self.deadline) and time.time() > end

    def _start(self) -> bool:
        path = f"/quizzes/{self.shared.course}/quiz/{self.quiz['key']}/start/"
        operation = Operation("start", self.person.id, self.quiz["key"])
        times = 2 if self.dice.random() < 0.05 else 1
        known = self.person.attempts.setdefault(self.quiz["key"], set())
        form = urlencode({"after": len(known)}).encode()
        replies = self._at_once([operation] * times, lambda line: line.post_form(path, form))
        reply = replies[0]
        if reply.status != 302:
            return False
        self.attempt = reply.location.split("/")[3]
        known.add(self.attempt)
        if self.quiz["limit"]:
            self.deadline = time.time() + 60 * self.quiz["limit"]
        return True

    def _operation(self, slot: dict[str, Any]) -> Operation:
        sequence = self.person.sequences.get(self.attempt, 0) + 1
        self.person.sequences[self.attempt] = sequence
        return Operation(
            "save",
            self.person.id,
            self.quiz["key"],
            self.attempt,
            slot["slot"],
            sequence,
            self._value(slot),
        )

    def _value(self, slot: dict[str, Any]) -> Any:
        """Mostly right; sometimes taken back."""
        roll = self.dice.random()
        if roll < 0.8:
            return slot["right"]
        return None if roll > 0.97 else self.dice.choice(slot["wrong"])

    def _save(self, operation: Operation, line: Line) -> Reply:
        data = {
            "slot": operation.slot,
            "operation": operation.id,
            "sequence": operation.sequence,
            "value": operation.value,
        }
        return line.post(f"/quizzes/attempts/{self.attempt}/save/", data)

    def _answer(self, slot: dict[str, Any]) -> None:
        roll = self.dice.random()
        first = self._operation(slot)
        if roll < 0.10:  # two tabs, or an impatient hand
            self._at_once([first] * 2, lambda line: self._save(first, line))
        elif roll < 0.16:  # the older one arrives last
            newer = self._operation(slot)
            self._perform(newer)
            self._perform(first)
        elif roll < 0.22:  # sent again long after it was acknowledged
            self._perform(first)
            self._perform(self._operation(slot))
            self._perform(first)
        elif roll < 0.27:  # both under way at once
            other = self._operation(slot)
            self._both_at_once(first, other)
        else:
            self._perform(first)

    def _perform(self, operation: Operation) -> Reply:
        return self.learner.perform(self.line, operation, lambda line: self._save(operation, line))

    def _both_at_once(self, *operations: Operation) -> None:
        threads = [
            threading.Thread(target=self._alone, args=(operation, self._sender(operation), []))
            for operation in operations
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _sender(self, operation: Operation) -> Callable[[Line], Reply]:
        return lambda line: self._save(operation, line)

    def _at_once(self, operations: list[Operation], send: Callable[[Line], Reply]) -> list[Reply]:
        """The same operation from as many connections. Raises NoAnswer when none was answered."""
        if len(operations) == 1:
            return [self.learner.perform(self.line, operations[0], send)]
        replies: list[Reply] = []
        threads = [
            threading.Thread(target=self._alone, args=(operation, send, replies))
            for operation in operations
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if not replies:
            raise NoAnswer("The run is over.")
        return replies

    def _alone(
        self, operation: Operation, send: Callable[[Line], Reply], replies: list[Reply]
    ) -> None:
        line = Line(self.shared.port, self.person.cookies, self.person.skew)
        try:
            replies.append(self.learner.perform(line, operation, send))
        except NoAnswer:
            return
        finally:
            line.close()

    def _finish(self) -> None:
        if self._is_timed() and self.dice.random() < 0.5:
            self._run_out_of_time()
            return
        path = f"/quizzes/attempts/{self.attempt}/submit/"
        operation = Operation("submit", self.person.id, self.quiz["key"], self.attempt)
        times = 4 if self.dice.random() < 0.15 else 1
        self._at_once([operation] * times, lambda line: line.post(path))
        if self.dice.random() < 0.1:  # an answer after the end: kept, and not counted
            self._perform(self._operation(self.quiz["slots"][0]))

    def _run_out_of_time(self) -> None:
        """The browser is closed; or, where the end is near, goes on sending past it."""
        left = self.deadline - time.time()
        if left > 6 or self.dice.random() < 0.4:
            return
        while not self._is_far_too_late() and not self.shared.give_up.is_set():
            self._perform(self._operation(self.dice.choice(self.quiz["slots"])))
            time.sleep(self.dice.uniform(0.1, 0.3))


def people_of(world: dict[str, Any]) -> list[Person]:
    return [Person(row["id"], row["cookies"], row["skew"]) for row in world["people"]]


def new_seed(dice: random.Random) -> int:
    return dice.getrandbits(32)
