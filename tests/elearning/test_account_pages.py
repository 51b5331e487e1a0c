import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from courses.people.models import User

pytestmark = pytest.mark.django_db

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)")
OPEN_PAGES = ["account_login", "account_signup", "account_reset_password"]
SENT_PAGES = ["account_reset_password_done", "account_email_verification_sent", "account_inactive"]
OWN_PAGES = ["account_email", "account_change_password", "account_logout", "mfa_index"]


@pytest.fixture
def signed_in() -> Client:
    person = User.objects.create_user("amina@example.org", "a long password", name="Amina")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": "a long password"})
    return client


@pytest.mark.parametrize("name", [*OPEN_PAGES, *SENT_PAGES])
def test_a_page_for_everybody_is_ours_and_keeps_the_policy(name: str) -> None:
    response = Client().get(reverse(name))
    html = response.content.decode()
    assert response.status_code == 200
    assert 'class="page-plain"' in html
    assert not INLINE.search(html)


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_page_of_ones_own_account_is_ours_and_keeps_the_policy(
    name: str, signed_in: Client
) -> None:
    response = signed_in.get(reverse(name))
    html = response.content.decode()
    assert response.status_code == 200
    assert 'class="site-name"' in html
    assert not INLINE.search(html)


def test_the_second_step_asks_who_one_is_then_shows_its_key(signed_in: Client) -> None:
    asked = signed_in.get(reverse("mfa_activate_totp"), follow=True)
    assert "Is it you?" in asked.content.decode()
    answer = {"password": "a long password"}
    shown = signed_in.post(asked.redirect_chain[-1][0], answer, follow=True)
    html = shown.content.decode()
    assert 'class="qr" src="data:image/svg+xml' in html
    assert not INLINE.search(html)


def test_a_wrong_password_is_named_in_the_summary() -> None:
    data = {"login": "nobody@example.org", "password": "wrong"}
    html = Client().post(reverse("account_login"), data).content.decode()
    assert 'class="error-summary"' in html


def test_a_page_that_is_not_there_says_what_to_do() -> None:
    response = Client().get("/there-is-nothing-here/")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()
