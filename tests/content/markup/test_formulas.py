"""Formulas become MathML; amounts of money stay amounts."""

import contextlib
import re

import pytest

from content.markup import BadFormula, render, render_blocks, render_inline
from content.markup.sanitise import clean
from tests.support.pace import within

FRACTION = r"\frac{1}{2}"


def test_formula_in_a_line_becomes_mathml_with_its_latex_beside() -> None:
    assert render(f"Half: ${FRACTION}$.") == (
        r'<p>Half: <math display="inline" alttext="\frac{1}{2}" dir="ltr"><mrow><mfrac><mrow>'
        r"<mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac></mrow></math>.</p>"
    )


def test_displayed_formula_may_have_lines_that_look_like_a_list() -> None:
    html = render("$$\na\n- b\n= c\n$$")
    assert html.startswith('<math display="block"')
    assert "<li>" not in html


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $10.",
        "from $5 million to $6 million",
        "between $5 and 10$ or so",
        "US$5–$10",
        "$ 5 $",
        "Only $5",
        "A$B$C",
    ],
)
def test_amounts_of_money_stay_as_they_are(text: str) -> None:
    assert render(text) == f"<p>{text}</p>"


def test_escaped_dollar_is_a_dollar() -> None:
    assert render(r"\$x\$") == "<p>$x$</p>"


def test_code_keeps_its_dollars() -> None:
    assert render("`$x$`") == "<p><code>$x$</code></p>"


def test_formula_stands_in_lists_tables_and_labels() -> None:
    for text in ("- $x^2$", "| a |\n| --- |\n| $x^2$ |", "> $x^2$"):
        assert "<msup>" in render(text)
    assert "<msup>" in render_inline("$x^2$ metres")


def test_text_of_a_formula_is_its_latex() -> None:
    assert [block.text for block in render_blocks(f"Half: ${FRACTION}$ $a<b$")] == [
        r"Half: \frac{1}{2} a<b"
    ]


def test_pasted_mathml_is_kept_and_its_marks_are_no_emphasis() -> None:
    pasted = "<math><mi>a_b_c</mi><mo>*</mo><mi>d*e</mi></math>"
    assert render(f"x {pasted} y") == f"<p>x {pasted} y</p>"


@pytest.mark.parametrize(
    ("formula", "reason", "part"),
    [
        (r"\foo{x}", "unknown", r"\foo"),
        (r"\begin{foo}1\end{foo}", "unknown", r"\begin{foo}"),
        (r"\begin{matrix}1", "broken", ""),
        (r"\frac{1}", "broken", ""),
        ("x^", "broken", ""),
        ("a}", "braces", ""),
        ("{a", "braces", ""),
        (r"\newcommand{\a}{\b\b}", "refused", r"\newcommand"),
        (r"\href{javascript:alert(1)}{x}", "refused", r"\href"),
        ("x" * 2_001, "long", ""),
        ("{" * 900 + "}" * 900, "deep", ""),
    ],
)
def test_unreadable_formula_says_why(formula: str, reason: str, part: str) -> None:
    with pytest.raises(BadFormula) as caught:
        render(f"Before ${formula}$ after")
    assert (caught.value.reason, caught.value.part) == (reason, part)
    assert formula.startswith(caught.value.formula)


def test_reason_comes_out_of_the_child_that_renders_long_texts() -> None:
    with pytest.raises(BadFormula) as caught:
        render("words " * 5_000 + r"$\foo$")
    assert (caught.value.reason, caught.value.part) == ("unknown", r"\foo")


@pytest.mark.parametrize(
    "hostile",
    [
        r"$\text{<script>alert(1)</script>}$",
        r"$\text{\"onload=alert(1)}$",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
        "<math href='javascript:alert(1)'><mi>x</mi></math>",
        "<math><maction actiontype='statusline#http://e.org'><mi>x</mi></maction></math>",
        "<math><annotation-xml encoding='a/html'><script>a()</script></annotation-xml></math>",
        "<math><style><img src=x onerror=alert(1)></style></math>",
        "<math><mi style='background:url(//e.org)' onclick='alert(1)'>x</mi></math>",
        "<math><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    ],
)
def test_script_in_a_formula_is_inert(hostile: str) -> None:
    html = render(f"a {hostile} b") + render_inline(hostile)
    tags = re.findall(r"<[^>]*>", re.sub(r'"[^"]*"', '""', html))
    assert not any(re.search(r"script|\son\w+=|style|href|src=", tag) for tag in tags)


@pytest.mark.parametrize("tag", ["mtext", "mi", "mo", "mn", "ms"])
def test_what_was_cleaned_means_the_same_when_it_is_read_again(tag: str) -> None:
    """HTML inside MathML is where parsers disagree: nothing of it may be left."""
    for inner in ("<p>a", "<table><mi>b", "</form><form>", "<b>c</b>", "<svg><a>", "<mglyph><p>"):
        once = clean(f"<math><{tag}>{inner}</{tag}></math>")
        assert clean(once) == once


def test_many_dollars_take_no_time() -> None:
    with within(10):
        for text in ("$a " * 3_000, "$$" * 3_000, "$x$" * 3_000, "<math " * 3_000, "$\\" * 3_000):
            with contextlib.suppress(BadFormula):
                render(text)
