"""What a text becomes: structure, call-outs, tables, pictures, words."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from content.markup import TooLong, count_words, render, render_blocks, render_inline


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("# One", "<h2>One</h2>"),
        ("##### Five", "<h4>Five</h4>"),
        ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
        ("- a\n  - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("```python\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ('<abbr title="United Nations">UN</abbr>', '<p><abbr title="United Nations">UN</abbr></p>'),
        ('<span lang="fr">oui</span>', '<p><span lang="fr">oui</span></p>'),
    ],
)
def test_markdown_becomes_plain_html(markdown: str, html: str) -> None:
    assert render(markdown) == html


def test_a_table_names_its_columns() -> None:
    html = render("| A | B |\n|---|--:|\n| 1 | 2 |")
    assert '<th scope="col">A</th>' in html
    assert '<td align="right">2</td>' in html


def test_a_callout_has_its_title() -> None:
    (block,) = render_blocks("::: warning Mind the gap\nSome *text*.\n\n- a\n:::\n{: #gap}")
    assert (block.key, block.kind) == ("gap", "callout")
    assert block.html.startswith('<div class="callout callout-warning" role="note">')
    assert '<p class="callout-title">Mind the gap</p>' in block.html
    assert block.text == "Mind the gap Some text. a"


def test_a_picture_of_ours_with_a_title_is_a_figure() -> None:
    (block,) = render_blocks('![A map](/pictures/1 "Where it is")')
    assert block.kind == "figure"
    assert block.html == (
        '<figure><img alt="A map" src="/pictures/1"><figcaption>Where it is</figcaption></figure>'
    )


def test_a_block_in_another_language_says_so() -> None:
    (block,) = render_blocks("مرحبا\n{: #hello lang=ar dir=rtl}")
    assert block.html == '<div lang="ar" dir="rtl"><p>مرحبا</p></div>'


def test_kinds_are_named_by_what_the_reader_sees() -> None:
    text = "## H\n\nP\n\n- l\n\n> q\n\n    c\n\n---\n\n| a |\n|---|\n| b |"
    kinds = [block.kind for block in render_blocks(text)]
    assert kinds == ["heading", "paragraph", "list", "quote", "code", "rule", "table"]


def test_inline_text_keeps_spaces_that_must_not_break() -> None:
    french = "Il dit\u202f: «\u202foui\u202f»"
    assert render_inline(f"{french}\n et\tnon") == f"{french} et non"
    assert render_inline("20\u00a0%") == "20&nbsp;%"


def test_inline_text_has_no_block() -> None:
    assert render_inline("## A *b*\n\n- c") == "A <em>b</em> - c"


def test_a_long_text_is_rendered_like_a_short_one() -> None:
    paragraph = "A sentence with *emphasis* and a [link](https://example.org/)."
    (short,) = render_blocks(paragraph)
    long = render_blocks("\n\n".join([paragraph] * 800))
    assert len(long) == 800
    assert {block.html for block in long} == {short.html}


def test_what_one_text_defines_is_unknown_to_the_next() -> None:
    defined = "See [here][one]. The UN.\n[one]: https://a.example/\n*[UN]: United Nations"
    assert "<a href" in render(defined) and "<abbr" in render(defined)
    assert render("See [here][one]. The UN.") == "<p>See [here][one]. The UN.</p>"


def test_threads_render_as_one_does() -> None:
    texts = [f"*{number}* and `{number}`" for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(render, texts * 5))
    assert together == [render(text) for text in texts] * 5


def test_a_text_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLong):
        render_blocks("é" * 100_001)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("A well-known state's 1,000 people", "en", 5),
        ("l’État, c’est moi", "fr", 3),
        ("联合国 UNODC 报告", "zh-hans", 6),
        ("هذا نص", "ar", 2),
        ("", "en", 0),
    ],
)
def test_words_are_counted_as_the_language_counts(text: str, language: str, words: int) -> None:
    assert count_words(text, language) == words


def test_the_title_of_a_closed_part_keeps_spaces_that_must_not_break() -> None:
    [block] = render_blocks("::: distressing Cas\u202f: la  route\nUne nuit.\n:::")
    assert block.title == "Cas\u202f: la route"


@pytest.mark.parametrize("kind", ["distressing", "instead"])
def test_what_may_distress_keeps_its_title_apart(kind: str) -> None:
    (block,) = render_blocks(f"::: {kind} What *one* saw\nText.\n:::\n{{: #one}}")
    assert (block.key, block.kind, block.title, block.text) == (
        "one",
        kind,
        "What one saw",
        "Text.",
    )


def test_a_diagram_is_named_and_left_to_those_who_know_it() -> None:
    first, diagram, last = render_blocks("Before.\n!diagram three-stages\n{: #way}\nAfter.")
    assert (diagram.kind, diagram.key, diagram.title) == ("diagram", "way", "three-stages")
    assert (diagram.html, first.text, last.text) == ("", "Before.", "After.")
