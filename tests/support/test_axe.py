"""Which states of a page are the same to axe."""

import pytest

from tests.support.axe import digest_of

ROW = '<a id="{0}" href="/attempts/{0}/">Saved {1}</a><p aria-describedby="{2}"></p>'
TOKEN = '<body hx-headers="{{&quot;x-csrftoken&quot;: &quot;{}&quot;}}">'
ONE, OTHER = "7d1f2a34-9c3e-4f9a-8a51-0b5a7f6e2c11", "0c9b8a76-1d2e-4b3c-9d8e-5f6a7b8c9d0e"


def of(markup: str, **beside: object) -> str:
    return digest_of({"markup": markup, "size": [320, 640], "path": "/", **beside})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ROW.format(ONE, "10:02:03", ONE), ROW.format(OTHER, "9:59", OTHER)),
        (TOKEN.format("a" * 64), TOKEN.format("b" * 64)),
        ("http://127.0.0.1:43035/x", "http://127.0.0.1:999/x"),
        ("/courses/c-992d9554/", "/courses/c-ab53c0ff/"),
        ("<p>00ff00ff00@example.org", "<p>0123456789@example.org"),
        ("2026-11-21T10:02:03.5+00:00", "2026-11-22T11:02:03Z"),
    ],
)
def test_what_is_drawn_anew_makes_no_other_page(before: str, after: str) -> None:
    assert of(before) == of(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ROW.format(ONE, "10:02", ONE), ROW.format(ONE, "10:02", OTHER)),
        ('<p id="q-1"></p>', '<p id="q-2"></p>'),
        ("<p>3 answers</p>", "<p>4 answers</p>"),
        ('<p id="c-992d9554"><p id="c-992d9554">', '<p id="c-992d9554"><p id="c-ab53c0ff">'),
    ],
)
def test_whatever_else_differs_does(before: str, after: str) -> None:
    assert of(before) != of(after)


def test_so_does_what_stands_beside_the_markup() -> None:
    states = [of("x"), of("x", size=[1280, 640]), of("x", path="/a/"), of("x", places=[[3]])]
    assert len(set(states)) == 4
