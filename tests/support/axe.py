"""axe on a page in the browser: WCAG 2.2 AA and best practice, nothing excused.

A page that stands as it stood before has nothing new to say: axe is asked once a run for each
state of a page, whatever process met it first. Only a state without a finding is kept.
"""

import hashlib
import json
import re
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.support.prepared import run_folder

Finding = dict[str, Any]

# Whatever changes what is seen and does not stand in the markup.
STATE = """() => {
  const every = [...document.querySelectorAll("*")];
  const places = (selector) => every.flatMap((one, at) => (one.matches(selector) ? [at] : []));
  const fields = [...document.querySelectorAll("input, textarea, select")];
  const media = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"];
  return {
    markup: document.documentElement.outerHTML,
    path: location.pathname,
    size: [innerWidth, innerHeight, scrollX, scrollY, devicePixelRatio].map(Math.round),
    media: media.map((query) => matchMedia(query).matches),
    places: [":checked", ":focus", ":hover", ":invalid", ":disabled", ":modal"].map(places),
    values: fields.map((field) => (field.type === "hidden" ? "" : field.value)),
  };
}"""
RUN = "() => axe.run({resultTypes: ['violations']}).then((result) => result.violations)"

# Drawn anew for each person, visit or moment. The same one twice is still the same one twice.
DRAWN = re.compile(
    r"\b[0-9A-Za-z]{64}\b"
    r"|\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:\d\d)?"
    r"|\b\d\d?:\d\d(?::\d\d)?\b"
    r"|(?<=127\.0\.0\.1:)\d+"
    r"|\b[cq]-[0-9a-f]{8}\b"
    r"|\b[0-9a-f]{10}(?=@example\.org)"
    r"|\b[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\b"
)


def findings(page: Page) -> list[str]:
    """Each finding as "rule: help (selector, …)"; what axe cannot decide is not one."""
    known = run_folder() / "axe" / digest_of(page.evaluate(STATE))
    if known.exists():
        return []
    found = violations(page)
    if not found:
        known.parent.mkdir(exist_ok=True)
        known.touch()
    return [f"{one['id']}: {one['help']} ({', '.join(_places(one))})" for one in found]


def violations(page: Page) -> list[Finding]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[Finding] = page.evaluate(RUN)
    return found


def digest_of(state: dict[str, Any]) -> str:
    """The same for two states that differ by nothing but what is drawn anew."""
    names: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        return names.setdefault(match[0], f"drawn-{len(names)}")

    beside = {key: value for key, value in state.items() if key != "markup"}
    text = state["markup"] + json.dumps(beside, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(DRAWN.sub(named, text).encode()).hexdigest()


def _places(found: Finding) -> list[str]:
    return [" ".join(str(step) for step in node["target"]) for node in found["nodes"]]


def assert_accessible(page: Page) -> None:
    found = findings(page)
    listing = "\n".join(found)
    assert not found, f"axe at {page.url}:\n{listing}"
