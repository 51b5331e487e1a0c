"""What a screen reader is told without being asked: the words of live regions, as they change."""

from playwright.sync_api import Page, expect

LISTEN = """
  window.announced = [];
  const REGIONS = "[role=status], [role=alert], [aria-live]:not([aria-live=off])";
  const words = (region) => region.hidden || region.closest("[hidden]") ? ""
    : region.textContent.replace(/\\s+/g, " ").trim();
  const said = new WeakMap();
  const hear = (node) => {
    const one = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    for (const region of [one?.closest(REGIONS), ...(one?.querySelectorAll?.(REGIONS) ?? [])]) {
      if (!region) continue;
      const now = words(region);
      if (now && now !== said.get(region)) window.announced.push(now);
      said.set(region, now);
    }
  };
  addEventListener("DOMContentLoaded", () => {
    for (const region of document.querySelectorAll(REGIONS)) said.set(region, words(region));
    new MutationObserver((changes) => changes.forEach(({ target }) => hear(target))).observe(
      document.body,
      { childList: true, characterData: true, subtree: true, attributes: true,
        attributeFilter: ["hidden"] },
    );
  });
"""


def listen(page: Page) -> None:
    """From the next page on."""
    page.add_init_script(LISTEN)


def announced(page: Page) -> list[str]:
    """Since this page was opened, in order."""
    found: list[str] = page.evaluate("window.announced")
    return found


def hears(page: Page, words: str) -> None:
    """Waits until it is said."""
    page.wait_for_function(
        "words => window.announced.some((said) => said.includes(words))", arg=words
    )


def is_here(page: Page, name: str) -> None:
    """The focus is at what is called so."""
    expect(page.locator(":focus")).to_have_accessible_name(name)
