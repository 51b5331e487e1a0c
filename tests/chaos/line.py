"""One learner's connection to the site, over the bad line."""

import http.client
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

PATIENCE_SECONDS = 10.0


class NoAnswer(Exception):
    """The line broke or nobody answered in time: what became of the request is unknown."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes
    location: str
    retry_after: float


class Line:
    """Kept open while it works. Every request carries the browser's own idea of the time."""

    def __init__(
        self,
        port: int,
        cookies: dict[str, str],
        skew: float,
        *,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self.cookies, self.skew = cookies, skew
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)

    def get(self, path: str) -> Reply:
        return self._send("GET", path, None, "text/html")

    def post(self, path: str, data: dict[str, Any] | None = None) -> Reply:
        """JSON, or an empty form without data. Raises NoAnswer."""
        if data is None:
            return self.post_form(path, b"")
        return self._send("POST", path, json.dumps(data).encode(), "application/json")

    def post_form(self, path: str, form: bytes) -> Reply:
        return self._send("POST", path, form, "application/x-www-form-urlencoded")

    def _send(self, method: str, path: str, body: bytes | None, content: str) -> Reply:
        headers = {
            "Content-Type": content,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies["csrftoken"],
            "X-Client-Time": str(time.time() + self.skew),
        }
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            content_read = response.read()
        except (http.client.HTTPException, OSError) as error:
            self.connection.close()
            raise NoAnswer(f"{type(error).__name__}: {error}") from error
        return Reply(
            response.status,
            content_read,
            urlsplit(response.getheader("Location", "")).path,
            float(response.getheader("Retry-After") or 0),
        )

    def close(self) -> None:
        self.connection.close()
