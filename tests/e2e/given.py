"""What was given to an attempt, what its page called saved, and what of both was lost."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

# What stands on the page: {slot: what is typed, or the values of what is ticked}.
STANDING = """() => Object.fromEntries(
  [...document.querySelectorAll("section[data-slot]")].map((section) => {
    const text = section.querySelector("textarea");
    const ticked = [...section.querySelectorAll(".tile input:checked")];
    return [section.dataset.slot, text ? text.value : ticked.map((input) => input.value)];
  }),
)"""
# Tells that, each time the page says "Saved", at that very moment.
WITNESS = f"""() => {{
  const standing = {STANDING};
  const line = document.querySelector("[data-save-state]");
  new MutationObserver(() => {{
    if (line.dataset.state === "saved") console.log("saved " + JSON.stringify(standing()));
  }}).observe(line, {{ childList: true, attributes: true }});
}}"""

Value = str | list[str]
Standing = dict[str, Value]


def as_kept(value: Value) -> Value:
    """The server keeps no blanks around a text."""
    return value.strip() if isinstance(value, str) else value


@dataclass
class History:
    """Of one question: (when, value), oldest first, the first is what stood there before.

    `told`: the place of the newest that the page called saved. `trying`: given, but the browser
    has not said yet that it has it.
    """

    rows: list[tuple[float, Value]]
    told: int = 0
    trying: Value | None = None

    def values(self) -> list[Value]:
        trying = [] if self.trying is None else [self.trying]
        return [as_kept(value) for value in [*(value for _, value in self.rows), *trying]]

    def losses(self, shown: Value, *, killed: float, within: float) -> Iterator[str]:
        shown, values = as_kept(shown), self.values()
        old = max(place for place, (at, _) in enumerate(self.rows) if at <= killed - within)
        if shown not in values[self.told :]:
            yield f"{shown!r} is left of {values[self.told]!r}, which was called saved"
        if shown not in values[old:]:
            ages = [(round(killed - at, 3), value) for at, value in self.rows[-12:]]
            yield f"{shown!r} is left, older than {within} s: {ages}"


@dataclass
class Ledger:
    """Of all questions in one life of a browser, which began with `standing`."""

    standing: Standing
    histories: dict[str, History] = field(init=False)

    def __post_init__(self) -> None:
        self.histories = {
            slot: History([(float("-inf"), value)]) for slot, value in self.standing.items()
        }

    def hear(self, line: str) -> None:
        """A line of the page's console."""
        if not line.startswith("saved "):
            return
        for slot, value in json.loads(line.removeprefix("saved ")).items():
            history = self.histories[slot]
            found = [place for place, its in enumerate(history.values()) if its == as_kept(value)]
            history.told = max([history.told, *found])

    def losses(self, shown: Standing, *, killed: float, bounds: dict[type, float]) -> list[str]:
        """`bounds`: how many seconds a text (str) or a choice (list) may be on its way."""
        return [
            f"question {slot}: {loss}"
            for slot, value in shown.items()
            for loss in self.histories[slot].losses(
                value, killed=killed, within=bounds[type(value)]
            )
        ]
