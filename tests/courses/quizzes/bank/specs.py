"""Questions for tests of the bank."""

from typing import Any


def single(stem: str = "How many make a group?", **changes: Any) -> dict[str, Any]:
    return {
        "stem": stem,
        "choices": [
            {"id": "x1", "text": "Two", "correct": False, "feedback": "One short."},
            {"id": "x2", "text": "Three", "correct": True, "feedback": "Yes."},
        ],
        "feedback": "Three or more.",
        **changes,
    }


def posted(stem: str = "How many make a group?", **changes: str) -> dict[str, str]:
    """A single choice as its form posts it, in a course of one language."""
    return {
        "stem-en": stem,
        "feedback-en": "Three or more.",
        "choices-rows": "3",
        "choices-0-id": "x1",
        "choices-0-text-en": "Two",
        "choices-0-feedback-en": "One short.",
        "choices-1-id": "x2",
        "choices-1-text-en": "Three",
        "choices-1-feedback-en": "Yes.",
        "choices-2-id": "x3",
        "key": "x2",
        **changes,
    }


def choice_spec(
    stem: str, *texts: str, keys: tuple[int, ...] = (0,), feedback: str = "So."
) -> dict[str, Any]:
    """A question of choices, the first of them right, unless `keys` says otherwise."""
    rows = [
        {"id": f"x{i}", "text": text, "correct": i in keys, "feedback": feedback}
        for i, text in enumerate(texts)
    ]
    return {"stem": stem, "choices": rows, "feedback": feedback}
