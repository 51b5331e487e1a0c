"""Questions about the report of tests/e2e/fixtures, and writing them into the bank's forms."""

from typing import Any

from playwright.sync_api import Page

QUESTIONS: dict[str, dict[str, Any]] = {
    "single_choice": {
        "stem": "Why do couriers part the cash before the border?",
        "choices": [
            {"text": "Each then stays below the threshold", "correct": True},
            {"text": "Thieves then find less of it", "correct": False},
            {"text": "The notes are then easier to count", "correct": False},
        ],
    },
    "multiple_choice": {
        "stem": "Which signs call for a second question?",
        "choices": [
            {"text": "Notes that are numbered in a row", "correct": True},
            {"text": "A receipt that is older than the journey", "correct": True},
            {"text": "A cow in the car", "correct": False},
        ],
    },
    "true_false": {"stem": "One of these signs proves that the money is dirty.", "answer": False},
    "short_text": {"stem": "Where should the number of the bag stand?", "accepted": ["receipt"]},
    "numeric": {"stem": "How many of the seizures led to a judgment?", "value": "9"},
    "matching": {
        "stem": "What belongs to what?",
        "pairs": [
            {"left": "Money and envelope", "right": "in one bag"},
            {"left": "A name", "right": "kept for a limited time"},
        ],
    },
    "ordering": {
        "stem": "In which order is cash counted?",
        "items": [{"text": "Count it"}, {"text": "Seal the bag"}, {"text": "Sign the receipt"}],
    },
    "categorise": {
        "stem": "Sign or proof?",
        "categories": [{"text": "Sign"}, {"text": "Proof"}],
        "items": [
            {"text": "New notes", "category": "Sign"},
            {"text": "A confession", "category": "Proof"},
            {"text": "A cow", "category": ""},
        ],
    },
    "cloze": {
        "stem": "Complete the sentence.",
        "passage": "The bag is [[sealed]] by [[=2]] people and [[*signed|burnt]].",
        "gaps": ["Sealed", "2", "signed"],
    },
}


def write_question(page: Page, kind: str) -> None:
    """Fills the form of a new question; nothing is saved yet."""
    spec = QUESTIONS[kind]
    page.fill("[name=stem-en]", spec["stem"])
    for index, choice in enumerate(spec.get("choices", [])):
        page.fill(f"[name=choices-{index}-text-en]", choice["text"])
        if choice["correct"]:
            key = "[name=key]" if kind == "single_choice" else f"[name=choices-{index}-correct]"
            page.locator(key).nth(index if kind == "single_choice" else 0).check()
    if kind == "true_false":
        page.check("[name=answer][value=false]")
    if kind == "short_text":
        page.fill("[name=accepted-en]", "\n".join(spec["accepted"]))
    if kind == "numeric":
        page.fill("[name=value]", spec["value"])
    write_items(page, spec)
    if "passage" in spec:
        page.fill("[name=passage-en]", spec["passage"])
    for index, pair in enumerate(spec.get("pairs", [])):
        page.fill(f"[name=pairs-{index}-left-en]", pair["left"])
        page.fill(f"[name=pairs-{index}-right-en]", pair["right"])


def write_items(page: Page, spec: dict[str, Any]) -> None:
    """An item's category is chosen by its number, as the form has it before it is shown again."""
    names = [category["text"] for category in spec.get("categories", [])]
    for index, name in enumerate(names):
        page.fill(f"[name=categories-{index}-text-en]", name)
    for index, item in enumerate(spec.get("items", [])):
        page.fill(f"[name=items-{index}-text-en]", item["text"])
        if names:
            number = names.index(item["category"]) + 1 if item["category"] else len(names) + 1
            page.locator(f"[name=items-{index}-category]").select_option(index=number)
