import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.e2e.shots import chromium
from tests.support.axe import findings

pytestmark = pytest.mark.django_db


def test_the_style_guide_is_there_for_everybody() -> None:
    assert Client().get("/styleguide/").status_code == 200


def test_it_can_be_asked_for_dark_and_right_to_left() -> None:
    html = Client().get("/styleguide/?theme=dark&dir=rtl").content.decode()
    assert 'dir="rtl" data-theme="dark"' in html


def test_other_looks_are_not_drawn() -> None:
    html = Client().get('/styleguide/?theme="><script>&dir=up').content.decode()
    assert '<html lang="en" dir="ltr">' in html


def test_no_markup_breaks_the_policy_of_no_inline_style_or_script() -> None:
    html = Client().get("/styleguide/").content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)", html)


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("look", ["", "?theme=dark", "?dir=rtl"])
def test_every_part_passes_axe_and_fits_its_page(
    live_server: LiveServer, browser: Browser, look: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{live_server.url}/styleguide/{look}")
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_axe_does_find_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='/x.png'></body></html>")
    assert any(found.startswith("image-alt") for found in findings(page))


GOOD = """<html lang="en"><head><title>A page</title></head><body><main><h1>A page</h1>
<img src="/x.png" alt="A map"></main></body></html>"""


@pytest.mark.browser
def test_axe_is_asked_again_once_a_page_that_was_right_has_changed(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(GOOD)
    assert findings(page) == findings(page) == []
    page.evaluate("document.images[0].removeAttribute('alt')")
    assert any(found.startswith("image-alt") for found in findings(page))
