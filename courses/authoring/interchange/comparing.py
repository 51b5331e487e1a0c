"""What an import makes, changes, keeps and sets aside: two states of a course side by side."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum

from courses.authoring.interchange.documents import Documents

IN_A_LIST = 200


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SET_ASIDE = "set_aside"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is setting, text, module, lesson, question, quiz, term, diagram, picture; or
    translation: one of these, whose key comes with the language."""

    fate: str
    what: str
    key: str


def changes_between(before: Documents, after: Documents) -> list[Change]:
    was, now = before.parts(), after.parts()
    states = before.states()
    retired = {
        key
        for key, state in after.states().items()
        if state == "retired" and states.get(key, state) != state
    }
    found = []
    for place in dict.fromkeys([*was, *now]):
        what, key = place
        if place not in now or (what == "question" and key in retired):
            fate = Fate.SET_ASIDE
        elif place not in was:
            fate = Fate.NEW
        else:
            fate = Fate.KEPT if was[place] == now[place] else Fate.CHANGED
        found.append(Change(fate.value, what, key))
    return found + _translations_gone(before, after, now)


def _translations_gone(
    before: Documents, after: Documents, now: Container[tuple[str, str]]
) -> list[Change]:
    """Words in a language that what stays has no more."""
    gone = before.translations() - after.translations()
    return [
        Change(Fate.SET_ASIDE.value, "translation", f"{key} ({code})")
        for what, key, code in sorted(gone)
        if (what, key) in now
    ]


def counted(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """{fate: {what: how many}}."""
    counts = Counter((change.fate, change.what) for change in changes)
    found: dict[str, dict[str, int]] = {fate.value: {} for fate in Fate}
    for (fate, what), count in counts.items():
        found[fate][what] = count
    return found
