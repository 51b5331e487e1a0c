r"""Formulas: LaTeX between `$…$` or `$$…$$`, and pasted `<math>`, to MathML that browsers show.

What is a formula follows the habit of other Markdown tools, so that an amount stays an amount:
the opening `$` stands right before something, the closing one right after something and not
before a digit. `\$` is always a dollar sign.
"""

import html
import re
import xml.etree.ElementTree as ET

from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from content.markup.errors import BadFormula

MAX_LENGTH = 2_000
MAX_DEPTH = 30
AMOUNT = 60  # characters that tell money from a formula
DISPLAYED = r"(?<![\\$])\$\$(?!\$)((?:[^$\\]|\\[\s\S])+?)\$\$"
INLINE = r"(?<![\\$\w])\$(?=[^\s$])((?:[^$\\\n]|\\.|\n(?!\s*\n))*?(?<![\s\\]))\$(?![\d$])"
PASTED = r"<math[\s>][\s\S]*?</math>"
# "from $5 to 10$": a number and then words is money.
MONEY = re.compile(r"^\d[\d.,]*\s?(?:[^\W\d_]{2,}|\w+\s+\w+|[-–—]\s)")
COMMAND = re.compile(r"\\[A-Za-z]+\*?")
ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^}]*)\}")
# Definitions could multiply themselves; links and styles are for the text around a formula.
REFUSED = re.compile(
    r"\\(?:(?:re)?new(?:command|environment)|providecommand|[gex]?def|let|DeclareMathOperator|"
    r"href|url|includegraphics|style|class|cssId|require)(?![A-Za-z])"
)
ENVIRONMENTS = {
    "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "cases",
    "array", "align", "align*", "aligned", "gather", "gather*", "gathered", "split", "equation",
    "equation*", "multline", "substack", "rcases", "dcases",
}  # fmt: skip
PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3,
    "munderover": 3,
}  # fmt: skip
# The library's own errors have no family, and it trips over what ends too early.
UNREADABLE: tuple[type[Exception], ...] = (
    *(found for found in vars(exceptions).values() if isinstance(found, type)),
    AttributeError,
    LookupError,
    StopIteration,
    TypeError,
    ValueError,
)
WHOLE = re.compile(r'<math[^>]*\balttext="([^"]*)"[^>]*>.*?</math>', re.DOTALL)


def add_formulas(markdown: Markdown) -> None:
    """Before escapes (a backslash belongs to LaTeX), after code (there a `$` is a `$`)."""
    markdown.inlinePatterns.register(_Found(PASTED, markdown), "pasted_math", 187)
    markdown.inlinePatterns.register(_Displayed(DISPLAYED, markdown), "display_math", 186)
    markdown.inlinePatterns.register(_Inline(INLINE, markdown), "inline_math", 185)
    if "$" not in markdown.ESCAPED_CHARS:
        markdown.ESCAPED_CHARS = [*markdown.ESCAPED_CHARS, "$"]


def mathml(latex: str, *, displayed: bool = False) -> str:
    """The formula as `<math>`, its LaTeX kept as `alttext`. Raises BadFormula."""
    latex = latex.strip()
    _check(latex)
    try:
        element = convert_to_element(latex, display="block" if displayed else "inline")
    except RecursionError as error:
        raise BadFormula(latex, "deep") from error
    except UNREADABLE as error:
        raise BadFormula(latex, "broken") from error
    _check_parts(latex, element)
    element.set("alttext", latex)
    element.set("dir", "ltr")
    return ET.tostring(element, encoding="unicode", short_empty_elements=False)


def in_words(sanitised: str) -> str:
    """HTML with each formula's LaTeX in place of its MathML, for search and for counting."""
    return WHOLE.sub(lambda found: found[1], sanitised)


class _Found(InlineProcessor):
    """What it makes goes past the rest of Markdown: `_` and `*` of a formula are no emphasis."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (the stubs know two signatures)
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        made = self.made_of(m)
        if made is None:
            return None, None, None
        return self.md.htmlStash.store(made), m.start(0), m.end(0)

    def made_of(self, found: re.Match[str]) -> str | None:
        return found[0]


class _Inline(_Found):
    def made_of(self, found: re.Match[str]) -> str | None:
        return None if MONEY.match(found[1][:AMOUNT]) else mathml(html.unescape(found[1]))


class _Displayed(_Found):
    def made_of(self, found: re.Match[str]) -> str | None:
        return mathml(html.unescape(found[1]), displayed=True) if found[1].strip() else None


def _check(latex: str) -> None:
    if len(latex) > MAX_LENGTH:
        raise BadFormula(latex, "long")
    if refused := REFUSED.search(latex):
        raise BadFormula(latex, "refused", refused[0])
    _check_braces(latex)
    open_ones: list[str] = []
    for verb, name in ENVIRONMENT.findall(latex):
        if name not in ENVIRONMENTS:
            raise BadFormula(latex, "unknown", f"\\begin{{{name}}}")
        if verb == "begin":
            open_ones.append(name)
        elif not open_ones or open_ones.pop() != name:
            raise BadFormula(latex, "broken")
    if open_ones:
        raise BadFormula(latex, "broken")


def _check_braces(latex: str) -> None:
    depth = 0
    for brace in re.findall(r"\\.|[{}]", latex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            raise BadFormula(latex, "braces")
        if depth > MAX_DEPTH:
            raise BadFormula(latex, "deep")
    if depth:
        raise BadFormula(latex, "braces")


def _check_parts(latex: str, element: ET.Element) -> None:
    """The library shows what it does not know as it was written, and fractions without an end."""
    for part in element.iter():
        part.text = html.unescape(part.text) if part.text else part.text
        wanted = PARTS.get(part.tag)
        if wanted is not None and len(part) != wanted:
            raise BadFormula(latex, "broken")
        if part.tag != "mtext" and COMMAND.fullmatch(part.text or ""):
            raise BadFormula(latex, "unknown", part.text or "")
