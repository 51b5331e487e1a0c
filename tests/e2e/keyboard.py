"""Somebody without a mouse: everything is reached by Tab, and where they are is always seen.

Each step of Tab is looked at: the focus is not lost to the page's body, what had it looked
different from now (an outline, a ring, a colour), and it was not hidden behind something else.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import ElementHandle, Locator, Page, TimeoutError, expect

MOST_TABS = 220  # in one way to one thing; a page of thirteen questions has some 130 stops

# Run at each stop. `window.before`: what had the focus a Tab ago, and how it looked then.
STOP = """async (wanted) => {
  const here = document.activeElement;
  const parts = (one) => [one, ...(one.labels ?? []), one.parentElement,
    one.parentElement?.parentElement, ...one.querySelectorAll("rect")].filter(Boolean);
  const look = (one) => JSON.stringify(parts(one).map((part) => {
    const css = getComputedStyle(part);
    return ["outline", "boxShadow", "borderColor", "backgroundColor", "textDecoration", "stroke",
      "strokeWidth", "fill"].map((name) => css[name]);
  }));
  const name = (one) => {
    const words = one.ariaLabel || one.labels?.[0]?.textContent || one.textContent || one.name;
    return `${one.tagName.toLowerCase()} “${(words ?? "").replace(/\\s+/g, " ").slice(0, 60)}”`;
  };
  const isCovered = (one) => {
    const box = [one, ...(one.labels ?? [])].map((part) => part.getBoundingClientRect())
      .sort((a, b) => b.width * b.height - a.width * a.height)[0];
    const across = [box.left + 2, (box.left + box.right) / 2, box.right - 2];
    const down = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
    const inside = (x, y) => {
      const top = document.elementFromPoint(x, y);
      return top && top !== document.body && top !== document.documentElement
        && [one, ...(one.labels ?? [])].some((part) => part.contains(top) || top.contains(part));
    };
    return !across.some((x) => down.some((y) => inside(x, y)));
  };
  // What comes late to a page (a picture, a script) may move it: what stays covered is a fault.
  const staysCovered = async (one) => {
    for (let look = 0; look < 20 && isCovered(one); look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return isCovered(one);
  };
  const faults = [];
  const before = window.before;
  const isAtBody = here === document.body || here === document.documentElement;
  if (before && before.one.isConnected && before.one !== here && look(before.one) === before.look) {
    faults.push(`it is not seen that ${name(before.one)} has the focus`);
  }
  if (!isAtBody && before?.one !== here && (await staysCovered(here))) {
    faults.push(`${name(here)} has the focus and is covered`);
  }
  // The parts of a date are stops of one element, and the last of them has a ring of its own.
  if (before?.one !== here) window.before = isAtBody ? null : { one: here, look: look(here) };
  return { isThere: here === wanted, isAtBody, faults, where: name(here) };
}"""
LOST = "() => document.activeElement === document.body && Boolean(window.before)"


@dataclass
class Keyboard:
    """Goes through `page` by keys alone. `tabs`: how many it took so far."""

    page: Page
    tabs: int = 0

    def reach(self, wanted: Locator) -> None:
        """Tabs on until `wanted` has the focus, round the end of the page if need be."""
        expect(wanted).to_have_count(1)
        element = wanted.element_handle()
        self.keeps_its_place()
        times_round = 0
        for _ in range(MOST_TABS):
            stop = self._stop(element)
            if stop["isThere"]:
                return
            times_round += stop["isAtBody"]
            assert times_round < 3, f"{wanted} cannot be reached by Tab"
            self.page.keyboard.press("Tab")
            self.tabs += 1
        raise AssertionError(f"{wanted} is not reached in {MOST_TABS} tabs")

    def _stop(self, element: ElementHandle) -> dict[str, Any]:
        stop: dict[str, Any] = self.page.evaluate(STOP, element)
        assert not stop["faults"], f"{stop['faults']} at {self.page.url}"
        return stop

    def keeps_its_place(self) -> None:
        """After something on this page was changed by a key: the focus is somewhere."""
        assert not self.page.evaluate(LOST), f"the focus is lost at {self.page.url}"

    def enter(self, wanted: Locator) -> None:
        self.reach(wanted)
        self.page.keyboard.press("Enter")

    def type(self, wanted: Locator, text: str) -> None:
        """Puts `text` where something else may have stood."""
        self.reach(wanted)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, wanted: Locator) -> None:
        """A checkbox, or a radio: Tab comes to one of its group, the arrows go on to it."""
        if wanted.get_attribute("type") == "radio":
            self._go_to_radio(wanted)
        else:
            self.reach(wanted)
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def _go_to_radio(self, wanted: Locator) -> None:
        name = wanted.get_attribute("name")
        group = self.page.locator(f"input[type=radio][name='{name}']")
        places: tuple[int, int] = group.evaluate_all(
            "(all, wanted) => [Math.max(0, all.findIndex((one) => one.checked)),"
            " all.indexOf(wanted)]",
            wanted.element_handle(),
        )
        first, last = places
        self.reach(group.nth(first))
        for _ in range(abs(last - first)):
            self.page.keyboard.press("ArrowDown" if last > first else "ArrowUp")
        expect(wanted).to_be_focused()

    def choose(self, wanted: Locator, option: str) -> None:
        """An option of a list, by the arrows."""
        self.reach(wanted)
        labels = [label.strip() for label in wanted.locator("option").all_inner_texts()]
        chosen: int = wanted.evaluate("list => list.selectedIndex")
        steps = labels.index(option) - chosen
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        assert wanted.evaluate("list => list.selectedOptions[0].text.trim()") == option

    def attach(self, wanted: Locator, file: Path) -> None:
        """The button of the field opens the system's own window for files."""
        self.reach(wanted)
        try:
            self._open_files(file, patience=5_000)
        except TimeoutError:
            # On a busy machine the browser may miss the first press; the person presses again.
            expect(wanted).to_be_focused()
            self._open_files(file, patience=60_000)

    def _open_files(self, file: Path, *, patience: int) -> None:
        with self.page.expect_file_chooser(timeout=patience) as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)
