"""allauth speaks in our words, whatever the page's language."""

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.test import Client
from django.urls import reverse

from courses.people.adapter import AccountAdapter
from courses.people.allauth_words import ERRORS
from courses.people.models import User

pytestmark = pytest.mark.django_db


def test_each_of_our_errors_is_one_that_allauth_has() -> None:
    assert set(ERRORS) <= set(DefaultAccountAdapter.error_messages)
    assert set(AccountAdapter.error_messages) == set(DefaultAccountAdapter.error_messages)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The address or the password is not right."),
        ("fr", "L’adresse ou le mot de passe n’est pas le bon."),
    ],
)
def test_a_wrong_password_is_said_plainly(client: Client, language: str, words: str) -> None:
    answer = client.post(
        reverse("account_login"),
        {"login": "nobody@example.org", "password": "six plain words"},
        headers={"accept-language": language},
    )
    assert words in answer.content.decode()


def test_signing_out_is_said_in_the_language_of_the_page() -> None:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(User.objects.create(email="ines@example.org", language="fr"))
    answer = client.post(reverse("account_logout"), follow=True)
    assert "Votre session est fermée." in answer.content.decode()
