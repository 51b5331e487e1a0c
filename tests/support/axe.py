"""axe on a page in the browser: WCAG 2.2 AA and best practice, nothing excused."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def findings(page: Page) -> list[str]:
    """Each finding as "rule: help (selector, …)"; what axe cannot decide is not one."""
    result: dict[str, Any] = Axe().run(page).response
    return [
        f"{found['id']}: {found['help']} ({', '.join(_places(found))})"
        for found in result["violations"]
    ]


def _places(found: dict[str, Any]) -> list[str]:
    return [" ".join(str(step) for step in node["target"]) for node in found["nodes"]]


def assert_accessible(page: Page) -> None:
    found = findings(page)
    listing = "\n".join(found)
    assert not found, f"axe at {page.url}:\n{listing}"
