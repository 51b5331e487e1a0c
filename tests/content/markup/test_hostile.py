"""Texts written to do harm: nothing runs, nothing leads astray, nothing takes long."""

import contextlib
import resource
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from content.markup import MarkupError, TooDeep, TooSlow, render, render_blocks, render_inline
from content.markup.errors import BadFormula
from content.markup.sanitise import BLOCKS, INLINE, MATH
from tests.support.pace import within

HARMFUL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href=' javascript:alert(1)'>x</a>",
    "<iframe src='https://example.org'></iframe>",
    "<svg onload=alert(1)>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed'>x</p>",
    "text {: onclick=alert(1) }",
    "*x*{: onclick=alert(1) style=color:red class=button id=main }",
    "<form action=/x><input name=a></form>",
    "<div class='site-header callout' id='main'>x</div>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "::: note <script>alert(1)</script>\n<script>alert(1)</script>\n:::",
    "<!-- <img src=x onerror=alert(1)> -->",
    "x\n{: #k lang='\"><script>alert(1)</script>'}",
]


class Attributes(HTMLParser):
    """Every tag and attribute that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.targets: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.targets += [value or "" for name, value in attrs if name in {"href", "src"}]


@pytest.mark.parametrize("markdown", HARMFUL)
@pytest.mark.parametrize("door", [render, render_inline])
def test_nothing_that_acts_comes_out(door: Callable[[str], str], markdown: str) -> None:
    seen = Attributes(door(markdown))
    assert seen.tags <= INLINE | BLOCKS | MATH
    assert seen.names <= {"class", "role", "href", "src", "alt", "rel", "lang", "dir"}
    assert [t for t in seen.targets if not t.startswith(("https:", "/pictures/"))] == []


def test_only_our_own_classes_stay() -> None:
    assert render("<div class='site-header callout'>x</div>") == '<div class="callout">x</div>'


@pytest.mark.parametrize(
    "source",
    ["https://example.org/a.png", "//example.org/a.png", "/static/a.png", "/pictures/../admin/",
     "data:image/png;base64,AA", "/pictures/a?b"],
)  # fmt: skip
def test_a_picture_from_elsewhere_is_left_out(source: str) -> None:
    assert "<img" not in render(f"Text ![a > b]({source}) text")


@pytest.mark.parametrize("target", ["//example.org", "/\\example.org", "\\\\example.org"])
def test_a_link_that_only_looks_relative_leads_nowhere(target: str) -> None:
    assert "href" not in render(f'<a href="{target}">x</a>')


def test_honest_links_stay() -> None:
    html = render("[a](https://example.org/) [b](mailto:a@example.org) [c](/courses/x/) [d](#b-k)")
    assert html.count("href=") == 4
    assert html.count('rel="noopener noreferrer nofollow"') == 4


@pytest.mark.parametrize(
    "markdown",
    ["[" * 65_000, "![" * 30_000, "<a " * 20_000, "[a](" * 15_000, "> " * 50_000, "* " * 50_000,
     "a\n\n" * 40_000, "`" * 65_000, "|" * 65_000, "&" * 65_000, "<div>" * 30_000,
     "::: note\n" * 9_000, "[" * 300, "- a\n" * 20_000, "#" * 65_000, "**a" * 30_000,
     "[a]: b\n" * 20_000],
    ids=lambda text: text[:4].strip() + str(len(text)),
)  # fmt: skip
def test_no_text_takes_long(markdown: str) -> None:
    with within(5, processor_seconds), contextlib.suppress(MarkupError):
        render_blocks(markdown)


def processor_seconds() -> float:
    """Of this process and of its children: what counts however busy the machine is."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def test_what_takes_too_long_is_named() -> None:
    with pytest.raises(TooSlow):
        render_blocks("[" * 65_000)


def test_what_is_nested_too_deep_is_named() -> None:
    with pytest.raises(TooDeep):
        render_blocks("- " * 3_000 + "a")


def test_digits_without_end_between_dollars_are_no_riddle() -> None:
    """Told as too long a formula: the child had time to say so."""
    with pytest.raises(BadFormula):
        render("$" + "1" * 30_000 + "$")
