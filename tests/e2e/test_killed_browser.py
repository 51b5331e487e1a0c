"""The browser killed in the middle of an attempt, again and again, at random moments.

What the page had called saved is there afterwards; so is every text that was older than a second,
also while somebody typed on without a pause, and every choice older than a quarter of one.

Each browser is a Chromium of its own, on a profile of its own on disk; each has a learner who
writes and chooses at the pace of people or faster. A kill is SIGKILL to all its processes. After
it a browser is started on the same profile, the attempt is opened, what was kept is sent; what the
server's page then shows is held against what was pressed before. Now and then it is killed a
second time while it does so. Times are the test's: a key counts from when the browser has taken it,
and what the machine was held up counts for nothing.
"""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Timer

import pytest
from playwright.sync_api import Error, Page, sync_playwright

from tests.e2e.given import STANDING, WITNESS, Ledger, Value
from tests.e2e.killable import Killable
from tests.e2e.lived import Lived
from tests.e2e.own_attempt import OwnAttempt, own_attempts
from tests.e2e.sites import Site
from tests.support.servers import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SEED = 7
BROWSERS, KILLS_OF_EACH = 3, 17
BOUNDS: dict[type, float] = {str: 1.0, list: 0.25}
KINDS = ["essay", "single_choice", "essay", "multiple_choice", "essay", "true_false"]
WORDS = [
    "the",
    "bank",
    "asks",
    "where",
    "this",
    "money",
    "comes",
    "from",
    "because",
    "treaties",
    "and",
    "laws",
    "want",
    "it",
    "so",
]
# How many answers wait in the browser. Asking must not make the database.
WAITING = """() => new Promise((resolve) => {
  const opening = indexedDB.open("parcours");
  opening.onupgradeneeded = () => opening.transaction.abort();
  opening.onerror = () => resolve(0);
  opening.onsuccess = () => {
    const counting = opening.result.transaction("answers").objectStore("answers").count();
    counting.onsuccess = () => resolve(counting.result);
    opening.result.close();
  };
})"""


class Writer:
    """Somebody who writes and chooses until the browser is gone."""

    def __init__(self, page: Page, ledger: Ledger, chance: random.Random, lived: Lived) -> None:
        self.page, self.ledger, self.chance, self.lived = page, ledger, chance, lived

    def go_on(self) -> None:
        while True:
            slot = self.chance.choice(list(self.ledger.standing))
            do = self.write if isinstance(self.ledger.standing[slot], str) else self.choose
            do(slot)
            if self.chance.random() < 0.2:
                self.page.wait_for_timeout(self.chance.uniform(100, 900))

    def write(self, slot: str) -> None:
        text = self.page.locator(f"[data-slot='{slot}'] textarea")
        text.focus()
        self.page.keyboard.press("Control+End")
        standing = text.input_value()
        pace = self.chance.choice([0, 20, 60, 150])
        for key in " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 12))) + " ":
            standing += key
            self.give(slot, standing, partial(self.page.keyboard.press, key))
            self.page.wait_for_timeout(pace * self.chance.uniform(0.5, 1.5))

    def choose(self, slot: str) -> None:
        tiles = self.page.locator(f"[data-slot='{slot}'] .tile input").all()
        values = [tile.input_value() for tile in tiles]
        ticked = self.page.evaluate(STANDING)[slot]
        number = self.chance.choice([n for n, value in enumerate(values) if [value] != ticked])
        chosen = values[number]
        after = [chosen]
        if tiles[number].get_attribute("type") == "checkbox":
            after = [value for value in values if (value in ticked) != (value == chosen)]
        self.give(slot, after, tiles[number].click)

    def give(self, slot: str, value: Value, act: Callable[[], None]) -> None:
        history = self.ledger.histories[slot]
        history.trying = value
        act()
        history.rows.append((self.lived.seconds(), value))
        history.trying = None


def give_until_killed(browser: Killable, page: Page, chance: random.Random) -> Ledger:
    ledger = Ledger(page.evaluate(STANDING))
    page.on("console", lambda line: ledger.hear(line.text))
    page.evaluate(WITNESS)
    end = Timer(chance.uniform(0.2, 4), browser.kill)
    end.start()
    with until_killed(browser):
        Writer(page, ledger, chance, browser.lived).go_on()
    return ledger


@contextmanager
def until_killed(browser: Killable) -> Iterator[None]:
    """Whatever goes on in it may fail, and no other browser is started before it is gone."""
    before = browser.kills
    with suppress(Error):
        yield
    wait_for(lambda: browser.kills > before, seconds=10, what="the kill")


def sent(browser: Killable, own: OwnAttempt) -> Page:
    """The attempt in a new browser, when nothing waits there any more."""
    page = browser.open(own)
    wait_for(lambda: page.evaluate(WAITING) == 0, seconds=60, what="the queue sent")
    page.reload()
    return page


def lives(own: OwnAttempt, profile: Path, chromium: str, seed: int) -> list[str]:
    """The losses of one browser in all its lives."""
    chance, found = random.Random(seed), []
    with sync_playwright() as playwright:
        browser = Killable(playwright, chromium, profile)
        page = browser.open(own)
        while browser.kills < KILLS_OF_EACH:
            ledger = give_until_killed(browser, page, chance)
            killed = browser.killed
            if chance.random() < 0.2:
                with until_killed(browser):
                    browser.open(own, kill_after=chance.uniform(0, 0.7))
            page = sent(browser, own)
            found += ledger.losses(page.evaluate(STANDING), killed=killed, bounds=BOUNDS)
        browser.kill()
    return found


def test_24_a_browser_killed_at_fifty_moments_loses_nothing_old_or_called_saved(
    site: Site, chromium_path: str, tmp_path: Path
) -> None:
    own = own_attempts(site, KINDS, learners=BROWSERS)
    with ThreadPoolExecutor(BROWSERS) as pool:
        running = [
            pool.submit(lives, one, tmp_path / str(number), chromium_path, SEED + number)
            for number, one in enumerate(own)
        ]
    assert "\n".join(loss for one in running for loss in one.result()) == ""
    for one in own:
        only_growing(one)


def only_growing(own: OwnAttempt) -> None:
    """Each operation is stored once, and no text was overwritten by an older one."""
    stored = own.stored()
    assert len({answer.operation for answer in stored}) == len(stored)
    for slot in own.slots_of("essay"):
        texts = [answer.value for answer in stored if answer.slot == slot]
        for earlier, later in pairwise(texts):
            assert later.startswith(earlier)
