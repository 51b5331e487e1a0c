"""The keyboard of the journeys sees what somebody without a mouse would stumble over."""

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.keyboard import Keyboard

pytestmark = pytest.mark.browser

HIDE = "<style>* { outline: none }</style>"
COVER = "<div style='position: fixed; inset: 0; background: white'></div>"


def keyboard(browser: Browser, html: str) -> Keyboard:
    page: Page = browser.new_context().new_page()
    page.set_content(html)
    return Keyboard(page)


def test_a_button_is_reached_round_the_end_of_the_page(browser: Browser) -> None:
    keys = keyboard(browser, "<button>One</button><button>Two</button>")
    for name in ("Two", "One", "Two"):
        keys.enter(keys.page.get_by_role("button", name=name))
    assert keys.tabs == 5


def test_what_cannot_be_reached_fails(browser: Browser) -> None:
    keys = keyboard(browser, "<button>One</button><button tabindex=-1>Two</button>")
    with pytest.raises(AssertionError, match="cannot be reached"):
        keys.reach(keys.page.get_by_role("button", name="Two"))


def test_a_focus_that_is_not_seen_fails(browser: Browser) -> None:
    keys = keyboard(browser, f"{HIDE}<button>One</button><button>Two</button>")
    with pytest.raises(AssertionError, match="it is not seen that button “One” has the focus"):
        keys.reach(keys.page.get_by_role("button", name="Two"))


def test_a_focus_that_is_covered_fails(browser: Browser) -> None:
    keys = keyboard(browser, f"<button>One</button>{COVER}")
    with pytest.raises(AssertionError, match="has the focus and is covered"):
        keys.reach(keys.page.get_by_role("button", name="One"))


def test_a_focus_that_is_lost_fails(browser: Browser) -> None:
    keys = keyboard(browser, "<button>One</button><button>Two</button>")
    one = keys.page.get_by_role("button", name="One")
    keys.enter(one)
    one.evaluate("button => button.remove()")
    with pytest.raises(AssertionError, match="the focus is lost"):
        keys.keeps_its_place()
