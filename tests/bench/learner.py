"""A learner who takes the quiz of ten as a browser does, over HTTP."""

import re
import time
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.bench.client import Answer, Client

# What the waiting page says: where it looks next, and after how many milliseconds.
NEXT_LOOK = re.compile(rb'hx-get="([^"]+)" hx-trigger="load delay:(\d+)ms"')
LONGEST_WAIT = 120


class Failed(RuntimeError):
    """The site answered what no learner should see; the message holds status and page."""


@dataclass
class Learner:
    """`timings`: {step: [seconds of each request]}. `acknowledged`: {operation id: slot} of
    the saves that were answered with 200."""

    client: Client
    path: str
    answers: list[tuple[int, Any]]
    timings: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: dict[str, int] = field(default_factory=dict)
    attempt: str = ""

    def take(self) -> None:
        self.start()
        for number, (slot, value) in enumerate(self.answers, 1):
            self.save(slot, value, number)
        self.check()
        self.submit()
        self.wait_for_result()

    def start(self) -> None:
        """The button on the quiz's page, and the questions that it leads to."""
        self.timings["intro"].append(self._page(self.path).seconds)
        started = self._form(f"{self.path}start/")
        page = started.headers["Location"]
        self.attempt = page.rstrip("/").rpartition("/")[2]
        shown = self._page(page)
        self.timings["start"].append(started.seconds + shown.seconds)

    def save(self, slot: int, value: Any, sequence: int) -> None:
        operation = str(uuid.uuid4())
        body = {"slot": slot, "operation": operation, "sequence": sequence, "value": value}
        answer = self._well(self.client.post_json(self._address("save"), body))
        self.acknowledged[operation] = slot
        self.timings["save"].append(answer.seconds)

    def check(self) -> None:
        """What is still unanswered: the page from which one submits."""
        self.timings["check"].append(self._page(self._address("check")).seconds)

    def submit(self) -> None:
        self.timings["submit"].append(self._form(self._address("submit")).seconds)

    def wait_for_result(self) -> None:
        """As the waiting page's own attributes say; "graded" counts from the submission."""
        start = time.perf_counter() - self.timings["submit"][-1]
        answer = self._page(self._address("status"))
        while not (onwards := _onwards(answer)):
            found = NEXT_LOOK.search(answer.body)
            if found is None or time.perf_counter() - start > LONGEST_WAIT:
                raise Failed("The waiting page leads nowhere.")
            time.sleep(int(found[2]) / 1000)
            self.timings["look"].append(answer.seconds)
            answer = self._well(self.client.get(found[1].decode(), {"HX-Request": "true"}))
        self.timings["graded"].append(time.perf_counter() - start)
        self.timings["result"].append(self._page(onwards).seconds)

    def _address(self, page: str) -> str:
        return f"/quizzes/attempts/{self.attempt}/{page}/"

    def _form(self, path: str) -> Answer:
        token = self.client.cookies["csrftoken"]
        return self._well(self.client.post_form(path, {"csrfmiddlewaretoken": token}))

    def _page(self, path: str) -> Answer:
        return self._well(self.client.get(path))

    def _well(self, answer: Answer) -> Answer:
        if answer.status >= 400:
            raise Failed(f"answered {answer.status}: {answer.body[:300]!r}")
        return answer


def _onwards(answer: Answer) -> str:
    return answer.headers.get("Location") or answer.headers.get("HX-Redirect", "")
