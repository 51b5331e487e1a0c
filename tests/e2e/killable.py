"""A Chromium of one's own that can be killed."""

import os
import signal
import subprocess
from pathlib import Path
from threading import Timer

from playwright.sync_api import Page, Playwright

from tests.e2e.lived import Lived
from tests.e2e.own_attempt import OwnAttempt
from tests.support.servers import CHROMIUM_FLAGS, wait_for


class Killable:
    """One profile on disk. `killed`: when it was last killed, by `lived`."""

    def __init__(self, playwright: Playwright, chromium: str, profile: Path) -> None:
        self.playwright, self.chromium, self.profile = playwright, chromium, profile
        self.lived = Lived()
        self.process: subprocess.Popen[bytes] | None = None
        self.kills = 0
        self.killed = 0.0

    def start(self) -> Page:
        """An empty page of a new Chromium on the profile."""
        port = self.profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                *(self.chromium, *CHROMIUM_FLAGS, "--headless=new", "--remote-debugging-port=0"),
                *(f"--user-data-dir={self.profile}", "about:blank"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for(lambda: port.exists() and "\n" in port.read_text(), seconds=60, what="Chromium up")
        address = f"http://127.0.0.1:{port.read_text().splitlines()[0]}"
        context = self.playwright.chromium.connect_over_cdp(address).contexts[0]
        context.set_default_timeout(60_000)
        return context.pages[0] if context.pages else context.wait_for_event("page")

    def open(self, own: OwnAttempt, *, kill_after: float | None = None) -> Page:
        """The attempt, for a learner who has signed in again: Chromium writes its cookies down
        every 30 s only, and they are not what is looked at here. With `kill_after` it may be gone
        so many seconds after the page was asked for."""
        page = self.start()
        own.sign_in(page.context)
        if kill_after is not None:
            Timer(kill_after, self.kill).start()
        page.goto(own.url)
        return page

    def kill(self) -> None:
        """SIGKILL to every process of it: no word to its pages before."""
        assert self.process is not None
        self.killed = self.lived.seconds()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.kills += 1
