"""One block of Markdown to HTML, by Python-Markdown and a few touches of our own."""

import html
import re
import threading
import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor

from content.markup.errors import TooDeep
from content.markup.formulas import add_formulas, in_words
from content.markup.lists import indent_by_four
from content.markup.sanitise import clean, clean_inline, without_tags
from content.markup.split import split_blocks
from content.markup.values import RawBlock

# Call-outs that a page opens and closes: their title is the page's to show.
APART = ("distressing", "instead")
LETTERED = "lettered"
KINDS = {
    "h2": "heading", "h3": "heading", "h4": "heading", "ul": "list", "ol": "list",
    "dl": "list", "table": "table", "blockquote": "quote", "pre": "code", "hr": "rule",
    "figure": "figure",
}  # fmt: skip
# All white space but what must not break, as French sets before “:” and inside its quotes.
BREAKABLE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
# "a) One", "(iv) Four": what begins an item of a list whose letters stand in its text.
LETTER = re.compile(r"^\s*(?:\([^\W_]{1,5}\)|[^\W_]{1,5}\))\s")
FIRST_TAG = re.compile(r"^\s*<(\w+)")
ONLY_PICTURE = re.compile(r"^\s*<p>\s*<img [^>]*>\s*</p>\s*$")


class _Touches(Treeprocessor):
    """Headings h2 to h4 (h1 is the lesson's title), column heads, captions of pictures, lists
    whose items begin with their letters."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            elif element.tag in {"h5", "h6"}:
                element.tag = "h4"
            elif element.tag == "thead":
                for cell in element.iter("th"):
                    cell.set("scope", "col")
            elif element.tag == "p":
                _caption(element)
            elif element.tag == "ul" and all(_is_lettered(item) for item in element):
                element.set("class", LETTERED)


def _is_lettered(item: ET.Element) -> bool:
    text = (item.text or "").strip() or (item[0].text if len(item) and item[0].tag == "p" else "")
    return LETTER.match(f"{text} ") is not None


def _caption(paragraph: ET.Element) -> None:
    children = list(paragraph)
    if len(children) != 1 or children[0].tag != "img" or (paragraph.text or "").strip():
        return
    title = children[0].attrib.pop("title", "")
    if title and not (children[0].tail or "").strip():
        paragraph.tag = "figure"
        ET.SubElement(paragraph, "figcaption").text = title


class _OurTouches(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.treeprocessors.register(_Touches(md), "parcours", 1)
        add_formulas(md)


class Converter:
    """Markdown to sanitised HTML, a block at a time. Not shared between threads."""

    def __init__(self) -> None:
        self._markdown = self._fresh()

    @staticmethod
    def _fresh() -> Markdown:
        return Markdown(
            extensions=[
                TableExtension(use_align_attribute=True),
                "fenced_code",
                "attr_list",
                "sane_lists",
                "abbr",
                _OurTouches(),
            ]
        )

    def html(self, raw: RawBlock) -> str:
        """Sanitised HTML of a block. Raises TooDeep."""
        inner = self._callout(raw) if raw.callout else self._convert(indent_by_four(raw.source))
        if raw.lang or raw.dir:
            inner = (
                f'<div lang="{html.escape(raw.lang)}" dir="{html.escape(raw.dir)}">{inner}</div>'
            )
        return clean(inner).strip()

    def inline(self, markdown: str) -> str:
        """Sanitised HTML without any block element."""
        return clean_inline(self._convert(BREAKABLE.sub(" ", markdown).strip())).strip()

    def _callout(self, raw: RawBlock) -> str:
        shown = raw.title and raw.callout not in APART
        title = f'<p class="callout-title">{self.inline(raw.title)}</p>' if shown else ""
        body = "\n".join(
            self._convert(indent_by_four(block.source)) for block in split_blocks(raw.source)
        )
        return f'<div class="callout callout-{raw.callout}" role="note">{title}\n{body}</div>'

    def _convert(self, source: str) -> str:
        self._markdown.reset()
        try:
            return str(self._markdown.convert(source))
        except RecursionError as error:
            self._markdown = self._fresh()  # its parser is left half-way
            raise TooDeep from error


_of_thread = threading.local()


def converter() -> Converter:
    """This thread's own: to make one takes longer than most texts do."""
    if not hasattr(_of_thread, "converter"):
        _of_thread.converter = Converter()
    found: Converter = _of_thread.converter
    return found


def plain_text(sanitised: str) -> str:
    """Text of sanitised HTML, white space joined; a formula as its LaTeX."""
    return " ".join(html.unescape(without_tags(in_words(sanitised))).split())


def plain_title(sanitised: str) -> str:
    """As plain_text, with the spaces kept that must not break: it is shown, not searched."""
    return BREAKABLE.sub(" ", html.unescape(without_tags(in_words(sanitised)))).strip()


def kind_of(raw: RawBlock, sanitised: str) -> str:
    """What a block is, by its first element."""
    if raw.callout:
        return raw.callout if raw.callout in APART else "callout"
    if ONLY_PICTURE.match(sanitised):
        return "figure"
    tag = FIRST_TAG.match(sanitised)
    return KINDS.get(tag[1], "paragraph") if tag else "paragraph"
