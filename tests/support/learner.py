"""A learner's browser, as far as the server can tell: one connection, cookies, no retries."""

import http.client
import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.middleware.csrf import _get_new_csrf_string
from django.urls import reverse

from courses.people.models import User
from courses.quizzes.models import Attempt, Quiz

BOUNDARY = "part-of-a-form"
# A browser gives up after ten seconds; here it is a test that would fail, where a machine stood
# still. What makes a request hang is measured by the tests that are about it.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """`status` 0: no answer came, so nobody knows whether the request was carried out."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


NO_ANSWER = Reply(0)


def cookies_of(user: User) -> dict[str, str]:
    """Of a session that was opened just now; on the test's database."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"sessionid": str(session.session_key), "csrftoken": _get_new_csrf_string()}


class Learner:
    """Signed in as `user` at the site on `port`."""

    def __init__(self, port: int, user: User) -> None:
        self.port = port
        self.cookies = cookies_of(user)
        self.line = self._new_line()

    def _new_line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def get(self, path: str, **headers: str) -> Reply:
        return self._send("GET", path, None, headers)

    def post(self, path: str, data: dict[str, str] | None = None) -> Reply:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", path, urlencode(data or {}).encode(), kind)

    def upload(self, path: str, name: str, content: bytes) -> Reply:
        """A file in the field "file" of a form."""
        disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
        head = f"--{BOUNDARY}\r\n{disposition}\r\nContent-Type: text/plain\r\n\r\n"
        body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self._send("POST", path, body, kind)

    def start(self, quiz: Quiz) -> Reply:
        return self.post(reverse("quizzes:start", args=[quiz.course.slug, quiz.key]))

    def save(self, attempt: Attempt, answer: dict[str, Any]) -> Reply:
        kind = {"Content-Type": "application/json"}
        path = reverse("quizzes:save", args=[attempt.public_id])
        return self._send("POST", path, json.dumps(answer).encode(), kind)

    def save_until_answered(
        self, attempt: Attempt, answer: dict[str, Any], *, seconds: float = 60
    ) -> Reply:
        """Under the same operation id, as the browser does while no word of ours comes back."""
        deadline = time.monotonic() + seconds
        while (reply := self.save(attempt, answer)).status in (0, 502, 503, 504, 507):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no answer within {seconds} s, last: {reply}")
            time.sleep(0.2)
        return reply

    def submit(self, attempt: Attempt) -> Reply:
        return self.post(reverse("quizzes:submit", args=[attempt.public_id]))

    def _send(self, method: str, path: str, body: bytes | None, extra: dict[str, str]) -> Reply:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies["csrftoken"],
            **extra,
        }
        try:
            self.line.request(method, path, body, headers)
            response = self.line.getresponse()
            return Reply(response.status, response.read(), dict(response.getheaders()))
        except (http.client.HTTPException, OSError):
            self.line.close()
            self.line = self._new_line()
            return NO_ANSWER

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()


def answer(attempt: Attempt, value: Any, *, place: int = 0, sequence: int = 1) -> dict[str, Any]:
    """To the question at `place`, as the browser sends it: under an operation id of its own."""
    slot = attempt.layout[place]["slot"]
    return {"slot": slot, "operation": str(uuid.uuid4()), "sequence": sequence, "value": value}
