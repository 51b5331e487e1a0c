"""Answering the library's quiz as somebody who knows the answers, or who gets one wrong."""

import re
from typing import Any

from playwright.sync_api import Locator, Page

from tests.support.library import read_course

MARKS = re.compile(r"[*_`\[\]]|\(https?:[^)]*\)")


def plain(markdown: str) -> str:
    return re.sub(r"\s+", " ", MARKS.sub("", markdown)).strip()


def specs(slug: str, language: str) -> dict[str, dict[str, Any]]:
    """question key → its spec in the library's data."""
    found: dict[str, dict[str, Any]] = read_course(slug).texts[language].front["questions"]
    return found


def spec_of(question: Locator, bank: dict[str, dict[str, Any]]) -> dict[str, Any]:
    stem = plain(question.locator(".stem").inner_text())
    return next(spec for spec in bank.values() if plain(spec["stem"]) == stem)


def answer_all(page: Page, bank: dict[str, dict[str, Any]], *, wrong: int = 0) -> int:
    """Answers every question, the first `wrong` single choices with a distractor.

    Returns how many questions there were.
    """
    questions = page.locator("section.question").all()
    for question in questions:
        spec = spec_of(question, bank)
        choices = spec.get("choices", [])
        is_single = sum(choice["correct"] for choice in choices) == 1
        answer_one(question, spec, right=not (is_single and wrong > 0))
        wrong -= is_single
    return len(questions)


def answer_one(question: Locator, spec: dict[str, Any], *, right: bool = True) -> None:
    if "choices" in spec:
        for choice in spec["choices"]:
            if choice["correct"] is right:
                tick(question, plain(choice["text"]))
                if not right:
                    return
    elif "answer" in spec:
        question.locator("label.tile").nth(0 if spec["answer"] else 1).click()
    elif "accepted" in spec:
        question.locator("input[type=text]").fill(spec["accepted"][0])
    elif "value" in spec:
        question.locator("input:not([type=hidden]):visible").first.fill(str(spec["value"]))
    elif "categories" in spec:
        for item in spec["items"]:
            group = question.get_by_role("group", name=item["text"], exact=True)
            group.get_by_label(item["category"] or "None of them", exact=True).check()
    elif "items" in spec:
        put_in_order(question, [item["text"] for item in spec["items"]])
    elif "passage" in spec:
        fill_gaps(question, spec["gaps"])
    else:
        for pair in spec["pairs"]:
            field = question.locator(".matching-pair", has_text=plain(pair["left"]))
            field.locator("select").select_option(label=plain(pair["right"]))


def tick(question: Locator, text: str) -> None:
    for tile in question.locator("label.tile").all():
        if plain(tile.locator(".tile-text").inner_text()) == text:
            tile.click()
            return
    raise AssertionError(f"no choice {text!r}")


def put_in_order(question: Locator, texts: list[str]) -> None:
    """Each line moves up to its place, the first one first."""
    for place, text in enumerate(texts):
        shown = [line.strip() for line in question.locator(".ordering-text").all_inner_texts()]
        for _ in range(shown.index(text) - place):
            question.get_by_role("button", name=f"Move up: {text}").click()


def fill_gaps(question: Locator, given: list[str]) -> None:
    for gap, text in zip(question.locator(".gap").all(), given, strict=True):
        if gap.evaluate("gap => gap.tagName") == "SELECT":
            gap.select_option(label=text)
        else:
            gap.fill(text)
