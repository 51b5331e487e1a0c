"""Addresses with NUL in them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", ["/search/?text=a%00b", "/?page=%00", "/sources/a/b%00c/", "/%00"])
def test_they_are_refused_with_a_page_that_says_so(client: Client, url: str) -> None:
    response = client.get(url)
    assert (response.status_code, "could not be read" in response.text) == (400, True)


def test_a_field_with_nul_in_it_is_refused_at_the_field() -> None:
    client = make.client_for(make.instructor())
    response = client.post(reverse("authoring:course_new"), {"title": "a\0b", "language": "en"})
    assert (response.status_code, "Null characters" in response.text) == (422, True)
