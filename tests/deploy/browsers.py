"""Browsers in front of nginx: over TLS, with the certificate made for the tests."""

import http.client
import ssl
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from courses.people.models import User
from tests.support.learner import Learner, Reply

# So that a test hears what nginx says when it gives up (proxy_read_timeout).
LONGER_THAN_NGINX = 45.0
# The certificate is made anew for each site, by itself.
TRUSTING = ssl.create_default_context()
TRUSTING.check_hostname = False
TRUSTING.verify_mode = ssl.CERT_NONE


class TlsLearner(Learner):
    """A signed-in learner over TLS; without `keeps_line` each request has a line of its own."""

    def __init__(self, port: int, user: User, *, keeps_line: bool = True) -> None:
        super().__init__(port, user)
        self.keeps_line = keeps_line

    def _new_line(self) -> http.client.HTTPConnection:
        return http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=LONGER_THAN_NGINX, context=TRUSTING
        )

    def _send(self, method: str, path: str, body: bytes | None, extra: dict[str, str]) -> Reply:
        origin = {"Origin": f"https://127.0.0.1:{self.port}"} if method == "POST" else {}
        reply = super()._send(method, path, body, {**extra, **origin})
        if not self.keeps_line:
            self.line.close()
        return reply


@dataclass
class Visitor:
    """Nobody yet: cookies as they are given, redirects not followed. `address` is its own."""

    port: int
    address: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    is_tls: bool = True

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, b"", headers)

    def post(self, path: str, data: dict[str, str], **headers: str) -> Reply:
        form = {"csrfmiddlewaretoken": self.cookies["csrftoken"], **data}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.send("POST", path, urlencode(form).encode(), {**kind, **headers})

    def _new_line(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self.is_tls else http.client.HTTPConnection
        options: dict[str, Any] = {"context": TRUSTING} if self.is_tls else {}
        source = (self.address, 0)
        return kind("127.0.0.1", self.port, timeout=60, source_address=source, **options)

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        line = self._new_line()
        own = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": f"https://127.0.0.1:{self.port}",
        }
        try:
            line.request(method, path, body or None, {**own, **headers})
            response = line.getresponse()
            reply = Reply(response.status, response.read(), dict(response.getheaders()))
        finally:
            line.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return reply
