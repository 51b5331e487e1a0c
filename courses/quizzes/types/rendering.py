"""Markdown of questions to sanitised HTML, once, when a question is saved."""

from content.markup import render, render_inline


def block_html(text: str) -> str:
    """A stem or a feedback: paragraphs, lists, tables."""
    return render(text).strip() if text and text.strip() else ""


def line_html(text: str) -> str:
    """A choice or one side of a pair: what may stand inside a label."""
    return render_inline(text).strip() if text and text.strip() else ""
