"""How Chromium is started."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def switched_off(browser: Browser) -> list[set[str]]:
    """The features of each list that it was started with; the last list counts."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    main = next(one["id"] for one in told if one["type"] == "browser")
    line = Path(f"/proc/{main}/cmdline").read_text().split("\0")
    named = [one.partition("=") for one in line]
    return [set(names.split(",")) for flag, _, names in named if flag == "--disable-features"]


def test_what_playwright_switches_off_stays_off(browser: Browser) -> None:
    *of_playwright, ours = switched_off(browser)
    assert of_playwright and set.union(*of_playwright) <= ours


def test_a_new_context_brings_no_page_but_its_own(browser: Browser) -> None:
    context = browser.new_context()
    context.new_page()
    everything: dict[str, list[dict[str, str]]] = {"filter": [{}]}
    told = browser.new_browser_cdp_session().send("Target.getTargets", everything)["targetInfos"]
    assert [one["url"] for one in told if one["type"] == "browser_ui"] == []
    context.close()
